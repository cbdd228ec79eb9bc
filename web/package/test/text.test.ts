import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { equalSecret, fromBase64, fromHex, toBase64, toHex } from '../src/text.js'
import { bothEngines } from './engines.js'

const { simd, scalar } = await bothEngines()
const refusal = (code: string) => expect.objectContaining({ name: 'QuoinError', code })
const FORMS = ['padded', 'bare', 'url-padded', 'url'] as const
const URL_FORM = /^url/

function nodeText(bytes: Uint8Array, form: (typeof FORMS)[number]): string {
  const text = Buffer.from(bytes).toString(URL_FORM.test(form) ? 'base64url' : 'base64')
  const bare = text.replaceAll('=', '')
  return form.endsWith('padded') ? bare.padEnd(Math.ceil(bare.length / 4) * 4, '=') : bare
}

describe('bytes as text', () => {
  it('are what Node makes of them, and come back', () => {
    for (const engine of [simd, scalar]) {
      for (const size of [0, 1, 2, 3, 4, 31, 32, 33, 1000, 100_000]) {
        const bytes = new Uint8Array(randomBytes(size))
        expect(toHex(engine, bytes)).toBe(Buffer.from(bytes).toString('hex'))
        expect(fromHex(engine, toHex(engine, bytes).toUpperCase())).toEqual(bytes)
        for (const form of FORMS) {
          expect(toBase64(engine, bytes, form)).toBe(nodeText(bytes, form))
          expect(fromBase64(engine, nodeText(bytes, form), form)).toEqual(bytes)
        }
      }
    }
    expect(toBase64(simd, new Uint8Array([251, 255]))).toBe('+/8=')
    expect(fromBase64(simd, '+/8=')).toEqual(new Uint8Array([251, 255]))
  })

  it('are read strictly', () => {
    expect(() => fromHex(simd, '123')).toThrow(refusal('truncated'))
    for (const text of ['0x12', '1 2 ', 'zz', 'é', '１2']) {
      expect(() => fromHex(simd, text), text).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^(bad-data|truncated)$/) }),
      )
    }
    expect(() => fromBase64(simd, 'Zg')).toThrow(refusal('truncated'))
    expect(() => fromBase64(simd, 'Zg==\n')).toThrow(refusal('trailing-bytes'))
    expect(() => fromBase64(simd, 'Zg==', 'url')).toThrow(refusal('bad-data'))
    expect(() => fromBase64(simd, 'Zh==')).toThrow(refusal('bad-data'))
  })

  it('refuse what is neither', () => {
    for (const bad of [undefined, null, 5, {}, []]) {
      expect(() => toHex(simd, bad as never)).toThrow(refusal('bad-definition'))
      expect(() => fromHex(simd, bad as never)).toThrow(refusal('bad-definition'))
      expect(() => toBase64(simd, bad as never)).toThrow(refusal('bad-definition'))
      expect(() => fromBase64(simd, bad as never)).toThrow(refusal('bad-definition'))
      expect(() => equalSecret(simd, bad as never, new Uint8Array())).toThrow(
        refusal('bad-definition'),
      )
    }
    expect(() => toBase64(simd, new Uint8Array(), 'base64' as never)).toThrow(
      refusal('bad-definition'),
    )
    expect(() => fromBase64(simd, '', 7 as never)).toThrow(refusal('bad-definition'))
  })
})

describe('secrets', () => {
  it('are equal when all their bytes are', () => {
    const a = new Uint8Array(randomBytes(50_000))
    const b = a.slice()
    expect(equalSecret(simd, a, b)).toBe(true)
    b[49_999] = (b[49_999] ?? 0) ^ 1
    expect(equalSecret(simd, a, b)).toBe(false)
    expect(equalSecret(simd, a, a.subarray(1))).toBe(false)
    expect(equalSecret(simd, new Uint8Array(), new Uint8Array())).toBe(true)
  })
})
