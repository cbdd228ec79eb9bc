// The core of quoin but for its loader: physics, hashes, compression, storage and pictures. No React and no
// Node in here.

export {
  type BenchmarkOptions,
  type BenchmarkResult,
  type BenchmarkTimes,
  benchmark,
  type Measured,
} from './benchmark.js'
export { type CompileOptions, compileWasm } from './compile.js'
export {
  adler32,
  compressionStream,
  crc32,
  DEFAULT_MAX_SIZE_BYTES,
  type DeflateOptions,
  Deflater,
  decompressionStream,
  deflate,
  type GunzipOptions,
  type GzipOptions,
  gunzip,
  gzip,
  type InflateOptions,
  Inflater,
  inflate,
  readGzipHeader,
} from './compress.js'
export * from './constants.gen.js'
export {
  type Context2D,
  type DebugCamera,
  type DebugInk,
  DebugPainter,
  type DebugStyle,
  type DrawDebugOptions,
  drawDebug,
} from './debug-painter.js'
export { type DownloadOptions, downloadBytes } from './download.js'
export { Engine, type HeapStats } from './engine.js'
export type {
  ArgumentDetails,
  AssertDetails,
  ErrorDetails,
  FileDetails,
  HandleDetails,
  HandleKind,
} from './error-details.js'
export {
  type EngineErrorCode,
  errorCodeOf,
  type HostErrorCode,
  QuoinError,
  type QuoinErrorCode,
} from './errors.js'
export type { EnginePart } from './exports.gen.js'
export { type FitImageOptions, type FittedImage, fitImage, type ImageFile } from './fit-image.js'
export type { Given } from './given.js'
export { type Blake3Options, type Blake3OutputOptions, blake3, sha256 } from './hash.js'
export { blake3Batch, sha256Batch } from './hash-batch.js'
export { type HashFileOptions, hashFile } from './hash-file.js'
export { type Blake3DigestOptions, Blake3Stream, Sha256Stream } from './hash-stream.js'
export {
  Bitmap,
  containRect,
  coverRect,
  DecodeJob,
  decodeImage,
  JpegEncoder,
  PngEncoder,
  probeImage,
  ResizeJob,
} from './image.js'
export { ImageResizer } from './image-resizer.js'
export { BlockViews, type ByteSource, MemoryBlock, type Picture } from './memory-block.js'
export {
  PhysicsWorld,
  POSE_RECORD_STRIDE,
  POSE_STRIDE,
  type PredictOptions,
  type ProfilingOptions,
  slotOf,
} from './physics-world.js'
export type { LoadProgress, ProgressListener } from './progress.js'
export { Records } from './records.js'
export { REGION_EVERYWHERE, regionBox, regionCapsule, regionCircle } from './regions.js'
export { supportsSimd } from './simd.js'
export {
  compressForLocalStorage,
  compressForStorage,
  type JsonValue,
  type RestoreOptions,
  restoreFromStorage,
  type StorageOptions,
} from './storage.js'
export type * from './structs.gen.js'
export { equalSecret, fromBase64, fromHex, toBase64, toHex } from './text.js'
export { History, Recorder, Replay } from './time.js'
