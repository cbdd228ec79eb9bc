import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../src/engine.js'
import { blake3, sha256 } from '../src/hash.js'
import { blake3Batch, sha256Batch } from '../src/hash-batch.js'
import { Blake3Stream, Sha256Stream } from '../src/hash-stream.js'
import { bothEngines } from './engines.js'

const { simd, scalar } = await bothEngines()
// About blocks, chunks, batches of chunks and the window of 128 KiB.
const SIZES = [0, 1, 63, 64, 65, 1023, 1024, 1025, 100_000, 131_071, 131_072, 131_073, 400_000]
const KEY = new TextEncoder().encode('whats the Elvish word for friend')
const CONTEXT = 'BLAKE3 2019-12-27 16:29:52 test vectors context'
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const nodeSha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const random = (size: number) => new Uint8Array(randomBytes(size))
const refusal = (code: string) => expect.objectContaining({ name: 'QuoinError', code })

describe('hashes', () => {
  it.each(SIZES)('of %i bytes agree with Node and between the two builds', (size) => {
    const bytes = random(size)
    expect(hex(sha256(simd, bytes))).toBe(nodeSha256(bytes))
    expect(hex(sha256(scalar, bytes))).toBe(nodeSha256(bytes))
    for (const options of [undefined, {}, { key: KEY }, { context: CONTEXT }, { size: 100 }]) {
      expect(hex(blake3(scalar, bytes, options))).toBe(hex(blake3(simd, bytes, options)))
    }
  })

  it('are the published ones', () => {
    const data = Uint8Array.from({ length: 1025 }, (_, index) => index % 251)
    const digests: [number, object | undefined, string][] = [
      [0, undefined, 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262'],
      [1025, undefined, 'd00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444'],
      [1025, { key: KEY }, '357dc55de0c7e382c900fd6e320acc04146be01db6a8ce7210b7189bd664ea69'],
      [
        1025,
        { context: CONTEXT },
        'effaa245f065fbf82ac186839a249707c3bddf6d3fdda22d1b95a3c970379bcb',
      ],
    ]
    for (const [size, options, digest] of digests) {
      expect(hex(blake3(simd, data.subarray(0, size), options))).toBe(digest)
      expect(hex(blake3(scalar, data.subarray(0, size), options))).toBe(digest)
    }
  })

  it('of views are those of what the view shows', () => {
    const bytes = random(3000)
    const view = bytes.subarray(1001, 2002)
    expect(hex(sha256(simd, view))).toBe(nodeSha256(bytes.slice(1001, 2002)))
    expect(hex(blake3(simd, view))).toBe(hex(blake3(simd, bytes.slice(1001, 2002))))
  })

  it('give as much output as is asked for, the digest first', () => {
    const long = blake3(simd, KEY, { size: 100_000 })
    expect(long.length).toBe(100_000)
    expect(hex(long.subarray(0, 32))).toBe(hex(blake3(simd, KEY)))
    expect(hex(blake3(simd, KEY, { size: 77 }))).toBe(hex(long.subarray(0, 77)))
    expect(blake3(simd, KEY, { size: 0 }).length).toBe(0)
  })

  it('refuse what is no input', () => {
    for (const bad of [undefined, null, 'text', 5, [1, 2], new ArrayBuffer(3), new Int32Array(3)]) {
      expect(() => sha256(simd, bad as never)).toThrow(refusal('bad-definition'))
      expect(() => blake3(simd, bad as never)).toThrow(refusal('bad-definition'))
    }
    for (const options of [
      { key: KEY.subarray(1) },
      { key: 'text' as never },
      { context: 5 as never },
      { context: 'a\0b' },
      { key: KEY, context: CONTEXT },
      { size: 'x' as never },
      5 as never,
      null as never,
    ]) {
      expect(() => blake3(simd, KEY, options)).toThrow(refusal('bad-definition'))
    }
    for (const size of [-1, 1.5, Number.NaN, 2 ** 32]) {
      expect(() => blake3(simd, KEY, { size })).toThrow(refusal('out-of-range'))
    }
    expect(() => blake3(simd, KEY, { size: 2 ** 32 - 1 })).toThrow(refusal('out-of-memory'))
  })
})

describe('batches', () => {
  const slices = (digests: Uint8Array) =>
    Array.from({ length: digests.length / 32 }, (_, index) =>
      hex(digests.subarray(32 * index, 32 * index + 32)),
    )

  it.each([
    ['simd', simd],
    ['scalar', scalar],
  ] as [string, Engine][])('give each message its digest (%s)', (_, engine) => {
    const sizes = [...SIZES, ...Array.from({ length: 700 }, (__, index) => (index * 37) % 1500)]
    const messages = sizes.map(random)
    expect(slices(sha256Batch(engine, messages))).toEqual(messages.map(nodeSha256))
    expect(slices(blake3Batch(engine, messages))).toEqual(
      messages.map((message) => hex(blake3(engine, message))),
    )
    expect(sha256Batch(engine, []).length).toBe(0)
  })

  it('refuse what is no list of messages', () => {
    for (const many of [sha256Batch, blake3Batch]) {
      expect(() => many(simd, undefined as never)).toThrow(refusal('bad-definition'))
      expect(() => many(simd, [KEY, 'text' as never])).toThrow(refusal('bad-definition'))
      expect(() => many(simd, new Array(3))).toThrow(refusal('bad-definition'))
    }
  })
})

describe('streams', () => {
  const bytes = random(500_000)

  it('give the digest of everything so far, as often as asked', () => {
    const sha = new Sha256Stream(simd)
    const blake = new Blake3Stream(simd)
    for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 3) % 200_003) {
      sha.update(bytes.subarray(at, at + size))
      blake.update(bytes.subarray(at, at + size))
      const soFar = bytes.subarray(0, at + size)
      expect(hex(sha.digest())).toBe(nodeSha256(soFar))
      expect(hex(blake.digest())).toBe(hex(blake3(simd, soFar)))
    }
    for (const stream of [sha, blake]) stream.dispose()
  })

  it('go on from what they were saved to, on the other build too', () => {
    const options = [{}, { key: KEY }, { context: CONTEXT }]
    for (const mode of options) {
      const first = new Blake3Stream(simd, mode).update(bytes.subarray(0, 77_777))
      const second = Blake3Stream.load(scalar, first.save())
      expect(hex(second.save())).toBe(hex(first.save()))
      second.update(bytes.subarray(77_777))
      expect(hex(second.digest())).toBe(hex(blake3(simd, bytes, mode)))
      for (const stream of [first, second]) stream.dispose()
    }
    const first = new Sha256Stream(scalar).update(bytes.subarray(0, 77_777))
    const second = Sha256Stream.load(simd, first.save()).update(bytes.subarray(77_777))
    expect(hex(second.digest())).toBe(nodeSha256(bytes))
    for (const stream of [first, second]) stream.dispose()
  })

  it('are cloned, and each goes its own way', () => {
    const sha = new Sha256Stream(simd).update(KEY)
    const blake = new Blake3Stream(simd, { key: KEY }).update(KEY)
    const shaClone = sha.clone()
    const blakeClone = blake.clone()
    sha.update(KEY).dispose()
    blake.update(KEY).dispose()
    expect(hex(shaClone.digest())).toBe(nodeSha256(KEY))
    expect(hex(blakeClone.digest())).toBe(hex(blake3(simd, KEY, { key: KEY })))
    for (const stream of [shaClone, blakeClone]) stream.dispose()
  })

  it('give output from anywhere', () => {
    const blake = new Blake3Stream(simd).update(bytes)
    const long = blake.digest({ size: 1000 })
    expect(hex(blake.digest({ position: 333, size: 100 }))).toBe(hex(long.subarray(333, 433)))
    expect(blake.digest({ position: (1n << 64n) - 1n, size: 1 }).length).toBe(1)
    expect(() => blake.digest({ position: (1n << 64n) - 1n, size: 2 })).toThrow(
      refusal('too-large'),
    )
    expect(() => blake.digest({ position: -1 })).toThrow(refusal('out-of-range'))
    blake.dispose()
  })

  it('refuse saved states that are damaged, and what is none', () => {
    const blake = new Blake3Stream(simd).update(bytes)
    const sha = new Sha256Stream(simd).update(bytes)
    const [savedBlake, savedSha] = [blake.save(), sha.save()]
    for (let at = 0; at < savedSha.length; at++) {
      const changed = savedSha.map((byte, index) => (index === at ? byte ^ 1 : byte))
      expect(() => Sha256Stream.load(simd, changed)).toThrow(
        refusal(at < 4 ? 'bad-magic' : at < 8 ? 'bad-version' : 'bad-checksum'),
      )
    }
    expect(() => Blake3Stream.load(simd, savedSha)).toThrow(refusal('bad-magic'))
    expect(() => Blake3Stream.load(simd, savedBlake.subarray(1))).toThrow(refusal('bad-magic'))
    expect(() => Blake3Stream.load(simd, savedBlake.subarray(0, 99))).toThrow(refusal('truncated'))
    expect(() => Blake3Stream.load(simd, new Uint8Array(200_000))).toThrow(
      refusal('trailing-bytes'),
    )
    for (const bad of [undefined, null, 'text', {}]) {
      expect(() => Sha256Stream.load(simd, bad as never)).toThrow(refusal('bad-definition'))
      expect(() => Blake3Stream.load(simd, bad as never)).toThrow(refusal('bad-definition'))
      expect(() => sha.update(bad as never)).toThrow(refusal('bad-definition'))
      expect(() => blake.update(bad as never)).toThrow(refusal('bad-definition'))
    }
    expect(() => new Blake3Stream(simd, { key: savedSha })).toThrow(refusal('bad-definition'))
    for (const stream of [sha, blake]) stream.dispose()
  })

  it('say so once they are disposed, by hand or by `using`', () => {
    const sha = new Sha256Stream(simd)
    const blake = new Blake3Stream(simd)
    sha[Symbol.dispose]()
    blake.dispose()
    blake.dispose()
    const calls = [
      () => sha.update(KEY),
      () => sha.digest(),
      () => sha.save(),
      () => sha.clone(),
      () => new Sha256Stream(simd, sha),
      () => blake.update(KEY),
      () => blake.digest(),
      () => blake.save(),
      () => blake.clone(),
      () => new Blake3Stream(simd, blake),
    ]
    for (const call of calls) expect(call).toThrow(refusal('disposed'))
    const other = new Sha256Stream(scalar)
    expect(() => new Sha256Stream(simd, other)).toThrow(refusal('wrong-type'))
    other.dispose()
  })
})

describe('the memory of the engine', () => {
  it('does not grow with what is hashed', () => {
    const bytes = new Uint8Array(32 * 1024 * 1024)
    sha256(simd, KEY)
    const before = [simd.liveBytes, simd.core.memory.sizeBytes]
    expect(hex(sha256(simd, bytes))).toBe(nodeSha256(bytes))
    blake3(simd, bytes)
    sha256Batch(simd, [bytes, KEY, bytes])
    for (let round = 0; round < 200; round++) {
      const stream = new Blake3Stream(simd).update(KEY)
      stream.clone().dispose()
      stream.dispose()
      expect(() => Blake3Stream.load(simd, KEY)).toThrow()
    }
    expect([simd.liveBytes, simd.core.memory.sizeBytes]).toEqual(before)
  })
})
