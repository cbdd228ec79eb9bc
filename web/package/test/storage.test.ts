import { describe, expect, it } from 'vitest'
import {
  compressForLocalStorage,
  compressForStorage,
  type JsonValue,
  restoreFromStorage,
} from '../src/storage.js'
import { bothEngines } from './engines.js'

const { simd: engine, scalar } = await bothEngines()
const code = (name: string) => expect.objectContaining({ name: 'QuoinError', code: name })
const VALUE: JsonValue = {
  name: 'Glocke 🔔',
  tolls: [1, 2.5, -3e-7, 1e21],
  nested: { empty: {}, list: [], yes: true, no: null },
  level: 'x'.repeat(10_000),
}

describe('a value of JSON', () => {
  it.each<[string, JsonValue]>([
    ['an object', VALUE],
    ['null', null],
    ['a text', 'tower'],
    ['a number', -0.1],
    ['a list', [[], [[]]]],
    ['a field of an odd name', JSON.parse('{"__proto__": {"x": 1}, "": 2}')],
  ])('comes back as it was: %s', (_, value) => {
    expect(restoreFromStorage(engine, compressForStorage(engine, value))).toEqual(value)
    expect(restoreFromStorage(scalar, compressForLocalStorage(engine, value))).toEqual(value)
  })

  it('takes few bytes, the same ones on each engine', () => {
    const bytes = compressForStorage(engine, VALUE)
    expect(bytes.length).toBeLessThan(400)
    expect(compressForStorage(scalar, VALUE)).toEqual(bytes)
    expect(compressForLocalStorage(engine, VALUE)).toMatch(/^[\w+/]+=*$/)
  })

  it('loses fields that are undefined, and nothing else', () => {
    const stored = compressForStorage(engine, { a: undefined, b: 1 })
    expect(restoreFromStorage(engine, stored)).toEqual({ b: 1 })
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['infinity', { speed: Number.POSITIVE_INFINITY }],
    ['no number', [Number.NaN]],
    ['a hole', [undefined]],
    ['a function', { run: () => {} }],
    ['a bigint', 5n],
    ['a date', { at: new Date(0) }],
    ['a map', new Map([[1, 2]])],
    ['bytes', { pixels: new Uint8Array(3) }],
  ])('that would come back as another is refused: %s', (_, value) => {
    const store = () => compressForStorage(engine, value as JsonValue)
    expect(store).toThrow(code('bad-definition'))
  })

  it('that holds itself is refused', () => {
    const ring: Record<string, JsonValue> = {}
    ring.ring = ring
    expect(() => compressForStorage(engine, ring)).toThrow(code('bad-definition'))
  })

  it('names the field that is refused', () => {
    expect(() => compressForStorage(engine, { a: { b: Number.NaN } })).toThrow(/the field b is NaN/)
  })
})

describe('what was stored', () => {
  const bytes = compressForStorage(engine, VALUE, { app: 'BELF', version: 3 })
  const restore = (stored: Uint8Array | string, options = {}) =>
    restoreFromStorage(engine, stored, { app: 'BELF', version: 3, ...options })
  const changed = (at: number) => bytes.map((byte, index) => (index === at ? byte ^ 0x40 : byte))

  it('is refused for its damage, whatever that is', () => {
    expect(() => restore(bytes.subarray(0, 30))).toThrow(code('truncated'))
    expect(() => restore(bytes.subarray(0, -1))).toThrow(code('truncated'))
    expect(() => restore(new Uint8Array(0))).toThrow(code('truncated'))
    expect(() => restore(Uint8Array.of(...bytes, 0))).toThrow(code('trailing-bytes'))
    expect(() => restore(changed(0))).toThrow(code('bad-magic'))
    expect(() => restore(changed(bytes.length - 1))).toThrow(code('bad-checksum'))
    for (let at = 0; at < bytes.length; at++) {
      expect(() => restore(changed(at))).toThrow(expect.objectContaining({ name: 'QuoinError' }))
    }
  })

  it('is refused where it is of another program or newer', () => {
    expect(() => restore(bytes, { app: 'BELL' })).toThrow(code('bad-magic'))
    expect(() => restore(bytes, { version: 2 })).toThrow(code('bad-version'))
  })

  it('of an older version is brought up to date', () => {
    const seen: number[] = []
    const upgrade = (value: JsonValue, version: number): JsonValue => {
      seen.push(version)
      return { old: value }
    }
    expect(restore(bytes, { version: 4, upgrade })).toEqual({ old: VALUE })
    expect(restore(bytes, { upgrade })).toEqual(VALUE)
    expect(seen).toEqual([3])
  })

  it('is refused where it is larger than is wanted or allowed', () => {
    expect(() => restore(bytes, { maxSizeBytes: 1000 })).toThrow(code('too-large'))
    const most = 'x'.repeat(16 * 1024 * 1024)
    expect(() => compressForStorage(engine, most)).toThrow(code('too-large'))
  })

  it('is refused where it is no text of ours', () => {
    expect(() => restoreFromStorage(engine, 'not base')).toThrow(code('bad-data'))
    expect(() => restoreFromStorage(engine, 5 as never)).toThrow(code('bad-definition'))
    expect(() => restore(bytes, { app: 'no letters' })).toThrow(code('bad-definition'))
  })

  it('leaves nothing behind in the engine, right or wrong', () => {
    restore(bytes)
    const before = engine.liveBytes
    for (let round = 0; round < 10; round++) {
      restore(bytes)
      expect(() => restore(changed(20))).toThrow()
    }
    expect(engine.liveBytes).toBe(before)
  })
})
