import { describe, expect, it } from 'vitest'
import * as index from '../src/index.js'
import * as inline from '../src/inline.js'

describe('the package in one piece', () => {
  it('holds everything that the other one holds', () => {
    expect(Object.keys(inline).sort()).toEqual(Object.keys(index).sort())
  })

  it('has both builds of the engine, each of them shared, and asks for no file', async () => {
    const { fetch } = globalThis
    globalThis.fetch = () => Promise.reject(new Error('a file was asked for'))
    const [a, b, scalar] = await Promise.all([
      inline.load({ simd: 'on' }),
      inline.load({ simd: 'on' }),
      inline.load({ simd: 'off' }),
    ])
    globalThis.fetch = fetch
    expect(a.core).toBe(b.core)
    expect([a.hasSimd, scalar.hasSimd]).toEqual([true, false])
    const bytes = new Uint8Array([1, 2, 3])
    expect(inline.sha256(a, bytes)).toEqual(inline.sha256(scalar, bytes))
    for (const engine of [a, b, scalar]) engine.release()
  })

  it('tells how far it is, and can be given up', async () => {
    const seen: index.LoadProgress[] = []
    const engine = await inline.load({ onProgress: (now) => seen.push(now) })
    engine.release()
    expect(seen.map(({ phase, ratio }) => `${phase} ${ratio}`)).toEqual([
      'compile 1',
      'instantiate 1',
    ])
    const signal = AbortSignal.abort()
    await expect(inline.load({ signal })).rejects.toMatchObject({ code: 'aborted' })
    await expect(inline.load({ simd: 'no' as never })).rejects.toMatchObject({
      code: 'bad-definition',
    })
  })
})
