// The core of quoin: the loader, physics, hashes and gzip. No React and no Node in here.
export { blake3, DEFAULT_MAX_SIZE_BYTES, gunzip, gzip, sha256 } from './bytes.js'
export { type CompileOptions, type CompileProgress, compileWasm } from './compile.js'
export type {
  BodyDef,
  BodyId,
  BodyType,
  BoxGeometry,
  CapsuleGeometry,
  CircleGeometry,
  ContactId,
  Filter,
  JointId,
  PolygonGeometry,
  RevoluteDef,
  SegmentGeometry,
  ShapeDef,
  ShapeId,
  Vec2,
  WorldDef,
} from './definitions.js'
export {
  type EngineErrorCode,
  errorCodeOf,
  type HostErrorCode,
  QuoinError,
  type QuoinErrorCode,
} from './errors.js'
export { POSE_ALIVE, POSE_AWAKE } from './exports.gen.js'
export { Engine, type LoadOptions, load } from './load.js'
export type {
  BodyEvent,
  ContactEvent,
  HitEvent,
  JointEvent,
  SensorEvent,
} from './physics-event.js'
export {
  type Box,
  type Counters,
  PhysicsWorld,
  POSE_STRIDE,
  type Pose,
  poseOffset,
  type RayHit,
} from './physics-world.js'
export { supportsSimd } from './simd.js'
