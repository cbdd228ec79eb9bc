// From a picture's file to a smaller one, in slices: the page stays alive meanwhile, hears how far it
// is, and can stop it.

import type { Engine } from './engine.js'
import { isAbort, raise } from './errors.js'
import { probeImage } from './image.js'
import { ImageResizer } from './image-resizer.js'

export interface FitImageOptions {
  /** The box that the picture has to fit; 1920 x 1080 unless given. Smaller ones are left as they are. */
  readonly maxWidthPx?: number | undefined
  readonly maxHeightPx?: number | undefined
  /** `jpeg` unless given. */
  readonly format?: 'jpeg' | 'png' | undefined
  /** Of JPEG, 1 to 100; 85 unless given. */
  readonly quality?: number | undefined
  /** Ends the work; the call fails with `aborted`. */
  readonly signal?: AbortSignal | undefined
  /** From 0 to 1, after each slice. */
  readonly onProgress?: ((done: number) => void) | undefined
}

/** A picture as a file. */
export interface ImageFile {
  readonly widthPx: number
  readonly heightPx: number
  readonly sizeBytes: number
}

export interface FittedImage {
  readonly before: ImageFile
  readonly after: ImageFile
  readonly blob: Blob
}

const DURING = 'fitImage'
// Some ten milliseconds of work; PNG takes more.
const SLICE_PX = 500_000
// What part of the work each step is, about.
const LOAD_SHARE = 0.5
const RESIZE_SHARE = 0.25

/** Lets the page draw and answer before the next slice. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/** The file's bytes; `truncated` where it cannot be read. */
async function bytesOf(file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch (cause) {
    if (isAbort(cause)) throw cause
    return raise('truncated', DURING, 'the file could not be read; it may have changed', cause)
  }
}

/**
 * Decodes a PNG or JPEG file, stands it upright as its EXIF data say, makes it fit a box and writes it
 * anew, without metadata. Fails with the decoder's errors, or with `aborted`.
 */
export async function fitImage(
  engine: Engine,
  file: Blob,
  options: FitImageOptions = {},
): Promise<FittedImage> {
  const { maxWidthPx = 1920, maxHeightPx = 1080, format = 'jpeg', quality = 85 } = options
  const { signal, onProgress } = options
  const bytes = await bytesOf(file)
  const info = probeImage(engine, bytes)
  const resizer = ImageResizer.beginLoad(engine, bytes)

  const finish = async (from: number, share: number) => {
    for (;;) {
      if (signal?.aborted) raise('aborted', DURING, 'the work was aborted', signal.reason)
      resizer.run(SLICE_PX)
      const progress = resizer.progress()
      onProgress?.(from + share * progress)
      if (progress === 1) return
      await turn()
    }
  }

  try {
    await finish(0, LOAD_SHARE)
    if (info.widthPx > maxWidthPx || info.heightPx > maxHeightPx) {
      resizer.beginResize(maxWidthPx, maxHeightPx)
      await finish(LOAD_SHARE, RESIZE_SHARE)
    }
    if (format === 'png') resizer.beginPng()
    else resizer.beginJpeg({ quality })
    await finish(LOAD_SHARE + RESIZE_SHARE, 1 - LOAD_SHARE - RESIZE_SHARE)
    const written = format === 'png' ? resizer.takePng() : resizer.takeJpeg()
    return {
      before: { widthPx: info.widthPx, heightPx: info.heightPx, sizeBytes: file.size },
      after: { widthPx: resizer.width(), heightPx: resizer.height(), sizeBytes: written.length },
      blob: new Blob([written], { type: `image/${format}` }),
    }
  } finally {
    resizer.dispose()
  }
}
