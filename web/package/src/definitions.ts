// The plain objects that describe worlds, bodies, shapes, joints and queries, and how they are laid
// out in the engine's memory.
//
// Units are in the names: metres, kilograms, seconds, radians. Whatever a definition leaves out
// keeps the engine's own default, which the engine has written to the same place just before.
import type { EngineCore } from './engine.js'
import { raise } from './errors.js'
import {
  BODY_DYNAMIC,
  BODY_KINEMATIC,
  BODY_STATIC,
  MAX_POLYGON_VERTICES,
  quoinBodyDef,
  quoinPolygon,
  quoinRay,
  quoinRevoluteDef,
  quoinShapeDef,
  quoinWorldDef,
} from './exports.gen.js'

declare const kind: unique symbol
/** Handles are numbers that name one body, shape or joint of one world for as long as it lives. */
export type BodyId = number & { readonly [kind]: 'body' }
export type ShapeId = number & { readonly [kind]: 'shape' }
export type JointId = number & { readonly [kind]: 'joint' }
/** Names a pair of shapes for as long as their boxes meet. */
export type ContactId = number & { readonly [kind]: 'contact' }

export interface Vec2 {
  readonly x: number
  readonly y: number
}

export interface WorldDef {
  readonly gravityMps2?: Vec2 | undefined
  readonly bodyCapacity?: number | undefined
  readonly shapeCapacity?: number | undefined
  readonly jointCapacity?: number | undefined
  readonly contactCapacity?: number | undefined
  readonly enableSleep?: boolean | undefined
  readonly enableBodyEvents?: boolean | undefined
}

export type BodyType = 'static' | 'kinematic' | 'dynamic'

export interface BodyDef {
  readonly type?: BodyType | undefined
  readonly positionM?: Vec2 | undefined
  readonly angleRad?: number | undefined
  readonly velocityMps?: Vec2 | undefined
  readonly angularVelocityRadps?: number | undefined
  readonly linearDamping?: number | undefined
  readonly angularDamping?: number | undefined
  readonly gravityScale?: number | undefined
  readonly fixedRotation?: boolean | undefined
  readonly enableSleep?: boolean | undefined
  readonly isAwake?: boolean | undefined
  readonly userData?: bigint | undefined
}

export interface ShapeDef {
  readonly densityKgpm2?: number | undefined
  readonly friction?: number | undefined
  readonly restitution?: number | undefined
  readonly categoryBits?: bigint | undefined
  readonly maskBits?: bigint | undefined
  readonly enableContactEvents?: boolean | undefined
  readonly enableHitEvents?: boolean | undefined
  readonly userData?: bigint | undefined
}

/** Points, centres and angles are in the body's frame. */
export interface CircleGeometry {
  readonly centerM?: Vec2 | undefined
  readonly radiusM: number
}

export interface CapsuleGeometry {
  readonly aM: Vec2
  readonly bM: Vec2
  readonly radiusM: number
}

export interface BoxGeometry {
  readonly centerM?: Vec2 | undefined
  readonly halfSizeM: Vec2
  readonly angleRad?: number | undefined
}

export interface PolygonGeometry {
  /** 3 to 8 points in any order; the shape is their convex hull. */
  readonly pointsM: readonly Vec2[]
  readonly radiusM?: number | undefined
}

export interface SegmentGeometry {
  readonly aM: Vec2
  readonly bM: Vec2
}

export interface RevoluteDef {
  readonly bodyA: BodyId
  readonly bodyB: BodyId
  readonly anchorAM?: Vec2 | undefined
  readonly anchorBM?: Vec2 | undefined
  readonly referenceAngleRad?: number | undefined
  readonly enableLimit?: boolean | undefined
  readonly lowerAngleRad?: number | undefined
  readonly upperAngleRad?: number | undefined
  readonly enableMotor?: boolean | undefined
  readonly motorSpeedRadps?: number | undefined
  readonly maxMotorTorqueNm?: number | undefined
  readonly collideConnected?: boolean | undefined
}

export interface Filter {
  readonly categoryBits?: bigint | undefined
  readonly maskBits?: bigint | undefined
}

const BODY_TYPES: Readonly<Record<BodyType, number>> = {
  static: BODY_STATIC,
  kinematic: BODY_KINEMATIC,
  dynamic: BODY_DYNAMIC,
}
export const BODY_TYPE_NAMES: readonly BodyType[] = ['static', 'kinematic', 'dynamic']
export const ORIGIN: Vec2 = { x: 0, y: 0 }

const ALL_BITS = 0xffff_ffff_ffff_ffffn

/** Numbers that are no 32-bit integers would be cut to size silently on their way over. */
export function requireInteger(value: number, name: string, during: string): number {
  if (Number.isInteger(value) && value >= -0x8000_0000 && value <= 0xffff_ffff) return value
  return raise('out-of-range', during, `${name} is ${value}, not a 32-bit integer`)
}

export function requireVec2(value: Vec2, name: string, during: string): Vec2 {
  if (typeof value === 'object' && value !== null) return value
  return raise('bad-definition', during, `${name} must be an object with x and y`)
}

/** Puts the fields that a definition names over the defaults that lie at `at`. */
class Writer {
  constructor(
    private readonly core: EngineCore,
    private readonly at: number,
    private readonly during: string,
  ) {}

  number(offset: number, value: number | undefined): this {
    if (value !== undefined) this.core.memory.setF32(this.at + offset, value)
    return this
  }

  vec2(offset: number, value: Vec2 | undefined, name: string): this {
    if (value === undefined) return this
    const { x, y } = requireVec2(value, name, this.during)
    return this.number(offset, x).number(offset + 4, y)
  }

  flag(offset: number, value: boolean | undefined): this {
    if (value !== undefined) this.core.memory.setU32(this.at + offset, value ? 1 : 0)
    return this
  }

  integer(offset: number, value: number | undefined, name: string): this {
    if (value === undefined) return this
    this.core.memory.setU32(this.at + offset, requireInteger(value, name, this.during))
    return this
  }

  bits(offset: number, value: bigint | undefined, name: string): this {
    if (value === undefined) return this
    if (typeof value !== 'bigint' || value < 0n || value > ALL_BITS) {
      raise('out-of-range', this.during, `${name} is ${value}, not a bigint of 64 bits`)
    }
    this.core.memory.setU64(this.at + offset, value)
    return this
  }
}

function writer(core: EngineCore, during: string, def: unknown, at = core.definition): Writer {
  if (typeof def === 'object' && def !== null) return new Writer(core, at, during)
  return raise('bad-definition', during, 'the definition must be an object')
}

export function writeWorldDef(core: EngineCore, def: WorldDef, during: string): number {
  const to = quoinWorldDef
  core.check(core.exports.quoin_world_def_default(core.definition), during)
  writer(core, during, def)
    .vec2(to.gravityXMps2, def.gravityMps2, 'gravityMps2')
    .integer(to.bodyCapacity, def.bodyCapacity, 'bodyCapacity')
    .integer(to.shapeCapacity, def.shapeCapacity, 'shapeCapacity')
    .integer(to.jointCapacity, def.jointCapacity, 'jointCapacity')
    .integer(to.contactCapacity, def.contactCapacity, 'contactCapacity')
    .flag(to.enableSleep, def.enableSleep)
    .flag(to.enableBodyEvents, def.enableBodyEvents)
  return core.definition
}

function typeNumber(type: BodyType | undefined, during: string): number | undefined {
  if (type === undefined) return undefined
  return BODY_TYPES[type] ?? raise('bad-definition', during, `there is no body type ${type}`)
}

export function writeBodyDef(core: EngineCore, def: BodyDef, during: string): number {
  const to = quoinBodyDef
  core.check(core.exports.quoin_body_def_default(core.definition), during)
  writer(core, during, def)
    .integer(to.type, typeNumber(def.type, during), 'type')
    .vec2(to.positionXM, def.positionM, 'positionM')
    .number(to.angleRad, def.angleRad)
    .vec2(to.velocityXMps, def.velocityMps, 'velocityMps')
    .number(to.angularVelocityRadps, def.angularVelocityRadps)
    .number(to.linearDamping, def.linearDamping)
    .number(to.angularDamping, def.angularDamping)
    .number(to.gravityScale, def.gravityScale)
    .flag(to.fixedRotation, def.fixedRotation)
    .flag(to.enableSleep, def.enableSleep)
    .flag(to.isAwake, def.isAwake)
    .bits(to.userDataLow, def.userData, 'userData')
  return core.definition
}

export function writeShapeDef(core: EngineCore, def: ShapeDef, during: string): number {
  const to = quoinShapeDef
  core.check(core.exports.quoin_shape_def_default(core.definition), during)
  writer(core, during, def)
    .number(to.densityKgpm2, def.densityKgpm2)
    .number(to.friction, def.friction)
    .number(to.restitution, def.restitution)
    .bits(to.categoryBitsLow, def.categoryBits, 'categoryBits')
    .bits(to.maskBitsLow, def.maskBits, 'maskBits')
    .flag(to.enableContactEvents, def.enableContactEvents)
    .flag(to.enableHitEvents, def.enableHitEvents)
    .bits(to.userDataLow, def.userData, 'userData')
  return core.definition
}

export function writeRevoluteDef(core: EngineCore, def: RevoluteDef, during: string): number {
  const to = quoinRevoluteDef
  core.check(core.exports.quoin_revolute_def_default(core.definition), during)
  writer(core, during, def)
    .integer(to.bodyA, def.bodyA, 'bodyA')
    .integer(to.bodyB, def.bodyB, 'bodyB')
    .vec2(to.anchorAXM, def.anchorAM, 'anchorAM')
    .vec2(to.anchorBXM, def.anchorBM, 'anchorBM')
    .number(to.referenceAngleRad, def.referenceAngleRad)
    .flag(to.enableLimit, def.enableLimit)
    .number(to.lowerAngleRad, def.lowerAngleRad)
    .number(to.upperAngleRad, def.upperAngleRad)
    .flag(to.enableMotor, def.enableMotor)
    .number(to.motorSpeedRadps, def.motorSpeedRadps)
    .number(to.maxMotorTorqueNm, def.maxMotorTorqueNm)
    .flag(to.collideConnected, def.collideConnected)
  return core.definition
}

export function writePolygon(core: EngineCore, polygon: PolygonGeometry, during: string): number {
  const { pointsM } = polygon
  if (!Array.isArray(pointsM) || pointsM.length > MAX_POLYGON_VERTICES) {
    raise('bad-shape', during, `pointsM must be 3 to ${MAX_POLYGON_VERTICES} points`)
  }
  const to = writer(core, during, polygon, core.geometry)
  pointsM.forEach((point, index) => {
    to.vec2(quoinPolygon.pointsM + index * 8, point, `pointsM[${index}]`)
  })
  to.integer(quoinPolygon.pointCount, pointsM.length, 'pointsM.length').number(
    quoinPolygon.radiusM,
    polygon.radiusM ?? 0,
  )
  return core.geometry
}

export function writeRay(
  core: EngineCore,
  originM: Vec2,
  translationM: Vec2,
  filter: Filter,
  during: string,
): number {
  writer(core, during, filter, core.geometry)
    .vec2(quoinRay.originXM, originM ?? null, 'originM')
    .vec2(quoinRay.translationXM, translationM ?? null, 'translationM')
    .bits(quoinRay.categoryBitsLow, filter.categoryBits ?? ALL_BITS, 'categoryBits')
    .bits(quoinRay.maskBitsLow, filter.maskBits ?? ALL_BITS, 'maskBits')
  return core.geometry
}
