import { createHash, randomBytes } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { blake3, gunzip, gzip, sha256 } from '../src/bytes.js'
import { bothEngines } from './engines.js'

const { simd, scalar } = await bothEngines()
const SIZES = [0, 1, 63, 64, 65, 1023, 1024, 1025, 100_000]
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('hashes', () => {
  it.each(SIZES)('of %i bytes agree with Node and between the two builds', (size) => {
    const bytes = new Uint8Array(randomBytes(size))
    expect(hex(sha256(simd, bytes))).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(hex(sha256(scalar, bytes))).toBe(hex(sha256(simd, bytes)))
    expect(hex(blake3(scalar, bytes))).toBe(hex(blake3(simd, bytes)))
  })

  it('of the empty input are the published ones', () => {
    expect(hex(blake3(simd, new Uint8Array()))).toBe(
      'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262',
    )
  })
})

describe('gzip', () => {
  it.each(SIZES)('of %i bytes is read by Node, and the other way round', (size) => {
    const bytes = new Uint8Array(randomBytes(size))
    expect(hex(gunzipSync(gzip(simd, bytes)))).toBe(hex(bytes))
    expect(hex(gunzip(simd, new Uint8Array(gzipSync(bytes))))).toBe(hex(bytes))
  })

  it('refuses a bomb, a wrong level and a wrong size, each by its name', () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(1_000_000)))
    expect(() => gunzip(simd, bomb, 999_999)).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    )
    expect(gunzip(simd, bomb, 1_000_000).length).toBe(1_000_000)
    for (const level of [-1, 10, 1.5, Number.NaN]) {
      expect(() => gzip(simd, bomb, level)).toThrow(
        expect.objectContaining({ code: 'out-of-range' }),
      )
    }
    expect(() => gunzip(simd, bomb, -1)).toThrow(expect.objectContaining({ code: 'out-of-range' }))
  })

  it('refuses every truncation and leaves no memory behind', () => {
    const packed = gzip(simd, new TextEncoder().encode('ring the bell '.repeat(20)))
    const before = simd.liveBytes
    for (let size = 0; size < packed.length; size++) {
      expect(() => gunzip(simd, packed.subarray(0, size))).toThrow(
        expect.objectContaining({ code: 'truncated', during: 'gunzip' }),
      )
    }
    expect(simd.liveBytes).toBe(before)
  })

  it('refuses what is no gzip, what is damaged and what goes on', () => {
    const packed = gzip(simd, new Uint8Array(100))
    const changed = (at: number) => packed.map((byte, index) => (index === at ? byte ^ 0xff : byte))
    expect(() => gunzip(simd, changed(0))).toThrow(expect.objectContaining({ code: 'bad-magic' }))
    expect(() => gunzip(simd, changed(packed.length - 5))).toThrow(
      expect.objectContaining({ code: 'bad-checksum' }),
    )
    expect(() => gunzip(simd, new Uint8Array([...packed, 0]))).toThrow(
      expect.objectContaining({ code: 'trailing-bytes' }),
    )
  })

  it('wants bytes', () => {
    expect(() => gzip(simd, 'text' as never)).toThrow(
      expect.objectContaining({ code: 'bad-definition' }),
    )
  })
})

describe('large input', () => {
  it('grows the memory and comes back whole', () => {
    const bytes = new Uint8Array(8 * 1024 * 1024).fill(7)
    expect(gunzip(scalar, gzip(scalar, bytes, 1)).length).toBe(bytes.length)
  })
})
