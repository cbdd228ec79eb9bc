// A rigid-body world in the engine's memory.
//
// Every method is one call into the engine, except those that hand out views: `poses` and
// `poseFlags` look straight into memory, so that a frame of any number of bodies costs one call. A
// world must be disposed; afterwards each method throws `disposed`, and disposing again is harmless.

import {
  BODY_TYPE_NAMES,
  type BodyDef,
  type BodyId,
  type BodyType,
  type BoxGeometry,
  type CapsuleGeometry,
  type CircleGeometry,
  type Filter,
  type JointId,
  ORIGIN,
  type PolygonGeometry,
  type RevoluteDef,
  requireInteger,
  requireVec2,
  type SegmentGeometry,
  type ShapeDef,
  type ShapeId,
  type Vec2,
  type WorldDef,
  writeBodyDef,
  writePolygon,
  writeRay,
  writeRevoluteDef,
  writeShapeDef,
  writeWorldDef,
} from './definitions.js'
import type { EngineCore } from './engine.js'
import { raise } from './errors.js'
import {
  quoinBox,
  quoinCounters,
  quoinPose,
  quoinPoseRecord,
  quoinRayHit,
  quoinSpan,
  quoinU64,
} from './exports.gen.js'
import type { Engine } from './load.js'
import {
  type BodyEvent,
  type ContactEvent,
  type HitEvent,
  type JointEvent,
  type ReadEvent,
  readBodyEvent,
  readContactEvent,
  readEvents,
  readHitEvent,
  readJointEvent,
  readSensorEvent,
  type SensorEvent,
} from './physics-event.js'

/** Floats of one body in `poses`. */
export const POSE_STRIDE: number = quoinPoseRecord.bytes / 4
const SLOT_MASK = 0xfffff
const DEFAULT_SUBSTEP_COUNT = 4

export interface Pose {
  readonly xM: number
  readonly yM: number
  /** Cosine and sine of the angle. */
  readonly c: number
  readonly s: number
}

export interface Box {
  readonly lowerM: Vec2
  readonly upperM: Vec2
}

export interface RayHit {
  readonly shape: ShapeId
  readonly pointM: Vec2
  readonly normal: Vec2
  readonly fraction: number
}

export type Counters = { readonly [Name in Exclude<keyof typeof quoinCounters, 'bytes'>]: number }

/** Where a body's record starts in `poses`, as long as the body lives. */
export function poseOffset(body: BodyId): number {
  return ((body & SLOT_MASK) - 1) * POSE_STRIDE
}

export class PhysicsWorld {
  readonly #core: EngineCore
  #reference: number

  constructor(engine: Engine, def: WorldDef = {}) {
    this.#core = engine.core
    const core = this.#core
    const at = writeWorldDef(core, def, 'world.create')
    core.check(core.exports.quoin_world_create(at, core.result), 'world.create')
    this.#reference = core.memory.getU32(core.result)
  }

  get isDisposed(): boolean {
    return this.#reference === 0
  }

  dispose(): void {
    const reference = this.#reference
    this.#reference = 0
    if (reference === 0 || this.#core.trap) return
    this.#core.check(this.#core.exports.quoin_world_destroy(reference), 'world.dispose')
  }

  // The engine and this world's reference, for a call that is going to be made.
  #open(during: string): { core: EngineCore; world: number } {
    if (this.#reference === 0) raise('disposed', during, 'the world was disposed')
    return { core: this.#core, world: this.#reference }
  }

  #set(during: string, call: (core: EngineCore, world: number) => number): void {
    const { core, world } = this.#open(during)
    core.check(call(core, world), during)
  }

  // The engine keeps a reason for each failed get or create; it becomes part of the message.
  #get(during: string, call: (core: EngineCore, world: number) => number): EngineCore {
    const { core, world } = this.#open(during)
    core.check(call(core, world), during, world)
    return core
  }

  #number(during: string, call: (core: EngineCore, world: number) => number): number {
    const core = this.#get(during, call)
    return core.memory.getF32(core.result)
  }

  #word(during: string, call: (core: EngineCore, world: number) => number): number {
    const core = this.#get(during, call)
    return core.memory.getU32(core.result)
  }

  #vec2(during: string, call: (core: EngineCore, world: number) => number): Vec2 {
    const core = this.#get(during, call)
    return readVec2(core, core.result)
  }

  #u64(during: string, call: (core: EngineCore, world: number) => number): bigint {
    const core = this.#get(during, call)
    return core.memory.getU64(core.result + quoinU64.low)
  }

  #span(during: string, call: (core: EngineCore, world: number) => number): [number, number] {
    const { memory, result } = this.#get(during, call)
    return [memory.getU32(result + quoinSpan.pointer), memory.getU32(result + quoinSpan.count)]
  }

  // ---- The world ----

  /** `dtSeconds` in (0, 1]; 0 changes nothing but clears the events. */
  step(dtSeconds: number, substepCount: number = DEFAULT_SUBSTEP_COUNT): void {
    const count = requireInteger(substepCount, 'substepCount', 'world.step')
    this.#set('world.step', (core, world) => core.exports.quoin_world_step(world, dtSeconds, count))
  }

  get gravityMps2(): Vec2 {
    return this.#vec2('world.gravity', (core, world) =>
      core.exports.quoin_world_gravity(world, core.result),
    )
  }

  setGravity(gravityMps2: Vec2): void {
    const { x, y } = requireVec2(gravityMps2, 'gravityMps2', 'world.setGravity')
    this.#set('world.setGravity', (core, world) =>
      core.exports.quoin_world_set_gravity(world, x, y),
    )
  }

  /** 64 bits over everything that influences the future; equal on every platform. */
  get stateHash(): bigint {
    return this.#u64('world.stateHash', (core, world) =>
      core.exports.quoin_world_state_hash(world, core.result),
    )
  }

  get counters(): Counters {
    const { memory, result } = this.#get('world.counters', (core, world) =>
      core.exports.quoin_world_counters(world, core.result),
    )
    const { bytes: _bytes, ...offsets } = quoinCounters
    const entries = Object.entries(offsets).map(([name, at]) => [name, memory.getU32(result + at)])
    return Object.fromEntries(entries) as Counters
  }

  // What happened in the last step, each kind in a fixed order.

  /** Of shapes with `enableContactEvents`. */
  contactEvents(): ContactEvent[] {
    return this.#events(readContactEvent, (core, world) =>
      core.exports.quoin_world_contact_events(world, core.result),
    )
  }

  /** Of shapes with `enableHitEvents`. */
  hitEvents(): HitEvent[] {
    return this.#events(readHitEvent, (core, world) =>
      core.exports.quoin_world_hit_events(world, core.result),
    )
  }

  sensorEvents(): SensorEvent[] {
    return this.#events(readSensorEvent, (core, world) =>
      core.exports.quoin_world_sensor_events(world, core.result),
    )
  }

  jointEvents(): JointEvent[] {
    return this.#events(readJointEvent, (core, world) =>
      core.exports.quoin_world_joint_events(world, core.result),
    )
  }

  /** In worlds made with `enableBodyEvents`. */
  bodyEvents(): BodyEvent[] {
    return this.#events(readBodyEvent, (core, world) =>
      core.exports.quoin_world_body_events(world, core.result),
    )
  }

  #events<Event>(
    read: ReadEvent<Event>,
    call: (core: EngineCore, world: number) => number,
  ): Event[] {
    const [pointer, count] = this.#span('world.events', call)
    return readEvents(this.#core.memory, pointer, count, read)
  }

  /**
   * A view of all poses, `POSE_STRIDE` floats a body slot: x, y, cosine, sine, then x, y and the
   * turn of the step before, then flags (read those from `poseFlags`). Good until the next create
   * call; ask again each frame.
   */
  get poses(): Float32Array {
    const [pointer, count] = this.#poses()
    return this.#core.memory.floats(pointer, count * POSE_STRIDE)
  }

  /** The same memory as `poses` in words: the last of each record is its flags. */
  get poseFlags(): Uint32Array {
    const [pointer, count] = this.#poses()
    return this.#core.memory.words(pointer, count * POSE_STRIDE)
  }

  #poses(): [number, number] {
    return this.#span('world.poses', (core, world) =>
      core.exports.quoin_world_poses(world, core.result),
    )
  }

  /** The first shape along the ray, or undefined. */
  castRay(originM: Vec2, translationM: Vec2, filter: Filter = {}): RayHit | undefined {
    const { core, world } = this.#open('world.castRay')
    const ray = writeRay(core, originM, translationM, filter, 'world.castRay')
    core.check(core.exports.quoin_world_cast_ray(world, ray, core.result), 'world.castRay')
    const { memory, result } = core
    const shape = memory.getU32(result + quoinRayHit.shape)
    if (shape === 0) return undefined
    return {
      shape: shape as ShapeId,
      pointM: readVec2(core, result + quoinRayHit.pointXM),
      normal: readVec2(core, result + quoinRayHit.normalX),
      fraction: memory.getF32(result + quoinRayHit.fraction),
    }
  }

  // ---- Bodies ----

  createBody(def: BodyDef = {}): BodyId {
    return this.#word('body.create', (core, world) =>
      core.exports.quoin_body_create(world, writeBodyDef(core, def, 'body.create'), core.result),
    ) as BodyId
  }

  /** Destroys its shapes and joints too. */
  destroyBody(body: BodyId): void {
    this.#set('body.destroy', (core, world) => core.exports.quoin_body_destroy(world, body))
  }

  isBodyAlive(body: BodyId): boolean {
    const { core, world } = this.#open('body.isAlive')
    return core.exports.quoin_body_is_alive(world, body) === 1
  }

  bodyPose(body: BodyId): Pose {
    const { memory, result } = this.#get('body.pose', (core, world) =>
      core.exports.quoin_body_pose(world, body, core.result),
    )
    return {
      xM: memory.getF32(result + quoinPose.xM),
      yM: memory.getF32(result + quoinPose.yM),
      c: memory.getF32(result + quoinPose.c),
      s: memory.getF32(result + quoinPose.s),
    }
  }

  setBodyPose(body: BodyId, positionM: Vec2, angleRad: number): void {
    const { x, y } = requireVec2(positionM, 'positionM', 'body.setPose')
    this.#set('body.setPose', (core, world) =>
      core.exports.quoin_body_set_pose(world, body, x, y, angleRad),
    )
  }

  bodyCenterOfMass(body: BodyId): Vec2 {
    return this.#vec2('body.centerOfMass', (core, world) =>
      core.exports.quoin_body_center_of_mass(world, body, core.result),
    )
  }

  /** Of the centre of mass. */
  bodyVelocity(body: BodyId): Vec2 {
    return this.#vec2('body.velocity', (core, world) =>
      core.exports.quoin_body_velocity(world, body, core.result),
    )
  }

  bodyAngularVelocity(body: BodyId): number {
    return this.#number('body.angularVelocity', (core, world) =>
      core.exports.quoin_body_angular_velocity(world, body, core.result),
    )
  }

  setBodyVelocity(body: BodyId, velocityMps: Vec2, angularVelocityRadps = 0): void {
    const { x, y } = requireVec2(velocityMps, 'velocityMps', 'body.setVelocity')
    this.#set('body.setVelocity', (core, world) =>
      core.exports.quoin_body_set_velocity(world, body, x, y, angularVelocityRadps),
    )
  }

  bodyMass(body: BodyId): number {
    return this.#number('body.mass', (core, world) =>
      core.exports.quoin_body_mass(world, body, core.result),
    )
  }

  bodyRotationalInertia(body: BodyId): number {
    return this.#number('body.rotationalInertia', (core, world) =>
      core.exports.quoin_body_rotational_inertia(world, body, core.result),
    )
  }

  bodyType(body: BodyId): BodyType {
    const type = this.#word('body.type', (core, world) =>
      core.exports.quoin_body_type(world, body, core.result),
    )
    return BODY_TYPE_NAMES[type] ?? raise('unknown', 'body.type', `type ${type} is not known`)
  }

  bodyUserData(body: BodyId): bigint {
    return this.#u64('body.userData', (core, world) =>
      core.exports.quoin_body_user_data(world, body, core.result),
    )
  }

  isBodyAwake(body: BodyId): boolean {
    const awake = this.#word('body.isAwake', (core, world) =>
      core.exports.quoin_body_is_awake(world, body, core.result),
    )
    return awake === 1
  }

  setBodyAwake(body: BodyId, awake: boolean): void {
    this.#set('body.setAwake', (core, world) =>
      core.exports.quoin_body_set_awake(world, body, awake ? 1 : 0),
    )
  }

  /** Acts through the next step only, at a point in world coordinates. */
  applyForce(body: BodyId, forceN: Vec2, pointM: Vec2): void {
    const force = requireVec2(forceN, 'forceN', 'body.applyForce')
    const { x, y } = requireVec2(pointM, 'pointM', 'body.applyForce')
    this.#set('body.applyForce', (core, world) =>
      core.exports.quoin_body_apply_force(world, body, force.x, force.y, x, y),
    )
  }

  applyTorque(body: BodyId, torqueNm: number): void {
    this.#set('body.applyTorque', (core, world) =>
      core.exports.quoin_body_apply_torque(world, body, torqueNm),
    )
  }

  /** Acts at once, at a point in world coordinates. */
  applyImpulse(body: BodyId, impulseNs: Vec2, pointM: Vec2): void {
    const impulse = requireVec2(impulseNs, 'impulseNs', 'body.applyImpulse')
    const { x, y } = requireVec2(pointM, 'pointM', 'body.applyImpulse')
    this.#set('body.applyImpulse', (core, world) =>
      core.exports.quoin_body_apply_impulse(world, body, impulse.x, impulse.y, x, y),
    )
  }

  applyAngularImpulse(body: BodyId, impulseNms: number): void {
    this.#set('body.applyAngularImpulse', (core, world) =>
      core.exports.quoin_body_apply_angular_impulse(world, body, impulseNms),
    )
  }

  // ---- Shapes ----

  #createShape(
    during: string,
    def: ShapeDef,
    call: (core: EngineCore, world: number, at: number) => number,
  ): ShapeId {
    return this.#word(during, (core, world) =>
      call(core, world, writeShapeDef(core, def, during)),
    ) as ShapeId
  }

  createCircle(body: BodyId, circle: CircleGeometry, def: ShapeDef = {}): ShapeId {
    const { x, y } = circle.centerM ?? ORIGIN
    return this.#createShape('shape.createCircle', def, (core, world, at) =>
      core.exports.quoin_shape_create_circle(world, body, at, x, y, circle.radiusM, core.result),
    )
  }

  createCapsule(body: BodyId, capsule: CapsuleGeometry, def: ShapeDef = {}): ShapeId {
    const a = requireVec2(capsule.aM, 'aM', 'shape.createCapsule')
    const b = requireVec2(capsule.bM, 'bM', 'shape.createCapsule')
    const { radiusM } = capsule
    return this.#createShape('shape.createCapsule', def, ({ exports, result }, world, at) =>
      exports.quoin_shape_create_capsule(world, body, at, a.x, a.y, b.x, b.y, radiusM, result),
    )
  }

  createBox(body: BodyId, box: BoxGeometry, def: ShapeDef = {}): ShapeId {
    const { x, y } = box.centerM ?? ORIGIN
    const half = requireVec2(box.halfSizeM, 'halfSizeM', 'shape.createBox')
    const turn = box.angleRad ?? 0
    return this.#createShape('shape.createBox', def, ({ exports, result }, world, at) =>
      exports.quoin_shape_create_box(world, body, at, x, y, half.x, half.y, turn, result),
    )
  }

  createPolygon(body: BodyId, polygon: PolygonGeometry, def: ShapeDef = {}): ShapeId {
    const during = 'shape.createPolygon'
    return this.#createShape(during, def, (core, world, at) => {
      const points = writePolygon(core, polygon, during)
      return core.exports.quoin_shape_create_polygon(world, body, at, points, core.result)
    })
  }

  createSegment(body: BodyId, segment: SegmentGeometry, def: ShapeDef = {}): ShapeId {
    const a = requireVec2(segment.aM, 'aM', 'shape.createSegment')
    const b = requireVec2(segment.bM, 'bM', 'shape.createSegment')
    return this.#createShape('shape.createSegment', def, ({ exports, result }, world, at) =>
      exports.quoin_shape_create_segment(world, body, at, a.x, a.y, b.x, b.y, result),
    )
  }

  destroyShape(shape: ShapeId): void {
    this.#set('shape.destroy', (core, world) => core.exports.quoin_shape_destroy(world, shape))
  }

  isShapeAlive(shape: ShapeId): boolean {
    const { core, world } = this.#open('shape.isAlive')
    return core.exports.quoin_shape_is_alive(world, shape) === 1
  }

  shapeBody(shape: ShapeId): BodyId {
    return this.#word('shape.body', (core, world) =>
      core.exports.quoin_shape_body(world, shape, core.result),
    ) as BodyId
  }

  shapeUserData(shape: ShapeId): bigint {
    return this.#u64('shape.userData', (core, world) =>
      core.exports.quoin_shape_user_data(world, shape, core.result),
    )
  }

  shapeBox(shape: ShapeId): Box {
    const core = this.#get('shape.box', (engine, world) =>
      engine.exports.quoin_shape_aabb(world, shape, engine.result),
    )
    return {
      lowerM: readVec2(core, core.result + quoinBox.lowerXM),
      upperM: readVec2(core, core.result + quoinBox.upperXM),
    }
  }

  // ---- Joints ----

  createRevolute(def: RevoluteDef): JointId {
    return this.#word('revolute.create', (core, world) => {
      const at = writeRevoluteDef(core, def, 'revolute.create')
      return core.exports.quoin_revolute_create(world, at, core.result)
    }) as JointId
  }

  destroyJoint(joint: JointId): void {
    this.#set('joint.destroy', (core, world) => core.exports.quoin_joint_destroy(world, joint))
  }

  isJointAlive(joint: JointId): boolean {
    const { core, world } = this.#open('joint.isAlive')
    return core.exports.quoin_joint_is_alive(world, joint) === 1
  }

  revoluteAngle(joint: JointId): number {
    return this.#number('revolute.angle', (core, world) =>
      core.exports.quoin_revolute_angle(world, joint, core.result),
    )
  }

  setRevoluteMotor(joint: JointId, enable: boolean, speedRadps: number, maxTorqueNm: number): void {
    this.#set('revolute.setMotor', ({ exports }, world) =>
      exports.quoin_revolute_set_motor(world, joint, enable ? 1 : 0, speedRadps, maxTorqueNm),
    )
  }

  /** On body B in the last step. */
  jointForce(joint: JointId): Vec2 {
    return this.#vec2('joint.force', (core, world) =>
      core.exports.quoin_joint_force(world, joint, core.result),
    )
  }

  /** How far the two anchors are apart. */
  jointSeparation(joint: JointId): number {
    return this.#number('joint.separation', (core, world) =>
      core.exports.quoin_joint_separation(world, joint, core.result),
    )
  }
}

function readVec2(core: EngineCore, at: number): Vec2 {
  return { x: core.memory.getF32(at), y: core.memory.getF32(at + 4) }
}
