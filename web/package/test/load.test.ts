import { readFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CompileProgress } from '../src/compile.js'
import { INTERFACE } from '../src/exports.gen.js'
import { load } from '../src/load.js'

const wasm = readFileSync(new URL('../dist-wasm/engine.wasm', import.meta.url))
const WASM = { 'content-type': 'application/wasm' }

type Answer = (response: ServerResponse) => void
const answers: Record<string, Answer> = {
  '/good': (response) => response.writeHead(200, WASM).end(wasm),
  '/packed': (response) =>
    response.writeHead(200, { ...WASM, 'content-encoding': 'gzip' }).end(gzipSync(wasm)),
  '/wrong-type': (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(wasm),
  '/missing': (response) => response.writeHead(404).end('nothing here'),
  '/page': (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>hello'),
  '/text': (response) => response.writeHead(200, WASM).end('not wasm at all'),
  '/short': (response) => response.writeHead(200, WASM).end(wasm.subarray(0, wasm.length / 2)),
  '/empty': (response) => response.writeHead(200, WASM).end(),
  '/broken': (response) => {
    response.writeHead(200, { ...WASM, 'content-length': wasm.length })
    response.write(wasm.subarray(0, wasm.length / 2), () => response.destroy())
  },
  '/never': () => {},
}

let server: Server
let base = ''
let requests = 0
let override: Answer | undefined

beforeAll(async () => {
  server = createServer((request, response) => {
    requests++
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

  it('ends the wait of one user without ending that of another', async () => {
    const url = `${base}/good`
    const abort = new AbortController()
    const patient = load({ url })
    const hasty = load({ url, signal: abort.signal })
    abort.abort()
    await expect(hasty).rejects.toMatchObject({ code: 'aborted' })
    const engine = await patient
    expect(requests).toBe(1)
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

  it('counts what arrives, also where the wire is compressed', async () => {
    for (const path of ['/good', '/packed']) {
      const seen: CompileProgress[] = []
      const engine = await load({ url: base + path, onProgress: (progress) => seen.push(progress) })
      engine.release()
      expect(seen.at(-1)?.loadedBytes).toBe(wasm.length)
      expect(seen.every((now, at) => now.loadedBytes >= (seen[at - 1]?.loadedBytes ?? 0))).toBe(
        true,
      )
      expect(seen.at(-1)?.totalBytes).toBeUndefined()
    }
  })
})
