import { describe, expect, it } from 'vitest'
import { gunzip, gzip } from '../src/compress.js'
import type { Engine } from '../src/engine.js'
import { blake3, sha256 } from '../src/hash.js'
import { Sha256Stream } from '../src/hash-stream.js'
import { Bitmap, decodeImage } from '../src/image.js'
import { load } from '../src/load.js'
import { MemoryBlock } from '../src/memory-block.js'
import { bothEngines } from './engines.js'

const { simd: engine } = await bothEngines()
const text = 'Die Glocke läutet: 鐘が鳴る 🔔'
const bytes = new TextEncoder().encode(text)
const code = (name: string) => expect.objectContaining({ code: name })

// The memory has to grow, and its old views with it are of length 0.
function grow(of: Engine): void {
  const before = of.core.memory.sizeBytes
  const blocks: MemoryBlock[] = []
  while (of.core.memory.sizeBytes === before) blocks.push(new MemoryBlock(of, 1 << 20))
  for (const block of blocks) block.dispose()
}

describe('a block of memory', () => {
  it('keeps bytes, text and pictures across growth', async () => {
    const own = await load({ module: engine.module })
    const one = MemoryBlock.fromBytes(own, bytes)
    const two = MemoryBlock.fromText(own, text)
    const data = Uint8ClampedArray.from({ length: 24 }, (_, index) => index * 10)
    const three = MemoryBlock.fromPicture(own, { data, width: 3, height: 2 })
    const held = one.read()
    grow(own)
    expect(one.read()).toEqual(bytes)
    expect(held).toEqual(bytes)
    expect(two.readText()).toBe(text)
    expect(three.readPicture(3, 2)).toEqual({ data, width: 3, height: 2 })
    own.release()
  })

  it('is written and read in parts', () => {
    const block = new MemoryBlock(engine, 16)
    block.write(new Uint8Array([1, 2, 3]), 5)
    expect(block.writeText('äb', 8)).toBe(3)
    expect([...block.read(4, 5)]).toEqual([0, 1, 2, 3, 0xc3])
    expect(block.readText(8, 3)).toBe('äb')
    block.writePicture({ data: new Uint8Array(4).fill(9), width: 1, height: 1 }, 12)
    expect([...block.read(12)]).toEqual([9, 9, 9, 9])
    block.dispose()
  })

  it.each([
    ['beyond its end', 'out-of-range', (b: MemoryBlock) => b.write(bytes, 1)],
    ['before its start', 'out-of-range', (b: MemoryBlock) => b.read(-1)],
    ['a size beyond its end', 'out-of-range', (b: MemoryBlock) => b.read(0, b.sizeBytes + 1)],
    ['an offset beyond its end', 'out-of-range', (b: MemoryBlock) => b.read(b.sizeBytes + 1)],
    ['a picture too large', 'out-of-range', (b: MemoryBlock) => b.readPicture(1000, 1000)],
    ['what is no bytes', 'bad-definition', (b: MemoryBlock) => b.write('x' as never)],
    ['what is no text', 'bad-definition', (b: MemoryBlock) => b.writeText(5 as never)],
    ['half a character', 'bad-data', (b: MemoryBlock) => b.readText(0, 13)],
    ['no function', 'bad-definition', (b: MemoryBlock) => b.use(5 as never)],
    ['an async function', 'bad-definition', (b: MemoryBlock) => b.use(async () => {})],
  ])('refuses %s', (_, name, act) => {
    const block = MemoryBlock.fromText(engine, text)
    expect(() => act(block)).toThrow(code(name))
    expect(block.readText()).toBe(text)
    block.dispose()
    expect(() => act(block)).toThrow(code('disposed'))
  })

  it('is refused where there is no memory for it', () => {
    expect(() => new MemoryBlock(engine, 0xffffffff)).toThrow(code('out-of-memory'))
    expect(() => new MemoryBlock(engine, -1)).toThrow(code('out-of-range'))
  })
})

describe('the views of a block', () => {
  it('are the memory itself, also after it has grown below them', async () => {
    const own = await load({ module: engine.module })
    const block = new MemoryBlock(own, 8)
    const floats = block.use((views) => {
      views.bytes[0] = 1
      const old = views.bytes
      grow(own)
      expect(old.length).toBe(0)
      expect([...views.bytes]).toEqual([1, 0, 0, 0, 0, 0, 0, 0])
      views.words[1] = 0x3f800000
      expect(views.bytes).toBe(views.bytes)
      expect(views.clamped[6]).toBe(0x80)
      return [...views.floats]
    })
    expect(floats[1]).toBe(1)
    expect([...block.read()]).toEqual([1, 0, 0, 0, 0, 0, 128, 63])
    own.release()
  })

  it('end with the function, and with the block', () => {
    const block = new MemoryBlock(engine, 8)
    const kept = block.use((views) => views)
    expect(() => kept.bytes).toThrow(code('disposed'))
    block.use((views) => {
      block.dispose()
      expect(() => views.bytes).toThrow(code('disposed'))
    })
  })
})

describe('functions that take bytes', () => {
  it('take a block as it is', () => {
    const large = Uint8Array.from({ length: 300_000 }, (_, index) => (index * index) >> 3)
    for (const input of [bytes, large]) {
      const block = MemoryBlock.fromBytes(engine, input)
      expect(sha256(engine, block)).toEqual(sha256(engine, input))
      expect(blake3(engine, block)).toEqual(blake3(engine, input))
      expect(blake3(engine, block, { size: 99 })).toEqual(blake3(engine, input, { size: 99 }))
      const stream = new Sha256Stream(engine).update(block).update(input.subarray(0, 5))
      const wanted = new Sha256Stream(engine).update(input).update(input.subarray(0, 5))
      expect(stream.digest()).toEqual(wanted.digest())
      const packed = MemoryBlock.fromBytes(engine, gzip(engine, block))
      expect(Buffer.compare(gunzip(engine, packed), input)).toBe(0)
      for (const owner of [block, packed, stream, wanted]) owner.dispose()
    }
  })

  it('take a picture file from a block', () => {
    const bitmap = Bitmap.fromPixels(engine, new Uint8Array(16).fill(7), 2, 2)
    const file = MemoryBlock.fromBytes(engine, bitmap.encodePng())
    const again = decodeImage(engine, file)
    expect(again.pixels()).toEqual(bitmap.pixels())
    for (const owner of [bitmap, file, again]) owner.dispose()
  })

  it('refuse a block that is disposed or of another engine', async () => {
    const other = await load({ module: engine.module })
    const foreign = new MemoryBlock(other, 4)
    expect(() => gzip(engine, foreign)).toThrow(code('wrong-type'))
    foreign.dispose()
    expect(() => sha256(other, foreign)).toThrow(code('disposed'))
    other.release()
  })
})
