// Written by tools/generate-exports.mjs from shell/exports.h and quoin/base.h. Do not edit.

export const ABI_VERSION = 2
export const SCRATCH_BYTES = 1024
export const BODY_STATIC = 0
export const BODY_KINEMATIC = 1
export const BODY_DYNAMIC = 2
export const SHAPE_CIRCLE = 0
export const SHAPE_CAPSULE = 1
export const SHAPE_POLYGON = 2
export const SHAPE_SEGMENT = 3
export const CONTACT_EVENT_BEGIN = 1
export const CONTACT_EVENT_END = 2
export const SENSOR_EVENT_BEGIN = 1
export const SENSOR_EVENT_END = 2
export const JOINT_EVENT_OVERLOAD = 1
export const JOINT_EVENT_BREAK = 2
export const BODY_EVENT_MOVE = 1
export const BODY_EVENT_SLEEP = 2
export const BODY_EVENT_WAKE = 3
export const BODY_EVENT_FREEZE = 4
export const POSE_ALIVE = 1
export const POSE_AWAKE = 2
export const MAX_POLYGON_VERTICES = 8

// The position is the number that crosses.
export const ERROR_CODES = [
  'ok',
  'null-pointer',
  'not-finite',
  'out-of-range',
  'null-handle',
  'stale-handle',
  'bad-definition',
  'bad-shape',
  'wrong-type',
  'capacity',
  'out-of-memory',
  'too-large',
  'truncated',
  'bad-magic',
  'bad-version',
  'bad-checksum',
  'bad-data',
  'unsupported',
  'trailing-bytes',
  'not-found',
  'no-graphics',
  'storage',
] as const

// Offsets in bytes of the fields of each struct that crosses.
export const quoinWorldDef = {
  bytes: 32,
  gravityXMps2: 0,
  gravityYMps2: 4,
  bodyCapacity: 8,
  shapeCapacity: 12,
  jointCapacity: 16,
  contactCapacity: 20,
  enableSleep: 24,
  enableBodyEvents: 28,
} as const

export const quoinCounters = {
  bytes: 48,
  bodyCount: 0,
  awakeBodyCount: 4,
  shapeCount: 8,
  jointCount: 12,
  contactCount: 16,
  touchingContactCount: 20,
  droppedContactCount: 24,
  droppedEventCount: 28,
  frozenBodyCount: 32,
  treeHeight: 36,
  tickCount: 40,
  memoryBytes: 44,
} as const

export const quoinBodyDef = {
  bytes: 60,
  type: 0,
  positionXM: 4,
  positionYM: 8,
  angleRad: 12,
  velocityXMps: 16,
  velocityYMps: 20,
  angularVelocityRadps: 24,
  linearDamping: 28,
  angularDamping: 32,
  gravityScale: 36,
  fixedRotation: 40,
  enableSleep: 44,
  isAwake: 48,
  userDataLow: 52,
  userDataHigh: 56,
} as const

export const quoinShapeDef = {
  bytes: 44,
  densityKgpm2: 0,
  friction: 4,
  restitution: 8,
  categoryBitsLow: 12,
  categoryBitsHigh: 16,
  maskBitsLow: 20,
  maskBitsHigh: 24,
  enableContactEvents: 28,
  enableHitEvents: 32,
  userDataLow: 36,
  userDataHigh: 40,
} as const

export const quoinRevoluteDef = {
  bytes: 56,
  bodyA: 0,
  bodyB: 4,
  anchorAXM: 8,
  anchorAYM: 12,
  anchorBXM: 16,
  anchorBYM: 20,
  referenceAngleRad: 24,
  enableLimit: 28,
  lowerAngleRad: 32,
  upperAngleRad: 36,
  enableMotor: 40,
  motorSpeedRadps: 44,
  maxMotorTorqueNm: 48,
  collideConnected: 52,
} as const

export const quoinPolygon = {
  bytes: 72,
  pointsM: 0,
  pointCount: 64,
  radiusM: 68,
} as const

export const quoinRay = {
  bytes: 32,
  originXM: 0,
  originYM: 4,
  translationXM: 8,
  translationYM: 12,
  categoryBitsLow: 16,
  categoryBitsHigh: 20,
  maskBitsLow: 24,
  maskBitsHigh: 28,
} as const

export const quoinRayHit = {
  bytes: 24,
  shape: 0,
  pointXM: 4,
  pointYM: 8,
  normalX: 12,
  normalY: 16,
  fraction: 20,
} as const

export const quoinContactEvent = {
  bytes: 32,
  type: 0,
  shapeA: 4,
  shapeB: 8,
  contact: 12,
  pointXM: 16,
  pointYM: 20,
  normalX: 24,
  normalY: 28,
} as const

export const quoinHitEvent = {
  bytes: 32,
  shapeA: 0,
  shapeB: 4,
  pointXM: 8,
  pointYM: 12,
  normalX: 16,
  normalY: 20,
  approachSpeedMps: 24,
  normalImpulseNs: 28,
} as const

export const quoinSensorEvent = {
  bytes: 32,
  type: 0,
  sensor: 4,
  visitor: 8,
  reserved: 12,
  visitorUserDataLow: 16,
  visitorUserDataHigh: 20,
  visitorXM: 24,
  visitorYM: 28,
} as const

export const quoinJointEvent = {
  bytes: 32,
  type: 0,
  joint: 4,
  forceXN: 8,
  forceYN: 12,
  torqueNm: 16,
  separationM: 20,
  userDataLow: 24,
  userDataHigh: 28,
} as const

export const quoinBodyEvent = {
  bytes: 32,
  type: 0,
  body: 4,
  xM: 8,
  yM: 12,
  c: 16,
  s: 20,
  userDataLow: 24,
  userDataHigh: 28,
} as const

export const quoinPoseRecord = {
  bytes: 32,
  xM: 0,
  yM: 4,
  c: 8,
  s: 12,
  previousXM: 16,
  previousYM: 20,
  previousAngleDeltaRad: 24,
  flags: 28,
} as const

export const quoinSpan = {
  bytes: 8,
  pointer: 0,
  count: 4,
} as const

export const quoinU64 = {
  bytes: 8,
  low: 0,
  high: 4,
} as const

export const quoinPose = {
  bytes: 16,
  xM: 0,
  yM: 4,
  c: 8,
  s: 12,
} as const

export const quoinBox = {
  bytes: 16,
  lowerXM: 0,
  lowerYM: 4,
  upperXM: 8,
  upperYM: 12,
} as const

export const quoinVec2 = {
  bytes: 8,
  x: 0,
  y: 4,
} as const

export const quoinNumber = {
  bytes: 4,
  value: 0,
} as const

export const quoinWord = {
  bytes: 4,
  value: 0,
} as const

export const quoinDigest = {
  bytes: 32,
  words: 0,
} as const

export interface EngineExports {
  readonly memory: WebAssembly.Memory
  quoin_abi_version(): number
  quoin_features(): number
  quoin_scratch(): number
  quoin_allocate(sizeBytes: number): number
  quoin_free(memory: number): void
  quoin_release_result(memory: number): void
  quoin_live_bytes(): number
  quoin_error_code(error: number): number
  quoin_error_text(error: number): number
  quoin_world_why(world: number): number
  quoin_trap(): void
  quoin_world_def_default(out: number): number
  quoin_world_create(def: number, out: number): number
  quoin_world_destroy(world: number): number
  quoin_world_step(world: number, dtS: number, substepCount: number): number
  quoin_world_set_gravity(world: number, xMps2: number, yMps2: number): number
  quoin_world_gravity(world: number, out: number): number
  quoin_world_state_hash(world: number, out: number): number
  quoin_world_counters(world: number, out: number): number
  quoin_world_contact_events(world: number, out: number): number
  quoin_world_hit_events(world: number, out: number): number
  quoin_world_sensor_events(world: number, out: number): number
  quoin_world_joint_events(world: number, out: number): number
  quoin_world_body_events(world: number, out: number): number
  quoin_world_poses(world: number, out: number): number
  quoin_world_cast_ray(world: number, ray: number, out: number): number
  quoin_body_def_default(out: number): number
  quoin_body_create(world: number, def: number, out: number): number
  quoin_body_destroy(world: number, body: number): number
  quoin_body_is_alive(world: number, body: number): number
  quoin_body_pose(world: number, body: number, out: number): number
  quoin_body_set_pose(world: number, body: number, x: number, y: number, rad: number): number
  quoin_body_center_of_mass(world: number, body: number, out: number): number
  quoin_body_velocity(world: number, body: number, out: number): number
  quoin_body_angular_velocity(world: number, body: number, out: number): number
  quoin_body_set_velocity(world: number, body: number, x: number, y: number, w: number): number
  quoin_body_mass(world: number, body: number, out: number): number
  quoin_body_rotational_inertia(world: number, body: number, out: number): number
  quoin_body_type(world: number, body: number, out: number): number
  quoin_body_user_data(world: number, body: number, out: number): number
  quoin_body_is_awake(world: number, body: number, out: number): number
  quoin_body_set_awake(world: number, body: number, awake: number): number
  quoin_body_apply_force(world: number, body: number, xN: number, yN: number, x: number, y: number): number
  quoin_body_apply_torque(world: number, body: number, torqueNm: number): number
  quoin_body_apply_impulse(world: number, body: number, xNs: number, yNs: number, x: number, y: number): number
  quoin_body_apply_angular_impulse(world: number, body: number, impulseNms: number): number
  quoin_shape_def_default(out: number): number
  quoin_shape_create_circle(world: number, body: number, def: number, x: number, y: number, radiusM: number, out: number): number
  quoin_shape_create_capsule(world: number, body: number, def: number, ax: number, ay: number, bx: number, by: number, radiusM: number, out: number): number
  quoin_shape_create_box(world: number, body: number, def: number, x: number, y: number, halfXM: number, halfYM: number, rad: number, out: number): number
  quoin_shape_create_polygon(world: number, body: number, def: number, polygon: number, out: number): number
  quoin_shape_create_segment(world: number, body: number, def: number, ax: number, ay: number, bx: number, by: number, out: number): number
  quoin_shape_destroy(world: number, shape: number): number
  quoin_shape_is_alive(world: number, shape: number): number
  quoin_shape_type(world: number, shape: number, out: number): number
  quoin_shape_body(world: number, shape: number, out: number): number
  quoin_shape_user_data(world: number, shape: number, out: number): number
  quoin_shape_aabb(world: number, shape: number, out: number): number
  quoin_revolute_def_default(out: number): number
  quoin_revolute_create(world: number, def: number, out: number): number
  quoin_joint_destroy(world: number, joint: number): number
  quoin_joint_is_alive(world: number, joint: number): number
  quoin_revolute_angle(world: number, joint: number, out: number): number
  quoin_revolute_set_motor(world: number, joint: number, enable: number, speedRadps: number, torqueNm: number): number
  quoin_joint_force(world: number, joint: number, out: number): number
  quoin_joint_separation(world: number, joint: number, out: number): number
  quoin_sha256(bytes: number, sizeBytes: number, out: number): number
  quoin_blake3(bytes: number, sizeBytes: number, out: number): number
  quoin_gzip(bytes: number, sizeBytes: number, level: number, out: number): number
  quoin_gunzip(bytes: number, sizeBytes: number, maxSizeBytes: number, out: number): number
}

export const EXPORT_NAMES = [
  'quoin_abi_version',
  'quoin_features',
  'quoin_scratch',
  'quoin_allocate',
  'quoin_free',
  'quoin_release_result',
  'quoin_live_bytes',
  'quoin_error_code',
  'quoin_error_text',
  'quoin_world_why',
  'quoin_trap',
  'quoin_world_def_default',
  'quoin_world_create',
  'quoin_world_destroy',
  'quoin_world_step',
  'quoin_world_set_gravity',
  'quoin_world_gravity',
  'quoin_world_state_hash',
  'quoin_world_counters',
  'quoin_world_contact_events',
  'quoin_world_hit_events',
  'quoin_world_sensor_events',
  'quoin_world_joint_events',
  'quoin_world_body_events',
  'quoin_world_poses',
  'quoin_world_cast_ray',
  'quoin_body_def_default',
  'quoin_body_create',
  'quoin_body_destroy',
  'quoin_body_is_alive',
  'quoin_body_pose',
  'quoin_body_set_pose',
  'quoin_body_center_of_mass',
  'quoin_body_velocity',
  'quoin_body_angular_velocity',
  'quoin_body_set_velocity',
  'quoin_body_mass',
  'quoin_body_rotational_inertia',
  'quoin_body_type',
  'quoin_body_user_data',
  'quoin_body_is_awake',
  'quoin_body_set_awake',
  'quoin_body_apply_force',
  'quoin_body_apply_torque',
  'quoin_body_apply_impulse',
  'quoin_body_apply_angular_impulse',
  'quoin_shape_def_default',
  'quoin_shape_create_circle',
  'quoin_shape_create_capsule',
  'quoin_shape_create_box',
  'quoin_shape_create_polygon',
  'quoin_shape_create_segment',
  'quoin_shape_destroy',
  'quoin_shape_is_alive',
  'quoin_shape_type',
  'quoin_shape_body',
  'quoin_shape_user_data',
  'quoin_shape_aabb',
  'quoin_revolute_def_default',
  'quoin_revolute_create',
  'quoin_joint_destroy',
  'quoin_joint_is_alive',
  'quoin_revolute_angle',
  'quoin_revolute_set_motor',
  'quoin_joint_force',
  'quoin_joint_separation',
  'quoin_sha256',
  'quoin_blake3',
  'quoin_gzip',
  'quoin_gunzip',
] as const
