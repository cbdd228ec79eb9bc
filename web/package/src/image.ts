// Pictures: files to pixels and back, other sizes, filters. A bitmap lives in the engine's memory, so
// that a chain of calls copies nothing; it crosses into JavaScript where it is asked for its pixels.
import {
  BitmapCalls,
  ImageDecoderCalls,
  JpegEncoderCalls,
  PngEncoderCalls,
  ResizeCalls,
} from './calls.gen.js'
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import { raise } from './errors.js'
import type { Given } from './given.js'
import type { ByteSource } from './memory-block.js'
import {
  IMAGE_DECODE_OPTS_BYTES,
  IMAGE_INFO_BYTES,
  IMAGE_RECT_BYTES,
  type ImageDecodeOpts,
  type ImageInfo,
  type ImageRect,
  JPEG_OPTS_BYTES,
  type JpegOpts,
  PNG_OPTS_BYTES,
  type PngOpts,
  RESIZE_OPTS_BYTES,
  type ResizeOpts,
  readImageInfo,
  readImageRect,
  writeImageDecodeOpts,
  writeJpegOpts,
  writePngOpts,
  writeResizeOpts,
} from './structs.gen.js'

// qn_bitmap: its sides, and where its pixels are.
const BITMAP_BYTES = 12
const HEIGHT_AT = 4
const PIXELS_AT = 8
const BYTES_PER_PIXEL = 4

/** Fills the bitmap at an address and gives an error number. */
type Fill = (core: EngineCore, at: number) => number

function makeBitmap(c: EngineCore, out: number, fill: Fill): number {
  const at = c.allocate(BITMAP_BYTES)
  c.memory.fill(at, BITMAP_BYTES, 0)
  let error = -1
  try {
    error = fill(c, at)
  } finally {
    if (error !== 0) c.free(at)
  }
  c.memory.setU32(out, at)
  return error
}

function releaseBitmap(c: EngineCore, at: number): void {
  c.x.qn_memory_release(c.memory.getU32(at + PIXELS_AT))
  c.free(at)
}

function resizeOpts(c: EngineCore, opts: Given<ResizeOpts>): number {
  const at = c.room(RESIZE_OPTS_BYTES)
  writeResizeOpts(c, at, opts, 'opts', false)
  return at
}

/** Throws unless they are the pixels of a picture of that size. @internal */
export function checkPixels(
  c: EngineCore,
  rgba: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
): void {
  const isBytes = rgba instanceof Uint8Array || rgba instanceof Uint8ClampedArray
  if (!isBytes) c.fail('bad-definition', 'rgba must be a Uint8Array or a Uint8ClampedArray')
  if (!(c.int(width, 'width') > 0 && c.int(height, 'height') > 0)) {
    c.fail('out-of-range', `a picture cannot be ${width} x ${height}`)
  }
  const wanted = width * height * BYTES_PER_PIXEL
  if (rgba.length !== wanted) {
    const error = rgba.length < wanted ? 'truncated' : 'trailing-bytes'
    c.fail(error, `rgba has ${rgba.length} bytes, ${width} x ${height} pixels take ${wanted}`)
  }
}

function fillWithPixels(
  c: EngineCore,
  at: number,
  rgba: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
): number {
  checkPixels(c, rgba, width, height)
  const error = c.x.qn_image_create(width, height, at)
  if (error === 0) c.memory.write(c.memory.getU32(at + PIXELS_AT), rgba)
  return error
}

/**
 * A picture in the engine's memory: sRGB, 8 bits a channel, alpha not multiplied in. It lives until
 * it is disposed. Its methods change it in place, but for those that give a new one.
 */
export class Bitmap extends BitmapCalls {
  readonly #engine: Engine
  #jobCount = 0

  /** @internal Use `decodeImage` or `Bitmap.fromPixels`. */
  constructor(engine: Engine, during: string, fill: Fill) {
    const make = (c: EngineCore, out: number) => makeBitmap(c, out, fill)
    super(engine.core, 'bitmap', make, releaseBitmap, 0, during)
    this.#engine = engine
  }

  /** A copy of pixels: 4 bytes each, rows from the top, as `ImageData` has them. */
  static fromPixels(
    engine: Engine,
    rgba: Uint8Array | Uint8ClampedArray,
    width: number,
    height: number,
  ): Bitmap {
    return new Bitmap(engine, 'bitmap.fromPixels', (c, at) =>
      fillWithPixels(c, at, rgba, width, height),
    )
  }

  get width(): number {
    return this.begin('bitmap.width').memory.getI32(this.at)
  }

  get height(): number {
    return this.begin('bitmap.height').memory.getI32(this.at + HEIGHT_AT)
  }

  /** A copy of the pixels, good for `ImageData`. */
  pixels(): Uint8ClampedArray<ArrayBuffer> {
    const c = this.begin('bitmap.pixels')
    return new Uint8ClampedArray(c.memory.copy(this.#pixelsAt(c), this.#sizeBytes(c)).buffer)
  }

  /**
   * Calls `use` with the pixels themselves, to read or to change without a copy. The view is good
   * within the call only, and while nothing else is asked of the engine.
   */
  withPixels<T>(use: (rgba: Uint8ClampedArray, width: number, height: number) => T): T {
    const c = this.begin('bitmap.withPixels')
    if (typeof use !== 'function') c.fail('bad-definition', 'use must be a function')
    const [width, height] = [this.width, this.height]
    return use(c.memory.clamped(this.#pixelsAt(c), this.#sizeBytes(c)), width, height)
  }

  /** A new picture of exactly this size. */
  resized(width: number, height: number, opts: Given<ResizeOpts> = {}): Bitmap {
    const from = this.begin('bitmap.resized')
    const [w, h] = [from.int(width, 'width'), from.int(height, 'height')]
    return new Bitmap(this.#engine, 'bitmap.resized', (c, at) =>
      c.x.qn_image_resize(this.at, w, h, resizeOpts(c, opts), at),
    )
  }

  /** A new picture of the same shape, as large as fits the box, up or down. */
  resizedWithin(boxWidth: number, boxHeight: number, opts: Given<ResizeOpts> = {}): Bitmap {
    const from = this.begin('bitmap.resizedWithin')
    const [w, h] = [from.int(boxWidth, 'boxWidth'), from.int(boxHeight, 'boxHeight')]
    return new Bitmap(this.#engine, 'bitmap.resizedWithin', (c, at) =>
      c.x.qn_image_resize_within(this.at, w, h, resizeOpts(c, opts), at),
    )
  }

  /** Throws `in-use` while a job works on it. */
  override dispose(): void {
    this.#checkFree('bitmap.dispose')
    super.dispose()
  }

  /** @internal */
  override begin(during: string): EngineCore {
    this.#checkFree(during)
    return super.begin(during)
  }

  /** @internal */
  get of(): Engine {
    return this.#engine
  }

  /** Until the function that it gives is called, this bitmap stays as it is. @internal */
  hold(): () => void {
    let isHeld = true
    this.#jobCount += 1
    return () => {
      if (isHeld) this.#jobCount -= 1
      isHeld = false
    }
  }

  #checkFree(during: string): void {
    if (this.#jobCount > 0) raise('in-use', during, 'a job works on the bitmap')
  }

  #pixelsAt(c: EngineCore): number {
    return c.memory.getU32(this.at + PIXELS_AT)
  }

  #sizeBytes(c: EngineCore): number {
    const [width, height] = [c.memory.getI32(this.at), c.memory.getI32(this.at + HEIGHT_AT)]
    return width * height * BYTES_PER_PIXEL
  }
}

function decodeOpts(c: EngineCore, opts: Given<ImageDecodeOpts>): number {
  const at = c.room(IMAGE_DECODE_OPTS_BYTES)
  writeImageDecodeOpts(c, at, opts, 'opts', false)
  return at
}

/** Copies both for this call. @internal */
export function fileAndOpts(
  c: EngineCore,
  file: ByteSource,
  opts: Given<ImageDecodeOpts>,
): [fileAt: number, optsAt: number] {
  const fileAt = c.room(8)
  c.putBytes(fileAt, file, 'file')
  return [fileAt, decodeOpts(c, opts)]
}

/** The picture in a PNG or JPEG file, told apart by their first bytes, within limits. */
export function decodeImage(
  engine: Engine,
  file: ByteSource,
  opts: Given<ImageDecodeOpts> = {},
): Bitmap {
  return new Bitmap(engine, 'decodeImage', (c, at) =>
    c.x.qn_image_decode(...fileAndOpts(c, file, opts), at),
  )
}

/** What a file holds, from its first segments: format, size, channels, orientation. */
export function probeImage(engine: Engine, file: ByteSource): ImageInfo {
  const c = engine.core.begin('probeImage')
  const fileAt = c.room(8)
  c.putBytes(fileAt, file, 'file')
  const at = c.room(IMAGE_INFO_BYTES)
  c.check(c.x.qn_image_probe(fileAt, at))
  return readImageInfo(c, at)
}

type Sides = [width: number, height: number, boxWidth: number, boxHeight: number]

// Where C, which answers through the pointer, places one of these sides in the other.
function place(
  engine: Engine,
  during: string,
  sides: Sides,
  ask: (c: EngineCore, at: number, sides: Sides) => void,
): ImageRect {
  const c = engine.core.begin(during)
  for (const side of sides) c.int(side, 'side')
  const at = c.room(IMAGE_RECT_BYTES)
  ask(c, at, sides)
  const rect = readImageRect(c, at)
  if (rect.widthPx === 0) c.fail('out-of-range', `one of ${sides.join(', ')} is no side`)
  return rect
}

/** Where a picture goes in a box that shows all of it: the largest size of its shape that fits. */
export function containRect(
  engine: Engine,
  width: number,
  height: number,
  boxWidth: number,
  boxHeight: number,
): ImageRect {
  return place(engine, 'containRect', [width, height, boxWidth, boxHeight], (c, at, sides) =>
    c.x.qn_image_contain(at, ...sides),
  )
}

/** Where a picture goes in a box that it fills: the smallest size of its shape that does. */
export function coverRect(
  engine: Engine,
  width: number,
  height: number,
  boxWidth: number,
  boxHeight: number,
): ImageRect {
  return place(engine, 'coverRect', [width, height, boxWidth, boxHeight], (c, at, sides) =>
    c.x.qn_image_cover(at, ...sides),
  )
}

// ---- In slices ----------------------------------------------------------------------------------

/** The file is copied for as long as the job lasts. */
function beginDecode(
  c: EngineCore,
  out: number,
  file: Uint8Array,
  opts: Given<ImageDecodeOpts>,
): { error: number; kept: number } {
  const optsAt = decodeOpts(c, opts)
  const fileAt = c.room(8)
  const kept = c.keepBytes(file, 'file')
  c.memory.setU32(fileAt, kept)
  c.memory.setU32(fileAt + 4, file.length)
  const error = c.x.qn_image_decoder_create(fileAt, optsAt, out)
  if (error !== 0) c.free(kept)
  return { error, kept }
}

/**
 * A PNG or JPEG file decoded some pixels at a time, for a worker that tells how far it is and can be
 * told to stop: `run` until `progress()` is 1, then `finish`; or `dispose`.
 */
export class DecodeJob extends ImageDecoderCalls {
  readonly #engine: Engine
  #file: number

  constructor(engine: Engine, file: Uint8Array, opts: Given<ImageDecodeOpts> = {}) {
    let held = 0
    super(
      engine.core,
      'imageDecoder',
      (c, out) => {
        const { error, kept } = beginDecode(c, out, file, opts)
        held = kept
        return error
      },
      (c, at) => c.x.qn_image_decoder_destroy(at),
    )
    this.#engine = engine
    this.#file = held
  }

  override dispose(): void {
    super.dispose()
    this.#engine.core.free(this.#file)
    this.#file = 0
  }

  /** Decodes what is left, gives the picture and ends the job. */
  finish(): Bitmap {
    this.run(Number.MAX_SAFE_INTEGER)
    const bitmap = new Bitmap(this.#engine, 'imageDecoder.finish', (c, at) =>
      c.x.qn_image_decoder_take(this.at, at),
    )
    this.dispose()
    return bitmap
  }
}

/**
 * A picture at another size, made some rows at a time, for a worker that tells how far it is and can
 * be told to stop: `run` until `progress()` is 1, then `finish`; or `dispose`. Meanwhile the bitmap
 * that it is made from answers every call with `in-use`.
 */
export class ResizeJob extends ResizeCalls {
  readonly #engine: Engine
  readonly #letGo: () => void

  constructor(from: Bitmap, width: number, height: number, opts: Given<ResizeOpts> = {}) {
    super(
      from.begin('resize.begin'),
      'resize',
      (c, out) => {
        const [w, h] = [c.int(width, 'width'), c.int(height, 'height')]
        return c.x.qn_resize_begin(from.at, w, h, resizeOpts(c, opts), out)
      },
      (c, at) => c.x.qn_resize_cancel(at),
    )
    this.#engine = from.of
    this.#letGo = from.hold()
  }

  override dispose(): void {
    super.dispose()
    this.#letGo()
  }

  /** Makes what is left, gives the new picture and ends the job. */
  finish(): Bitmap {
    this.begin('resize.finish')
    const bitmap = new Bitmap(this.#engine, 'resize.finish', (c, at) =>
      c.x.qn_resize_finish(this.at, at),
    )
    this.forget()
    this.#letGo()
    return bitmap
  }
}

/**
 * A JPEG file made some pixels at a time: `run` until `progress()` is 1, `take` the file, `dispose`.
 * Until then the bitmap answers every call with `in-use`.
 */
export class JpegEncoder extends JpegEncoderCalls {
  readonly #letGo: () => void

  constructor(bitmap: Bitmap, opts: Given<JpegOpts> = {}) {
    super(
      bitmap.begin('jpegEncoder.create'),
      'jpegEncoder',
      (c, out) => {
        const optsAt = c.room(JPEG_OPTS_BYTES)
        writeJpegOpts(c, optsAt, opts, 'opts', false)
        return c.x.qn_jpeg_encoder_create(bitmap.at, optsAt, out)
      },
      (c, at) => c.x.qn_jpeg_encoder_destroy(at),
    )
    this.#letGo = bitmap.hold()
  }

  override dispose(): void {
    super.dispose()
    this.#letGo()
  }
}

/**
 * A PNG file made some rows at a time: `run` until `progress()` is 1, `take` the file, `dispose`. Or
 * `read` after making it and after each run: then the engine never holds the file as a whole. Until
 * it is disposed the bitmap answers every call with `in-use`.
 */
export class PngEncoder extends PngEncoderCalls {
  readonly #letGo: () => void

  constructor(bitmap: Bitmap, opts: Given<PngOpts> = {}) {
    super(
      bitmap.begin('pngEncoder.create'),
      'pngEncoder',
      (c, out) => {
        const optsAt = c.room(PNG_OPTS_BYTES)
        writePngOpts(c, optsAt, opts, 'opts', false)
        return c.x.qn_png_encoder_create(bitmap.at, optsAt, out)
      },
      (c, at) => c.x.qn_png_encoder_destroy(at),
    )
    this.#letGo = bitmap.hold()
  }

  /** What was made of the file since the last read; `not-found` if that is nothing. */
  read(): Uint8Array<ArrayBuffer> {
    const c = this.begin('pngEncoder.read')
    const at = c.room(8)
    c.check(c.x.qn_png_encoder_read(this.at, at, at + 4))
    return c.bytesAt(at)
  }

  override dispose(): void {
    super.dispose()
    this.#letGo()
  }
}
