// Parts of the engine: smaller files that answer as the whole does, and say what they cannot do.
import { afterEach, describe, expect, it } from 'vitest'
import { gzip } from '../src/compress.js'
import type { Engine } from '../src/engine.js'
import type { EnginePart } from '../src/exports.gen.js'
import { blake3, sha256 } from '../src/hash.js'
import { Bitmap } from '../src/image.js'
import { type LoadOptions, load } from '../src/load.js'
import { toHex } from '../src/text.js'
import { pileWorld } from './engines.js'

const TICKS = 120
const content = Uint8Array.from({ length: 3000 }, (_, at) => (at * at) % 251)

/** What each part makes of the same input. */
const answers: Readonly<Record<EnginePart, (engine: Engine) => unknown>> = {
  physics: (engine) => {
    const world = pileWorld(engine)
    for (let tick = 0; tick < TICKS; tick++) world.step(1 / 60)
    const hash = world.stateHash()
    world.dispose()
    return hash
  },
  hash: (engine) => [sha256, blake3].map((hash) => toHex(engine, hash(engine, content))),
  compress: (engine) => [...gzip(engine, content)],
  image: (engine) => {
    const picture = Bitmap.fromPixels(engine, content, 25, 30)
    const smaller = picture.resized(7, 9)
    const pixels = [...smaller.pixels()]
    picture.dispose()
    smaller.dispose()
    return pixels
  },
}
const PARTS = Object.keys(answers) as EnginePart[]

const held: Engine[] = []
async function hold(options: LoadOptions): Promise<Engine> {
  const engine = await load(options)
  held.push(engine)
  return engine
}
afterEach(() => {
  for (const engine of held.splice(0)) engine.release()
})

describe('a part of the engine', () => {
  it.each(PARTS)('%s answers as the whole does', async (part) => {
    const small = await hold({ part })
    expect(small.parts).toEqual([part])
    const whole = await hold({})
    expect(whole.parts).toEqual(PARTS)
    expect(answers[part](small)).toEqual(answers[part](whole))
    expect(small.liveBytes).toBe(whole.liveBytes)
  })

  it.each(PARTS)('%s says what it lacks, and goes on', async (part) => {
    const small = await hold({ part })
    const lacking = PARTS.filter((other) => other !== part)
    const before = small.liveBytes
    for (const other of lacking) {
      const message = expect.stringMatching(`qn_\\w+ .* only ${part} was`)
      const told = { code: 'wasm-part', message }
      expect(() => answers[other](small)).toThrow(expect.objectContaining(told))
    }
    expect(small.liveBytes).toBe(before)
    expect(() => answers[part](small)).not.toThrow()
  })

  it('is the whole where somebody uses that already', async () => {
    const whole = await hold({})
    const shared = await hold({ part: 'hash' })
    expect(shared.module).toBe(whole.module)
    expect(shared.parts).toEqual(PARTS)
  })

  it('is shared by all who ask for it, and goes with the last', async () => {
    const first = await load({ part: 'hash' })
    const second = await load({ part: 'hash' })
    const { module } = second
    expect(module).toBe(first.module)
    first.release()
    second.release()
    const later = await hold({ part: 'hash' })
    expect(later.module).not.toBe(module)
    expect(later.parts).toEqual(['hash'])
  })

  it('is the whole where there is no SIMD', async () => {
    const engine = await hold({ part: 'hash', simd: 'off' })
    expect(engine.hasSimd).toBe(false)
    expect(engine.parts).toEqual(PARTS)
  })

  it('makes an instance in a worker, or anywhere else, from its module', async () => {
    const small = await hold({ part: 'image' })
    const again = await hold({ module: small.module })
    expect(again.parts).toEqual(['image'])
  })

  it('that there is none of is refused', async () => {
    const told = { code: 'bad-definition', details: expect.objectContaining({ parameter: 'part' }) }
    for (const part of ['scalar', 'sound', '', null, 3, 'toString'] as never[]) {
      await expect(load({ part })).rejects.toMatchObject(told)
    }
  })
})
