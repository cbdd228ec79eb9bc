// A picture on its way from a file to a smaller file, in one handle.
import { ImageResizerCalls } from './calls.gen.js'
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import type { Given } from './given.js'
import { checkPixels, fileAndOpts } from './image.js'
import type { ByteSource } from './memory-block.js'
import type { Make } from './owner.js'
import type { ImageDecodeOpts } from './structs.gen.js'

const BYTES_PER_PIXEL = 4

/**
 * Loads a picture, makes it fit a box, gives it as a file: in whole calls, or in slices (`beginLoad`,
 * `beginResize` or `beginJpeg`, then `run` until `progress()` is 1), for a worker that tells how far it
 * is. Every size is made from the picture that was loaded. Lives in the engine's memory until it is
 * disposed.
 */
export class ImageResizer extends ImageResizerCalls {
  /** @internal Use `load` or `fromPixels`. */
  constructor(engine: Engine, make: Make, during: string) {
    super(engine.core, 'imageResizer', make, (c, at) => c.x.qn_image_resizer_destroy(at), 0, during)
  }

  /** From a PNG or JPEG file. */
  static load(engine: Engine, file: ByteSource, opts: Given<ImageDecodeOpts> = {}): ImageResizer {
    return new ImageResizer(
      engine,
      (c, out) => c.x.qn_image_resizer_create(...fileAndOpts(c, file, opts), out),
      'imageResizer.load',
    )
  }

  /** The same in slices: there is no picture until `run` has brought `progress()` to 1. */
  static beginLoad(
    engine: Engine,
    file: Uint8Array,
    opts: Given<ImageDecodeOpts> = {},
  ): ImageResizer {
    return new ImageResizer(
      engine,
      (c, out) => c.x.qn_image_resizer_begin_load(...fileAndOpts(c, file, opts), out),
      'imageResizer.beginLoad',
    )
  }

  /** From a copy of pixels: 4 bytes each, rows from the top, as `ImageData` has them. */
  static fromPixels(
    engine: Engine,
    rgba: Uint8Array | Uint8ClampedArray,
    width: number,
    height: number,
  ): ImageResizer {
    const make = (c: EngineCore, out: number): number => {
      checkPixels(c, rgba, width, height)
      const pixels = c.room(rgba.length)
      c.memory.write(pixels, rgba)
      return c.x.qn_image_resizer_create_rgba(pixels, width, height, out)
    }
    return new ImageResizer(engine, make, 'imageResizer.fromPixels')
  }

  /** A copy of the current picture's pixels, good for `ImageData`. */
  pixels(): Uint8ClampedArray<ArrayBuffer> {
    const { at, size } = this.#current('imageResizer.pixels')
    const c = this.begin('imageResizer.pixels')
    return new Uint8ClampedArray(c.memory.copy(at, size).buffer)
  }

  /** Calls `use` with the current picture's pixels, to read. The view is good within the call only. */
  withPixels<T>(use: (rgba: Uint8ClampedArray, width: number, height: number) => T): T {
    const { at, size, width, height } = this.#current('imageResizer.withPixels')
    const c = this.begin('imageResizer.withPixels')
    if (typeof use !== 'function') c.fail('bad-definition', 'use must be a function')
    return use(c.memory.clamped(at, size), width, height)
  }

  #current(during: string): { at: number; size: number; width: number; height: number } {
    const [width, height] = [this.width(), this.height()]
    const at = this.begin(during).x.qn_image_resizer_pixels(this.at) >>> 0
    return { at, size: width * height * BYTES_PER_PIXEL, width, height }
  }
}
