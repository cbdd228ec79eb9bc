import { describe, expect, it, vi } from 'vitest'
import type { Engine } from '../../src/engine.js'
import { Bitmap } from '../../src/image.js'
import { load } from '../../src/load.js'
import {
  type BenchmarkResult,
  BenchmarkResults,
  benchmark,
  type CryptoCalls,
  ImageProcessor,
  useWasmCrypto,
} from '../../src/react/index.js'
import { engineUsers, mount, nothingLeft, textOf } from './mount.js'

function Hasher({ onCrypto }: { onCrypto: (crypto: CryptoCalls) => void }) {
  const { status, crypto } = useWasmCrypto()
  if (crypto) onCrypto(crypto)
  return <p>{status}</p>
}

async function cryptoCalls(): Promise<CryptoCalls> {
  let calls: CryptoCalls | undefined
  const { host } = mount(<Hasher onCrypto={(crypto) => (calls = crypto)} />)
  await textOf(host, 'ready')
  if (!calls) throw new Error('it is ready without calls')
  return calls
}

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const ABC_BLAKE3 = '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85'

describe('useWasmCrypto', () => {
  it('hashes texts, bytes and files to the published digests', async () => {
    const crypto = await cryptoCalls()
    expect(crypto.sha256('abc')).toBe(ABC)
    expect(crypto.blake3(new Uint8Array([97, 98, 99]))).toBe(ABC_BLAKE3)
    expect(await crypto.hashFile(new Blob(['abc']))).toBe(ABC)
    expect(await crypto.hashFile(new Blob(['abc']), { algorithm: 'blake3' })).toBe(ABC_BLAKE3)
  })

  it('reads a large file in pieces, and tells how far it is', async () => {
    const crypto = await cryptoCalls()
    const piece = new Uint8Array(1 << 20).fill(7)
    const file = new Blob(Array.from({ length: 24 }, () => piece))
    const told: number[] = []
    const digest = await crypto.hashFile(file, {
      onProgress: (read, size) => told.push(read / size),
    })
    const expected = await globalThis.crypto.subtle.digest('SHA-256', await file.arrayBuffer())
    const hex = Array.from(new Uint8Array(expected), (byte) => byte.toString(16).padStart(2, '0'))
    expect(digest).toBe(hex.join(''))
    expect(told.length).toBeGreaterThan(3)
    expect(told.at(-1)).toBe(1)
  })

  it('stops when it is told to', async () => {
    const crypto = await cryptoCalls()
    const abort = new AbortController()
    const file = new Blob([new Uint8Array(8 << 20)])
    const work = crypto.hashFile(file, { signal: abort.signal, onProgress: () => abort.abort() })
    await expect(work).rejects.toMatchObject({ code: 'aborted' })
    await expect(crypto.hashFile(file, { signal: abort.signal })).rejects.toMatchObject({
      code: 'aborted',
    })
    await expect(crypto.hashFile('no file' as never)).rejects.toMatchObject({
      code: 'bad-definition',
    })
  })
})

/** A JPEG file of 2400 x 1200 pixels, left half red, that says it lies on its side. */
function sidewaysJpeg(engine: Engine): File {
  const [width, height] = [2400, 1200]
  const rgba = new Uint8Array(4 * width * height).fill(255)
  for (let at = 0; at < rgba.length; at += 4) {
    if ((at / 4) % width < width / 2) rgba.set([200, 0, 0], at)
  }
  const bitmap = Bitmap.fromPixels(engine, rgba, width, height)
  // "II", one entry: orientation (0x0112), a short, 6: turned a quarter to the right.
  const exif = new Uint8Array([
    0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
  ])
  const file = bitmap.encodeJpeg({ exif })
  bitmap.dispose()
  return new File([file], 'tower.jpeg', { type: 'image/jpeg' })
}

function dropOn(element: Element, file: File): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(file)
  element.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
}

async function shownImage(host: HTMLElement): Promise<HTMLImageElement> {
  return vi.waitFor(
    () => {
      const image = host.querySelector('img')
      expect(image?.complete && image.naturalWidth > 0).toBe(true)
      return image as HTMLImageElement
    },
    { timeout: 10_000 },
  )
}

describe('ImageProcessor', () => {
  it('stands a dropped picture upright, makes it fit, and offers it', async () => {
    const engine = await load()
    const file = sidewaysJpeg(engine)
    engine.release()
    const { host, unmount } = mount(<ImageProcessor />)
    await textOf(host, 'Nothing chosen yet')
    dropOn(host.querySelector('.quoin-drop') as Element, file)
    const image = await shownImage(host)
    expect([image.naturalWidth, image.naturalHeight]).toEqual([540, 1080])
    expect(host.querySelector('[data-testid=before]')?.textContent).toMatch(/^1200 × 2400, /)
    expect(host.querySelector('[data-testid=after]')?.textContent).toMatch(/^540 × 1080, /)
    const link = host.querySelector('a') as HTMLAnchorElement
    expect(link.download).toBe('tower.jpg')

    // Red was on the left and is on top now.
    const canvas = new OffscreenCanvas(540, 1080)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const [top, bottom] = [100, 1000].map((y) => context?.getImageData(270, y, 1, 1).data)
    expect(top?.[1]).toBeLessThan(30)
    expect(bottom?.[1]).toBeGreaterThan(225)

    const written = new Uint8Array(await (await fetch(link.href)).arrayBuffer())
    expect([...written.subarray(0, 2)]).toEqual([0xff, 0xd8])
    unmount()
    await expect(fetch(link.href)).rejects.toThrow()
    await nothingLeft()
  })

  it('takes a pasted picture, and leaves a small one as large as it is', async () => {
    const engine = await load()
    const bitmap = Bitmap.fromPixels(engine, new Uint8Array(4 * 40 * 30).fill(99), 40, 30)
    const png = bitmap.encodePng()
    bitmap.dispose()
    engine.release()
    const { host } = mount(<ImageProcessor format="png" />)
    await textOf(host, 'Nothing chosen yet')
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([png], 'a.png', { type: 'image/png' }))
    host
      .querySelector('section')
      ?.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
      )
    const image = await shownImage(host)
    expect([image.naturalWidth, image.naturalHeight]).toEqual([40, 30])
  })

  it('says what is wrong with a file, and takes the next one', async () => {
    const { host } = mount(<ImageProcessor />)
    await textOf(host, 'Nothing chosen yet')
    const drop = host.querySelector('.quoin-drop') as Element
    dropOn(drop, new File(['no picture at all'], 'a.jpg', { type: 'image/jpeg' }))
    await vi.waitFor(() =>
      expect(host.querySelector('[role=alert]')?.textContent).toMatch(/^This file cannot be used/),
    )
    expect(engineUsers()).toEqual([1])
  })
})

describe('benchmark', () => {
  const spin = (count: number) => () => {
    let sum = 0
    for (let index = 0; index < count; index++) sum += Math.sqrt(index)
    return sum
  }

  it('measures both by turns, and shows them', async () => {
    const told: number[] = []
    const result = await benchmark('sum', spin(40_000), spin(2_000), {
      rounds: 5,
      minRoundMs: 5,
      onProgress: (done) => told.push(done),
    })
    expect(result.speedup).toBe(result.js.medianMs / result.wasm.medianMs)
    expect(result.js.rounds).toBe(5)
    expect(result.wasm.callsPerRound).toBeGreaterThan(1)
    expect(result.js.lowerQuartileMs).toBeLessThanOrEqual(result.js.upperQuartileMs)
    expect(told).toEqual([0.2, 0.4, 0.6, 0.8, 1])
    const { host } = mount(<BenchmarkResults results={[result]} />)
    await textOf(host, 'sum')
    expect(host.querySelector('tbody td:last-child')?.textContent).toMatch(/faster$|slower$|even/)
    expect(host.querySelector('caption')).toBeTruthy()
  })

  it('refuses two that do not do the same, and options without sense', async () => {
    const isSame = (a: unknown, b: unknown) => a === b
    const work = benchmark('sum', spin(10), spin(20), { isSame })
    await expect(work).rejects.toMatchObject({ code: 'bad-definition' })
    for (const options of [{ rounds: 0 }, { rounds: 2.5 }, { minRoundMs: Number.NaN }]) {
      const refused = benchmark('sum', spin(10), spin(10), options)
      await expect(refused).rejects.toMatchObject({ code: 'bad-definition' })
    }
    const signal = AbortSignal.abort()
    await expect(benchmark('sum', spin(10), spin(10), { signal })).rejects.toMatchObject({
      code: 'aborted',
    })
  })

  it('shows even results without a claim', async () => {
    const times = {
      medianMs: 1,
      lowerQuartileMs: 1,
      upperQuartileMs: 1,
      bestMs: 1,
      callsPerRound: 1,
      rounds: 3,
    }
    const result: BenchmarkResult = { name: 'tie', js: times, wasm: times, speedup: 1 }
    const { host } = mount(<BenchmarkResults results={[result]} />)
    await textOf(host, 'even')
  })
})
