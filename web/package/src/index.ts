// The core of quoin: the loader, physics, hashes and gzip. No React and no Node in here.
export { blake3, DEFAULT_MAX_SIZE_BYTES, gunzip, gzip, sha256 } from './bytes.js'
export { type CompileOptions, type CompileProgress, compileWasm } from './compile.js'
export * from './constants.gen.js'
export {
  type EngineErrorCode,
  errorCodeOf,
  type HostErrorCode,
  QuoinError,
  type QuoinErrorCode,
} from './errors.js'
export type { Given } from './given.js'
export { Engine, type LoadOptions, load } from './load.js'
export {
  PhysicsWorld,
  POSE_RECORD_STRIDE,
  POSE_STRIDE,
  type PredictOptions,
  slotOf,
} from './physics-world.js'
export { Records } from './records.js'
export { REGION_EVERYWHERE, regionBox, regionCapsule, regionCircle } from './regions.js'
export { supportsSimd } from './simd.js'
export type * from './structs.gen.js'
export { History, Recorder, Replay } from './time.js'
