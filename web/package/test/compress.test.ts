import { randomBytes } from 'node:crypto'
import * as zlib from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  adler32,
  compressionStream,
  crc32,
  Deflater,
  decompressionStream,
  deflate,
  gunzip,
  gzip,
  Inflater,
  inflate,
  readGzipHeader,
} from '../src/compress.js'
import { bothEngines } from './engines.js'

const { gunzipSync, gzipSync } = zlib

const { simd, scalar } = await bothEngines()
const SIZES = [0, 1, 63, 64, 65, 1023, 1024, 1025, 100_000]
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

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

const FORMATS = ['gzip', 'zlib', 'raw'] as const
const packByNode = { gzip: zlib.gzipSync, zlib: zlib.deflateSync, raw: zlib.deflateRawSync }
const unpackByNode = { gzip: zlib.gunzipSync, zlib: zlib.inflateSync, raw: zlib.inflateRawSync }
const text = new TextEncoder().encode('ring the bell in the tower, '.repeat(2000))
const withCode = (code: string, during?: string) =>
  expect.objectContaining(during === undefined ? { code } : { code, during })

describe.each(FORMATS)('%s', (format) => {
  it.each(SIZES)('of %i bytes is read by Node, and the other way round', (size) => {
    const bytes = new Uint8Array(randomBytes(size))
    expect(hex(unpackByNode[format](deflate(simd, bytes, { format })))).toBe(hex(bytes))
    expect(hex(inflate(scalar, packByNode[format](bytes), { format }))).toBe(hex(bytes))
  })

  it('takes every level, and packs to the same bytes with and without SIMD', () => {
    for (let level = 0; level <= 9; level++) {
      const packed = deflate(simd, text, { format, level })
      expect(hex(unpackByNode[format](packed))).toBe(hex(text))
      expect(hex(deflate(scalar, text, { format, level }))).toBe(hex(packed))
    }
  })

  it('has an exact cap, whole and in pieces', () => {
    const packed = deflate(simd, text, { format })
    const exact = { format, maxSizeBytes: text.length }
    const short = { format, maxSizeBytes: text.length - 1 }
    expect(inflate(simd, packed, exact).length).toBe(text.length)
    expect(() => inflate(simd, packed, short)).toThrow(withCode('too-large', 'inflate'))
    const inflater = new Inflater(simd, short)
    expect(() => inflater.push(packed)).toThrow(withCode('too-large', 'inflater.push'))
    expect(() => inflater.push(packed)).toThrow(withCode('too-large'))
    inflater.dispose()
  })

  it('passes through pieces of any size', () => {
    const before = simd.liveBytes
    for (const piece of [1, 7, 1000, text.length]) {
      const bytes = text.subarray(0, piece === 1 ? 500 : text.length)
      const deflater = new Deflater(simd, { format })
      const inflater = new Inflater(simd, { format })
      const out: Uint8Array[] = []
      for (let at = 0; at < bytes.length; at += piece) {
        out.push(inflater.push(deflater.push(bytes.subarray(at, at + piece))))
      }
      out.push(inflater.push(deflater.finish()))
      inflater.finish()
      expect(deflater.isDone).toBe(true)
      expect(inflater.isDone).toBe(true)
      expect(hex(Buffer.concat(out))).toBe(hex(bytes))
      deflater.dispose()
      inflater.dispose()
    }
    expect(simd.liveBytes).toBe(before)
  })

  it('passes through the streams of the web, both ways with those of Node', async () => {
    const before = simd.liveBytes
    const native = { gzip: 'gzip', zlib: 'deflate', raw: 'deflate-raw' }[
      format
    ] as CompressionFormat
    const ours = new Blob([text]).stream().pipeThrough(compressionStream(simd, { format }))
    const theirs = ours.pipeThrough(new DecompressionStream(native))
    expect(hex(await new Response(theirs).bytes())).toBe(hex(text))
    const packed = new Blob([text]).stream().pipeThrough(new CompressionStream(native))
    const plain = packed.pipeThrough(decompressionStream(simd, { format }))
    expect(hex(await new Response(plain).bytes())).toBe(hex(text))
    expect(simd.liveBytes).toBe(before)
  })
})

describe('a dictionary', () => {
  const dictionary = text.subarray(0, 500)

  it.each(['zlib', 'raw'] as const)('of %s is that of Node', (format) => {
    const bytes = text.subarray(100, 400)
    const packed = deflate(simd, bytes, { format, dictionary })
    expect(packed.length).toBeLessThan(40)
    expect(hex(unpackByNode[format](packed, { dictionary }))).toBe(hex(bytes))
    const theirs = packByNode[format](bytes, { dictionary })
    expect(hex(inflate(simd, theirs, { format, dictionary }))).toBe(hex(bytes))
    const inflater = new Inflater(simd, { format, dictionary })
    expect(hex(inflater.push(theirs))).toBe(hex(bytes))
    inflater.dispose()
  })

  it('that is missing, wrong or out of place is refused', () => {
    const packed = deflate(simd, text, { dictionary })
    expect(() => inflate(simd, packed)).toThrow(withCode('unsupported'))
    expect(() => inflate(simd, packed, { dictionary: text.subarray(1, 501) })).toThrow(
      withCode('bad-checksum'),
    )
    expect(() => deflate(simd, text, { format: 'gzip', dictionary })).toThrow(
      withCode('unsupported'),
    )
    expect(() => new Inflater(simd, { format: 'gzip', dictionary })).toThrow(
      withCode('unsupported'),
    )
  })
})

describe('a gzip header', () => {
  const modified = new Date('2001-02-03T04:05:06Z')

  it('keeps name, comment and time', () => {
    const packed = gzip(simd, text, { name: 'glocke-ü.txt', comment: 'cast in 1743', modified })
    expect(hex(gunzipSync(packed))).toBe(hex(text))
    const expected = { name: 'glocke-ü.txt', comment: 'cast in 1743', modifiedS: 981173106 }
    expect(readGzipHeader(simd, packed)).toMatchObject({ ...expected, hasName: true })
    const inflater = new Inflater(simd, { format: 'gzip' })
    inflater.push(packed.subarray(0, 12))
    expect(() => inflater.getHeader()).toThrow(withCode('not-found', 'inflater.getHeader'))
    inflater.push(packed.subarray(12))
    expect(inflater.getHeader()).toMatchObject(expected)
    inflater.dispose()
  })

  it('reads Latin-1 where it is no UTF-8, and knows what is not there', () => {
    const packed = gzip(simd, text, { name: 'x' })
    packed[10] = 0xfc
    expect(readGzipHeader(simd, packed).name).toBe('ü')
    const bare = readGzipHeader(simd, gzip(simd, text))
    expect(bare).toMatchObject({ name: '', hasName: false, hasComment: false, modifiedS: 0 })
  })

  it('refuses what it has no place for', () => {
    expect(() => gzip(simd, text, { name: 'x'.repeat(256) })).toThrow(withCode('too-large'))
    expect(() => gzip(simd, text, { name: 'a\0b' })).toThrow(withCode('out-of-range'))
    expect(() => gzip(simd, text, { name: 5 as never })).toThrow(withCode('bad-definition'))
    expect(() => gzip(simd, text, { modified: 5 as never })).toThrow(withCode('bad-definition'))
    expect(() => gzip(simd, text, { modified: new Date(Number.NaN) })).toThrow(
      withCode('bad-definition'),
    )
    expect(() => gzip(simd, text, { modified: new Date(-1000) })).toThrow(withCode('out-of-range'))
    expect(() => deflate(simd, text, { name: 'x' })).toThrow(withCode('unsupported'))
    expect(() => deflate(simd, text, { format: 'zip' as never })).toThrow(
      withCode('bad-definition'),
    )
  })
})

describe('gzip members', () => {
  const two = Buffer.concat([gzipSync('ding '), gzipSync('dong'), new Uint8Array(7)])

  it('are joined if asked for, whole and in pieces', () => {
    expect(() => gunzip(simd, two)).toThrow(withCode('trailing-bytes'))
    expect(Buffer.from(gunzip(simd, two, { members: 'join' })).toString()).toBe('ding dong')
    const inflater = new Inflater(simd, { format: 'gzip', members: 'join' })
    const all = Array.from(two, (byte) => inflater.push(new Uint8Array([byte])))
    expect(inflater.isDone).toBe(false)
    inflater.finish()
    expect(inflater.isDone).toBe(true)
    expect(Buffer.concat(all).toString()).toBe('ding dong')
    inflater.dispose()
  })

  it('leave what is behind the first one alone, and say how much that is', () => {
    const inflater = new Inflater(simd, { format: 'gzip' })
    expect(Buffer.from(inflater.push(two)).toString()).toBe('ding ')
    expect(inflater.unusedBytes).toBe(two.length - gzipSync('ding ').length)
    expect(inflater.isDone).toBe(true)
    expect(() => inflater.push(two)).toThrow(withCode('trailing-bytes'))
    inflater.dispose()
  })
})

describe('in pieces', () => {
  it('flushes what came so far', () => {
    const deflater = new Deflater(simd, { format: 'raw' })
    const inflater = new Inflater(simd, { format: 'raw' })
    for (const word of ['ring', 'the', 'bell']) {
      for (const flush of ['sync', 'full'] as const) {
        const packed = deflater.push(new TextEncoder().encode(word), flush)
        expect(Buffer.from(inflater.push(packed)).toString()).toBe(word)
      }
    }
    expect(() => inflater.finish()).toThrow(withCode('truncated', 'inflater.finish'))
    deflater.dispose()
    inflater.dispose()
  })

  it('refuses input after the end, other things than bytes, and being disposed', () => {
    const deflater = new Deflater(simd, { format: 'gzip' })
    const inflater = new Inflater(simd, { format: 'gzip' })
    deflater.finish()
    expect(() => deflater.push(text)).toThrow(withCode('trailing-bytes', 'deflater.push'))
    expect(() => deflater.push('x' as never)).toThrow(withCode('bad-definition'))
    expect(() => deflater.push(text, 'now' as never)).toThrow(withCode('bad-definition'))
    expect(() => inflater.push(5 as never)).toThrow(withCode('bad-definition'))
    deflater.dispose()
    deflater.dispose()
    inflater.dispose()
    expect(() => deflater.push(text)).toThrow(withCode('disposed'))
    expect(() => deflater.isDone).toThrow(withCode('disposed'))
    expect(() => inflater.push(text)).toThrow(withCode('disposed'))
    expect(() => inflater.finish()).toThrow(withCode('disposed'))
    expect(() => new Deflater(simd, {} as never).dispose()).not.toThrow()
    expect(() => new Deflater(simd, undefined as never)).toThrow(withCode('bad-definition'))
  })

  it('takes pieces that are larger than what crosses at once', () => {
    const bytes = new Uint8Array(randomBytes(700_000))
    const deflater = new Deflater(simd, { format: 'zlib', level: 1 })
    const inflater = new Inflater(simd, { format: 'zlib' })
    const packed = Buffer.concat([deflater.push(bytes), deflater.finish()])
    expect(hex(inflater.push(packed))).toBe(hex(bytes))
    expect(inflater.isDone).toBe(true)
    deflater.dispose()
    inflater.dispose()
  })
})

describe('a stream of the web', () => {
  const options = { format: 'gzip' } as const
  const collect = (stream: ReadableStream<Uint8Array>) => new Response(stream).bytes()

  it('fails for damage, for an early end and for what follows, and gives its memory back', async () => {
    const before = simd.liveBytes
    const packed = gzip(simd, text)
    const inputs = {
      truncated: packed.subarray(0, 50),
      'bad-magic': text,
      'trailing-bytes': new Uint8Array([...packed, 1]),
    }
    for (const [code, input] of Object.entries(inputs)) {
      const stream = new Blob([input as BlobPart]).stream()
      const plain = stream.pipeThrough(decompressionStream(simd, options))
      await expect(collect(plain)).rejects.toMatchObject({ code })
    }
    expect(simd.liveBytes).toBe(before)
  })

  it('gives its memory back when it is cancelled or aborted', async () => {
    const before = simd.liveBytes
    const cancelled = compressionStream(simd, options)
    await cancelled.readable.cancel()
    await expect(cancelled.writable.getWriter().write(text)).rejects.toMatchObject({
      code: 'disposed',
    })
    const aborted = decompressionStream(simd, options)
    const writer = aborted.writable.getWriter()
    const waiting = writer.write(gzip(simd, new Uint8Array(500_000)))
    await new Promise((resolve) => setTimeout(resolve, 5))
    await writer.abort(new Error('enough'))
    await waiting
    await expect(collect(aborted.readable)).rejects.toThrow('enough')
    expect(simd.liveBytes).toBe(before)
  })

  it('waits for its reader', async () => {
    const stream = decompressionStream(simd, options)
    const writer = stream.writable.getWriter()
    let isWritten = false
    const writing = writer.write(gzip(simd, new Uint8Array(200_000))).then(() => {
      isWritten = true
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(isWritten).toBe(false)
    const plain = collect(stream.readable)
    await writing
    await writer.close()
    expect((await plain).length).toBe(200_000)
  })
})

describe('checksums', () => {
  it('are those of zlib, in pieces too', () => {
    expect(crc32(simd, text)).toBe(zlib.crc32(text))
    expect(crc32(scalar, text.subarray(9), crc32(simd, text.subarray(0, 9)))).toBe(zlib.crc32(text))
    expect(adler32(simd, new TextEncoder().encode('Wikipedia'))).toBe(0x11e60398)
    const parts = adler32(scalar, text.subarray(777), adler32(simd, text.subarray(0, 777)))
    expect(parts).toBe(adler32(scalar, text))
    expect(() => crc32(simd, text, -1)).toThrow(withCode('out-of-range'))
  })
})

describe('large input', () => {
  it('grows the memory and comes back whole', () => {
    const bytes = new Uint8Array(8 * 1024 * 1024).fill(7)
    expect(gunzip(scalar, gzip(scalar, bytes, 1)).length).toBe(bytes.length)
  })
})
