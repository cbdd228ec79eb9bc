import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../src/engine.js'
import {
  Bitmap,
  containRect,
  coverRect,
  DecodeJob,
  decodeImage,
  JpegEncoder,
  PngEncoder,
  probeImage,
  ResizeJob,
} from '../src/image.js'
import { ImageResizer } from '../src/image-resizer.js'
import { bothEngines } from './engines.js'

const { simd, scalar } = await bothEngines()
const fails = (code: string) => expect.objectContaining({ name: 'QuoinError', code })

/** Soft colours, an edge, and alpha from left to right. */
function pixelsOf(width: number, height: number, isOpaque = false): Uint8Array {
  const rgba = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4
      rgba[at] = (255 * x) / width
      rgba[at + 1] = (255 * y) / height
      rgba[at + 2] = x < y ? 200 : 40
      rgba[at + 3] = isOpaque ? 255 : (255 * x) / width
    }
  }
  return rgba
}

function opaque(engine: Engine, width = 40, height = 30): Bitmap {
  return Bitmap.fromPixels(engine, pixelsOf(width, height, true), width, height)
}

function decodeInSlices(file: Uint8Array): Bitmap {
  const job = new DecodeJob(simd, file)
  try {
    return job.finish()
  } finally {
    job.dispose()
  }
}

const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.max(...Array.from(a, (value, index) => Math.abs(value - (b[index] ?? 0))))

describe('a bitmap', () => {
  it('gives its pixels as they were given', () => {
    const rgba = pixelsOf(7, 5)
    const bitmap = Bitmap.fromPixels(simd, rgba, 7, 5)
    expect([bitmap.width, bitmap.height]).toEqual([7, 5])
    expect([...bitmap.pixels()]).toEqual([...rgba])
    bitmap.withPixels((view, width, height) => {
      expect(view.length).toBe(width * height * 4)
      view[0] = 99
    })
    expect(bitmap.pixels()[0]).toBe(99)
    bitmap.dispose()
    expect(() => bitmap.width).toThrow(fails('disposed'))
    expect(simd.liveBytes).toBe(0)
  })

  it('refuses pixels that are not those of its size', () => {
    expect(() => Bitmap.fromPixels(simd, new Uint8Array(15), 2, 2)).toThrow(fails('truncated'))
    expect(() => Bitmap.fromPixels(simd, new Uint8Array(17), 2, 2)).toThrow(fails('trailing-bytes'))
    expect(() => Bitmap.fromPixels(simd, new Uint8Array(), 0, 5)).toThrow(fails('out-of-range'))
    expect(() => Bitmap.fromPixels(simd, [] as never, 0, 0)).toThrow(fails('bad-definition'))
    expect(simd.liveBytes).toBe(0)
  })

  it('is turned, mirrored and cut', () => {
    const bitmap = Bitmap.fromPixels(simd, pixelsOf(4, 2), 4, 2)
    const before = bitmap.pixels()
    bitmap.rotate(1)
    expect([bitmap.width, bitmap.height]).toEqual([2, 4])
    bitmap.rotate(3)
    bitmap.flipAcross()
    bitmap.flipAcross()
    expect([...bitmap.pixels()]).toEqual([...before])
    bitmap.crop({ xPx: 1, yPx: 1, widthPx: 2, heightPx: 1 })
    expect([...bitmap.pixels()]).toEqual([...before.subarray(4 * 5, 4 * 7)])
    expect(() => bitmap.crop({ xPx: 1, yPx: 0, widthPx: 2, heightPx: 1 })).toThrow(
      fails('out-of-range'),
    )
    bitmap.pad(1, 0, 0, 0, [1, 2, 3, 4])
    expect([...bitmap.pixels().subarray(0, 4)]).toEqual([1, 2, 3, 4])
    expect(() => bitmap.pad(1, 0, 0, 0, [1, 2, 3])).toThrow(fails('bad-definition'))
    expect(() => bitmap.pad(1, 0, 0, 0, [1, 2, 3, 256])).toThrow(fails('out-of-range'))
    bitmap.dispose()
    expect(simd.liveBytes).toBe(0)
  })

  it('is filtered, and alike by both builds', () => {
    const results = [simd, scalar].map((engine) => {
      const bitmap = Bitmap.fromPixels(engine, pixelsOf(33, 21), 33, 21)
      bitmap.brightness(1.2)
      bitmap.contrast(0.9)
      bitmap.saturation(0.5)
      bitmap.blur(2.5)
      bitmap.sharpen(1, 0.7, 2)
      bitmap.tint([250, 240, 230, 220])
      const pixels = bitmap.pixels()
      bitmap.dispose()
      return pixels
    })
    expect([...(results[0] ?? [])]).toEqual([...(results[1] ?? [])])
    const bitmap = opaque(simd)
    bitmap.grayscale()
    const [red, green, blue] = bitmap.pixels().subarray(400, 403)
    expect([green, blue]).toEqual([red, red])
    expect(() => bitmap.blur(Number.NaN)).toThrow(fails('not-finite'))
    bitmap.dispose()
  })
})

describe('other sizes', () => {
  it('are exact, or within a box, and alike by both builds', () => {
    const made = [simd, scalar].map((engine) => {
      const bitmap = Bitmap.fromPixels(engine, pixelsOf(64, 48), 64, 48)
      const small = bitmap.resized(17, 30, { kernel: 'mitchell', isLinear: true })
      const fit = bitmap.resizedWithin(20, 20)
      expect([small.width, small.height, fit.width, fit.height]).toEqual([17, 30, 20, 15])
      const pixels = [...small.pixels(), ...fit.pixels()]
      for (const one of [bitmap, small, fit]) one.dispose()
      return pixels
    })
    expect(made[0]).toEqual(made[1])
    expect(simd.liveBytes).toBe(0)
  })

  it('come in slices, and the bitmap is held meanwhile', () => {
    const bitmap = opaque(simd, 60, 60)
    const whole = bitmap.resized(25, 25)
    const job = new ResizeJob(bitmap, 25, 25)
    const seen = [job.progress()]
    while (job.progress() < 1) {
      job.run(7)
      seen.push(job.progress())
    }
    expect(seen.length).toBeGreaterThan(3)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
    for (const call of [() => bitmap.dispose(), () => bitmap.invert(), () => bitmap.width]) {
      expect(call).toThrow(fails('in-use'))
    }
    const sliced = job.finish()
    expect([...sliced.pixels()]).toEqual([...whole.pixels()])
    expect(() => job.run(1)).toThrow(fails('disposed'))
    const stopped = new ResizeJob(bitmap, 10, 10)
    stopped.dispose()
    stopped.dispose()
    for (const one of [bitmap, whole, sliced]) one.dispose()
    expect(simd.liveBytes).toBe(0)
  })

  it('know where a picture goes in a box', () => {
    expect(containRect(simd, 400, 300, 100, 100)).toEqual({
      xPx: 0,
      yPx: 12,
      widthPx: 100,
      heightPx: 75,
    })
    expect(coverRect(simd, 400, 300, 100, 100).widthPx).toBe(133)
    expect(() => containRect(simd, 0, 300, 100, 100)).toThrow(fails('out-of-range'))
  })
})

describe('files', () => {
  it('of PNG come back pixel for pixel', () => {
    const bitmap = Bitmap.fromPixels(simd, pixelsOf(50, 20), 50, 20)
    const file = bitmap.encodePng()
    expect(probeImage(simd, file)).toMatchObject({ format: 'png', widthPx: 50, heightPx: 20 })
    const again = decodeImage(scalar, file)
    expect([...again.pixels()]).toEqual([...bitmap.pixels()])
    for (const one of [bitmap, again]) one.dispose()
  })

  it('of JPEG come back much the same, and in slices the same file', () => {
    const bitmap = opaque(simd)
    const file = bitmap.encodeJpeg({ quality: 95, chroma: 'full' })
    expect(probeImage(simd, file)).toMatchObject({ format: 'jpeg', widthPx: 40, channelCount: 3 })
    const again = decodeImage(simd, file)
    expect(worst(again.pixels(), bitmap.pixels())).toBeLessThan(24)
    const encoder = new JpegEncoder(bitmap, { quality: 95, chroma: 'full' })
    expect(() => encoder.take()).toThrow(fails('not-found'))
    while (encoder.progress() < 1) encoder.run(100)
    expect(() => bitmap.blur(1)).toThrow(fails('in-use'))
    expect([...encoder.take()]).toEqual([...file])
    encoder.dispose()
    expect(
      [...bitmap.encodeJpeg({ backgroundRgb: new Uint8Array([1, 2, 3]) })].length,
    ).toBeLessThan(file.length)
    for (const one of [bitmap, again]) one.dispose()
    expect(simd.liveBytes).toBe(0)
  })

  it('of PNG are the same in slices and in pieces', () => {
    const bitmap = opaque(simd, 700, 900)
    const file = bitmap.encodePng({ level: 3 })
    const encoder = new PngEncoder(bitmap, { level: 3 })
    let slices = 0
    for (; encoder.progress() < 1; slices++) encoder.run(1)
    expect(slices).toBeGreaterThan(2)
    expect(() => bitmap.blur(1)).toThrow(fails('in-use'))
    expect(encoder.take()).toEqual(file)
    expect(() => encoder.take()).toThrow(fails('not-found'))
    encoder.dispose()
    const reader = new PngEncoder(bitmap, { level: 3 })
    const pieces = [reader.read()]
    expect(() => reader.read()).toThrow(fails('not-found'))
    while (reader.progress() < 1) {
      reader.run(1)
      pieces.push(reader.read())
    }
    expect(() => reader.take()).toThrow(fails('not-found'))
    expect(new Uint8Array(pieces.flatMap((piece) => [...piece]))).toEqual(file)
    reader.dispose()
    bitmap.dispose()
    expect(simd.liveBytes).toBe(0)
  })

  it('are read in slices, and what is wrong with them is told', () => {
    const bitmap = opaque(simd, 300, 400)
    for (const file of [bitmap.encodePng(), bitmap.encodeJpeg()]) {
      const job = new DecodeJob(simd, file)
      let slices = 0
      for (; job.progress() < 1; slices++) job.run(5000)
      expect(slices).toBeGreaterThan(2)
      const read = job.finish()
      const whole = decodeImage(simd, file)
      expect(read.pixels()).toEqual(whole.pixels())
      expect(() => job.progress()).toThrow(fails('disposed'))
      for (const one of [read, whole]) one.dispose()

      const cut = file.subarray(0, file.length - 200)
      expect(() => decodeInSlices(cut)).toThrow(fails('truncated'))
      new DecodeJob(simd, file).dispose()
    }
    bitmap.dispose()
    expect(() => new DecodeJob(simd, new Uint8Array(9))).toThrow(fails('bad-magic'))
  })

  it('that are cut short, damaged, too large or no pictures are refused', () => {
    const bitmap = opaque(simd)
    for (const file of [bitmap.encodePng(), bitmap.encodeJpeg()]) {
      for (const size of [0, 1, 20, file.length >> 1, file.length - 3]) {
        expect(() => decodeImage(simd, file.subarray(0, size))).toThrow(fails('truncated'))
      }
      expect(() => decodeImage(simd, file, { limits: { maxSidePx: 39 } })).toThrow(
        fails('too-large'),
      )
      expect(() => decodeImage(simd, file, { limits: { maxMemoryBytes: 100 } })).toThrow(
        fails('too-large'),
      )
    }
    const text = new TextEncoder().encode('no picture at all')
    expect(() => decodeImage(simd, text)).toThrow(fails('bad-magic'))
    expect(() => probeImage(simd, text)).toThrow(fails('bad-magic'))
    expect(() => bitmap.encodeJpeg({ quality: 101 })).toThrow(fails('out-of-range'))
    bitmap.dispose()
    expect(simd.liveBytes).toBe(0)
  })

  it('made by others are read', () => {
    const file = new Uint8Array(readFileSync(new URL('../../../docs/belfry.png', import.meta.url)))
    const bitmap = decodeImage(simd, file)
    expect([bitmap.width, bitmap.height]).toEqual([
      probeImage(simd, file).widthPx,
      probeImage(simd, file).heightPx,
    ])
    bitmap.dispose()
    expect(simd.liveBytes).toBe(0)
  })
})

describe('the resizer', () => {
  it('leads a file to smaller files', () => {
    const bitmap = opaque(simd, 80, 60)
    const resizer = ImageResizer.load(simd, bitmap.encodePng())
    resizer.resize(40, 40)
    expect([resizer.width(), resizer.height()]).toEqual([40, 30])
    const wanted = bitmap.resized(40, 30)
    expect([...resizer.pixels()]).toEqual([...wanted.pixels()])
    expect(resizer.withPixels((rgba) => [...rgba])).toEqual([...wanted.pixels()])
    expect(probeImage(simd, resizer.toJpeg({ quality: 80 }))).toMatchObject({ widthPx: 40 })
    expect([...resizer.toPng()]).toEqual([...wanted.encodePng()])
    resizer.resize(1000, 1000)
    expect([resizer.width(), resizer.height()]).toEqual([80, 60])
    for (const one of [bitmap, wanted, resizer]) one.dispose()
    expect(() => resizer.width()).toThrow(fails('disposed'))
    expect(simd.liveBytes).toBe(0)
  })

  it('works in slices that can be stopped', () => {
    const resizer = ImageResizer.fromPixels(simd, pixelsOf(90, 90), 90, 90)
    resizer.beginResize(30, 30)
    let slices = 0
    for (; resizer.progress() < 1; slices++) resizer.run(500)
    expect(slices).toBeGreaterThan(5)
    expect(resizer.width()).toBe(30)
    resizer.beginResize(10, 10)
    resizer.run(1)
    resizer.cancel()
    expect([resizer.progress(), resizer.width()]).toEqual([1, 30])
    resizer.beginJpeg({ quality: 70 })
    while (resizer.progress() < 1) resizer.run(200)
    expect([...resizer.takeJpeg()]).toEqual([...resizer.toJpeg({ quality: 70 })])
    expect(() => resizer.takeJpeg()).toThrow(fails('not-found'))
    expect(() => resizer.resize(0, 1)).toThrow(fails('out-of-range'))
    resizer.dispose()
    const file = opaque(simd, 60, 90)
    const loading = ImageResizer.beginLoad(simd, file.encodeJpeg())
    expect([loading.width(), loading.progress()]).toEqual([0, 0])
    expect(() => loading.resize(9, 9)).toThrow(fails('not-found'))
    expect(() => loading.toJpeg()).toThrow(fails('not-found'))
    while (loading.progress() < 1) loading.run(100)
    expect([loading.width(), loading.height()]).toEqual([60, 90])
    for (const one of [file, loading]) one.dispose()
    expect(() => ImageResizer.load(simd, new Uint8Array(9))).toThrow(fails('bad-magic'))
    expect(simd.liveBytes).toBe(0)
  })
})
