import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ENGINE_FILES } from '../dist-wasm/files.js'
import { downloadBytes } from '../src/download.js'
import { INTERFACE } from '../src/exports.gen.js'
import { sha256 } from '../src/hash.js'
import { load } from '../src/load.js'
import type { LoadProgress } from '../src/progress.js'

const address = (name: string) => new URL(`../dist-wasm/${name}`, import.meta.url)
const wasm = readFileSync(address('engine.wasm'))
const WASM = { 'content-type': 'application/wasm' }

// One function, whose only instruction nobody has.
const NEWER = Buffer.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 5, 1, 3, 0, 255, 11,
])

type Answer = (response: ServerResponse) => void
const answers: Record<string, Answer> = {
  '/good': (response) => response.writeHead(200, WASM).end(wasm),
  '/slow': (response) => {
    response.writeHead(200, WASM)
    response.write(wasm.subarray(0, 1000))
    setTimeout(() => response.end(wasm.subarray(1000)), 50)
  },
  '/packed': (response) =>
    response.writeHead(200, { ...WASM, 'content-encoding': 'gzip' }).end(gzipSync(wasm)),
  '/wrong-type': (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(wasm),
  '/missing': (response) => response.writeHead(404).end('nothing here'),
  '/page': (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>hello'),
  '/text': (response) => response.writeHead(200, WASM).end('not wasm at all'),
  '/short': (response) => response.writeHead(200, WASM).end(wasm.subarray(0, wasm.length / 2)),
  '/empty': (response) => response.writeHead(200, WASM).end(),
  '/newer': (response) => response.writeHead(200, WASM).end(NEWER),
  '/broken': (response) => {
    response.writeHead(200, { ...WASM, 'content-length': wasm.length })
    response.write(wasm.subarray(0, wasm.length / 2), () => response.destroy())
  },
  '/never': () => {},
}

let server: Server
let base = ''
let requests = 0
let lastCacheControl: string | undefined
let override: Answer | undefined

beforeAll(async () => {
  server = createServer((request, response) => {
    requests++
    lastCacheControl = request.headers['cache-control']
    const answer = override ?? answers[request.url ?? '']
    answer?.(response)
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  base = `http://localhost:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

beforeEach(() => {
  requests = 0
  override = undefined
})

const isMonotone = (seen: readonly LoadProgress[]) =>
  seen.every(({ loaded, ratio }, at) => {
    const before = seen[at - 1]
    return !before || (loaded >= before.loaded && ratio >= before.ratio)
  })

const sha256Of = (bytes: Uint8Array) =>
  `sha256-${createHash('sha256').update(bytes).digest('base64')}`

describe('load', () => {
  it('shares one download and one instance between its users', async () => {
    const url = `${base}/good`
    const [a, b] = await Promise.all([load({ url }), load({ url })])
    expect(requests).toBe(1)
    expect(a.core).toBe(b.core)
    a.release()
    a.release()
    const c = await load({ url })
    expect(c.core).toBe(b.core)
    b.release()
    c.release()
    expect(() => c.core).toThrow(expect.objectContaining({ code: 'disposed' }))
    const d = await load({ url })
    expect(requests).toBe(2)
    d.release()
  })

  it('works from the bytes where the server names the wrong type', async () => {
    const engine = await load({ url: `${base}/wrong-type` })
    expect(engine.core.trap).toBeUndefined()
    engine.release()
  })

  it.each([
    ['/missing', 'wasm-not-found', /404.*deployed/],
    ['/page', 'wasm-not-wasm', /web page.*text\/html/],
    ['/text', 'wasm-not-wasm', /not WebAssembly/],
    ['/empty', 'wasm-not-wasm', /0 bytes/],
    ['/short', 'wasm-cut-off', /ends too early/],
    ['/broken', 'wasm-cut-off', /broke off/],
    ['/newer', 'wasm-unsupported', /update the browser/],
  ])('says what is wrong with %s: %s', async (path, code, text) => {
    const error = await load({ url: base + path }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'QuoinError', code, during: 'load' })
    expect(String(error)).toMatch(text)
    expect(String(error)).toContain(base + path)
  })

  it('says so when there is no server', async () => {
    await expect(load({ url: 'http://localhost:1/engine.wasm' })).rejects.toMatchObject({
      code: 'wasm-network',
    })
  })

  it('says so where there is no WebAssembly', async () => {
    const host = globalThis as { WebAssembly?: typeof WebAssembly }
    const { WebAssembly: real } = host
    delete host.WebAssembly
    const failure = load().catch((reason: unknown) => reason)
    host.WebAssembly = real as typeof WebAssembly
    expect(await failure).toMatchObject({ code: 'wasm-unsupported' })
  })

  it('can be tried again after a failure', async () => {
    const url = `${base}/good`
    override = answers['/missing']
    await expect(load({ url })).rejects.toMatchObject({ code: 'wasm-not-found' })
    override = undefined
    const engine = await load({ url })
    expect(engine.hasSimd).toBe(true)
    engine.release()
  })

  it('starts afresh after a trap', async () => {
    const url = `${base}/good`
    const first = await load({ url })
    expect(() => first.core.x.quoin_trap()).toThrow()
    const second = await load({ url })
    expect(second.core.x.quoin_interface() >>> 0).toBe(INTERFACE)
    first.release()
    second.release()
  })
})

describe('a wait that is aborted', () => {
  it('ends without ending that of another', async () => {
    const url = `${base}/good`
    const abort = new AbortController()
    const seen: LoadProgress[] = []
    const patient = load({ url })
    const hasty = load({ url, signal: abort.signal, onProgress: (now) => seen.push(now) })
    abort.abort()
    await expect(hasty).rejects.toMatchObject({ code: 'aborted' })
    const engine = await patient
    expect(requests).toBe(1)
    expect(seen).toEqual([])
    engine.release()
  })

  it('stops the download when nobody waits any more', async () => {
    const closed = new Promise<void>((resolve) => {
      override = (response) => response.on('close', resolve)
    })
    const abort = new AbortController()
    const waiting = load({ url: `${base}/never`, signal: abort.signal })
    await expect.poll(() => requests).toBe(1)
    abort.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' })
    await closed
  })

  it.each([
    ['downloads', 'download'],
    ['compiles', 'compile'],
  ] as const)('while it %s makes no instance, and hears nothing any more', async (_, at) => {
    const instantiate = WebAssembly.instantiate
    let instances = 0
    WebAssembly.instantiate = ((...given: Parameters<typeof instantiate>) => {
      instances++
      return instantiate(...given)
    }) as typeof instantiate
    const abort = new AbortController()
    const seen: LoadProgress[] = []
    const onProgress = (now: LoadProgress) => {
      seen.push(now)
      if (now.phase === at) abort.abort()
    }
    const waiting = load({ url: `${base}/slow`, signal: abort.signal, onProgress })
    await expect(waiting).rejects.toMatchObject({ code: 'aborted' })
    const heard = seen.length
    await new Promise((resolve) => setTimeout(resolve, 100))
    WebAssembly.instantiate = instantiate
    expect(instances).toBe(0)
    expect(seen.length).toBe(heard)
  })

  it('that was over before it began asks for nothing', async () => {
    const signal = AbortSignal.abort()
    await expect(load({ url: `${base}/good`, signal })).rejects.toMatchObject({ code: 'aborted' })
    expect(requests).toBe(0)
  })
})

describe('progress', () => {
  it('counts what arrives, also where the wire is compressed', async () => {
    for (const [path, known] of [
      ['/good', wasm.length],
      ['/packed', undefined],
    ] as const) {
      const seen: LoadProgress[] = []
      override = (response) =>
        path === '/good'
          ? response.writeHead(200, { ...WASM, 'content-length': wasm.length }).end(wasm)
          : answers['/packed']?.(response)
      const engine = await load({ url: base + path, onProgress: (now) => seen.push(now) })
      engine.release()
      expect(isMonotone(seen)).toBe(true)
      expect(seen[0]).toMatchObject({ phase: 'download', total: known })
      expect(seen.at(-1)).toEqual({
        phase: 'instantiate',
        loaded: wasm.length,
        total: wasm.length,
        ratio: 1,
      })
      expect(new Set(seen.map(({ phase }) => phase))).toEqual(
        new Set(['download', 'compile', 'instantiate']),
      )
    }
  })

  it('is heard by everyone who waits, from where it is', async () => {
    const url = `${base}/slow`
    const first: LoadProgress[] = []
    const second: LoadProgress[] = []
    const third: LoadProgress[] = []
    const one = load({ url, onProgress: (now) => first.push(now) })
    await expect.poll(() => first.length).toBeGreaterThan(0)
    const two = load({ url, onProgress: (now) => second.push(now) })
    expect(second).toEqual([first.at(-1)])
    const [a, b] = await Promise.all([one, two])
    expect(second).toEqual(first.slice(-second.length))
    expect(second.length).toBeGreaterThan(2)
    const c = await load({ url, onProgress: (now) => third.push(now) })
    expect(third).toEqual([first.at(-1)])
    for (const engine of [a, b, c]) engine.release()
  })

  it('knows the size of the files of this package', async () => {
    const seen: LoadProgress[] = []
    const engine = await load({ onProgress: (now) => seen.push(now) })
    engine.release()
    expect(ENGINE_FILES.simd?.sizeBytes).toBe(wasm.length)
    expect(seen[0]).toMatchObject({ phase: 'download', total: wasm.length })
  })
})

describe('what is loaded', () => {
  it('is one of the files of this package unless something is given', async () => {
    const fast = await load({ simd: 'on' })
    const slow = await load({ simd: 'off' })
    expect([fast.hasSimd, slow.hasSimd]).toEqual([true, false])
    fast.release()
    slow.release()
  })

  it('can be a file', async () => {
    const engine = await load({ url: address('engine-scalar.wasm') })
    expect(engine.hasSimd).toBe(false)
    engine.release()
    const url = address('no-such-file.wasm')
    await expect(load({ url })).rejects.toMatchObject({ code: 'wasm-not-found' })
  })

  it('can be a module, of which each caller has an instance', async () => {
    const first = await load()
    const [a, b] = await Promise.all([load({ module: first.module }), load(first)])
    expect(a.core).not.toBe(b.core)
    expect(sha256(a, wasm)).toEqual(sha256(first, wasm))
    for (const engine of [first, a, b]) engine.release()
  })

  it('can be bytes, which may change afterwards', async () => {
    const bytes = new Uint8Array(wasm)
    const loading = load({ bytes })
    bytes.fill(0)
    const engine = await loading
    expect(engine.hasSimd).toBe(true)
    engine.release()
    await expect(load({ bytes })).rejects.toMatchObject({ code: 'wasm-not-wasm' })
    const buffer = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength)
    const other = await load({ bytes: buffer as ArrayBuffer })
    other.release()
  })

  it.each([
    ['two of them', { url: '/x', bytes: new Uint8Array(8) }],
    ['no module', { module: 5 }],
    ['no bytes', { bytes: 'wasm' }],
    ['no choice', { simd: 'maybe' }],
    ['no hash', { bytes: new Uint8Array(wasm), integrity: 'md5-abc' }],
  ])('is refused where it is %s', async (_, options) => {
    await expect(load(options as object)).rejects.toMatchObject({ code: 'bad-definition' })
  })
})

describe('integrity', () => {
  const good = ENGINE_FILES.simd?.integrity ?? ''
  const bad = ENGINE_FILES.scalar?.integrity ?? ''

  it('passes the right file, from an address and as bytes', async () => {
    for (const from of [{ url: `${base}/good` }, { bytes: new Uint8Array(wasm) }]) {
      const engine = await load({ ...from, integrity: good })
      engine.release()
    }
  })

  it.each(['/good', '/wrong-type', '/packed'])('refuses another file at %s', async (path) => {
    const loading = load({ url: base + path, integrity: bad })
    await expect(loading).rejects.toMatchObject({
      code: 'wasm-integrity',
      message: expect.stringContaining(good),
    })
  })

  it('refuses other bytes, and wants the files of this package to be the ones of its build', async () => {
    await expect(load({ bytes: new Uint8Array(wasm), integrity: bad })).rejects.toMatchObject({
      code: 'wasm-integrity',
    })
    await expect(load({ integrity: bad })).rejects.toMatchObject({ code: 'wasm-integrity' })
  })

  it.each([
    ['of another build', '/newer'],
    ['that broke off', '/broken'],
  ])('asks once more, past every cache, for a file %s', async (_, stale) => {
    const seen: LoadProgress[] = []
    override = (response) => answers[requests === 1 ? stale : '/good']?.(response)
    const engine = await load({
      url: `${base}/stale`,
      integrity: good,
      onProgress: (now) => seen.push(now),
    })
    engine.release()
    expect([requests, lastCacheControl]).toEqual([2, 'no-cache'])
    expect(isMonotone(seen)).toBe(true)
  })

  it('holds any file to its hash, and gives its bytes', async () => {
    const bytes = await downloadBytes(`${base}/packed`, { integrity: good })
    expect(sha256Of(bytes)).toBe(good)
    const refused = downloadBytes(`${base}/packed`, { integrity: bad })
    await expect(refused).rejects.toMatchObject({ code: 'wasm-integrity' })
    expect(requests).toBe(3)
  })

  it('does not hand one caller what another one checked against something else', async () => {
    const url = `${base}/good`
    const engine = await load({ url })
    await expect(load({ url, integrity: bad })).rejects.toMatchObject({ code: 'wasm-integrity' })
    engine.release()
  })

  it('tells a page in place of the file before it compares', async () => {
    await expect(load({ url: `${base}/page`, integrity: good })).rejects.toMatchObject({
      code: 'wasm-not-wasm',
    })
  })
})
