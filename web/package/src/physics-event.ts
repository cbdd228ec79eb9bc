// The events of one step, read out of the engine's records: one list for each kind.
import type { BodyId, ContactId, JointId, ShapeId, Vec2 } from './definitions.js'
import { raise } from './errors.js'
import {
  BODY_EVENT_FREEZE,
  BODY_EVENT_MOVE,
  BODY_EVENT_SLEEP,
  BODY_EVENT_WAKE,
  CONTACT_EVENT_BEGIN,
  CONTACT_EVENT_END,
  JOINT_EVENT_BREAK,
  JOINT_EVENT_OVERLOAD,
  quoinBodyEvent,
  quoinContactEvent,
  quoinHitEvent,
  quoinJointEvent,
  quoinSensorEvent,
  SENSOR_EVENT_BEGIN,
  SENSOR_EVENT_END,
} from './exports.gen.js'
import type { Memory } from './memory.js'

// Handles in events are stale if what they name was destroyed since.

export interface ContactEvent {
  readonly type: 'begin' | 'end'
  readonly shapeA: ShapeId
  readonly shapeB: ShapeId
  /** 0 at the end. */
  readonly contact: ContactId
  /** Where they touch; at the end the centre of mass of A's body. */
  readonly pointM: Vec2
  /** From A to B; zero at the end. */
  readonly normal: Vec2
}

/** A contact that was approached with more than 1 m/s. */
export interface HitEvent {
  readonly shapeA: ShapeId
  readonly shapeB: ShapeId
  readonly pointM: Vec2
  /** From A to B. */
  readonly normal: Vec2
  readonly approachSpeedMps: number
  /** Of all points, summed over the step. */
  readonly normalImpulseNs: number
}

export interface SensorEvent {
  readonly type: 'begin' | 'end'
  readonly sensor: ShapeId
  readonly visitor: ShapeId
  readonly visitorUserData: bigint
  /** The centre of mass of the visitor's body. */
  readonly visitorM: Vec2
}

export interface JointEvent {
  /** `overload`: it carried more than its threshold; `break`: it was destroyed by its load. */
  readonly type: 'overload' | 'break'
  readonly joint: JointId
  /** On body B. */
  readonly forceN: Vec2
  readonly torqueNm: number
  readonly separationM: number
  readonly userData: bigint
}

export interface BodyEvent {
  /** `freeze`: its motion left the range of numbers, and it stopped where it was. */
  readonly type: 'move' | 'sleep' | 'wake' | 'freeze'
  readonly body: BodyId
  readonly xM: number
  readonly yM: number
  /** Cosine and sine of the angle. */
  readonly c: number
  readonly s: number
  readonly userData: bigint
}

const EVENT_BYTES = quoinContactEvent.bytes
const CONTACT_TYPES = new Map<number, ContactEvent['type']>([
  [CONTACT_EVENT_BEGIN, 'begin'],
  [CONTACT_EVENT_END, 'end'],
])
const SENSOR_TYPES = new Map<number, SensorEvent['type']>([
  [SENSOR_EVENT_BEGIN, 'begin'],
  [SENSOR_EVENT_END, 'end'],
])
const JOINT_TYPES = new Map<number, JointEvent['type']>([
  [JOINT_EVENT_OVERLOAD, 'overload'],
  [JOINT_EVENT_BREAK, 'break'],
])
const BODY_TYPES = new Map<number, BodyEvent['type']>([
  [BODY_EVENT_MOVE, 'move'],
  [BODY_EVENT_SLEEP, 'sleep'],
  [BODY_EVENT_WAKE, 'wake'],
  [BODY_EVENT_FREEZE, 'freeze'],
])

function readType<Type>(memory: Memory, at: number, types: Map<number, Type>): Type {
  const type = memory.getU32(at)
  return types.get(type) ?? raise('unknown', 'world.events', `event type ${type} is not known`)
}

function readVec2(memory: Memory, at: number): Vec2 {
  return { x: memory.getF32(at), y: memory.getF32(at + 4) }
}

export type ReadEvent<Event> = (memory: Memory, at: number) => Event

export function readEvents<Event>(
  memory: Memory,
  pointer: number,
  count: number,
  read: ReadEvent<Event>,
): Event[] {
  return Array.from({ length: count }, (_, index) => read(memory, pointer + index * EVENT_BYTES))
}

export function readContactEvent(memory: Memory, at: number): ContactEvent {
  return {
    type: readType(memory, at + quoinContactEvent.type, CONTACT_TYPES),
    shapeA: memory.getU32(at + quoinContactEvent.shapeA) as ShapeId,
    shapeB: memory.getU32(at + quoinContactEvent.shapeB) as ShapeId,
    contact: memory.getU32(at + quoinContactEvent.contact) as ContactId,
    pointM: readVec2(memory, at + quoinContactEvent.pointXM),
    normal: readVec2(memory, at + quoinContactEvent.normalX),
  }
}

export function readHitEvent(memory: Memory, at: number): HitEvent {
  return {
    shapeA: memory.getU32(at + quoinHitEvent.shapeA) as ShapeId,
    shapeB: memory.getU32(at + quoinHitEvent.shapeB) as ShapeId,
    pointM: readVec2(memory, at + quoinHitEvent.pointXM),
    normal: readVec2(memory, at + quoinHitEvent.normalX),
    approachSpeedMps: memory.getF32(at + quoinHitEvent.approachSpeedMps),
    normalImpulseNs: memory.getF32(at + quoinHitEvent.normalImpulseNs),
  }
}

export function readSensorEvent(memory: Memory, at: number): SensorEvent {
  return {
    type: readType(memory, at + quoinSensorEvent.type, SENSOR_TYPES),
    sensor: memory.getU32(at + quoinSensorEvent.sensor) as ShapeId,
    visitor: memory.getU32(at + quoinSensorEvent.visitor) as ShapeId,
    visitorUserData: memory.getU64(at + quoinSensorEvent.visitorUserDataLow),
    visitorM: readVec2(memory, at + quoinSensorEvent.visitorXM),
  }
}

export function readJointEvent(memory: Memory, at: number): JointEvent {
  return {
    type: readType(memory, at + quoinJointEvent.type, JOINT_TYPES),
    joint: memory.getU32(at + quoinJointEvent.joint) as JointId,
    forceN: readVec2(memory, at + quoinJointEvent.forceXN),
    torqueNm: memory.getF32(at + quoinJointEvent.torqueNm),
    separationM: memory.getF32(at + quoinJointEvent.separationM),
    userData: memory.getU64(at + quoinJointEvent.userDataLow),
  }
}

export function readBodyEvent(memory: Memory, at: number): BodyEvent {
  return {
    type: readType(memory, at + quoinBodyEvent.type, BODY_TYPES),
    body: memory.getU32(at + quoinBodyEvent.body) as BodyId,
    xM: memory.getF32(at + quoinBodyEvent.xM),
    yM: memory.getF32(at + quoinBodyEvent.yM),
    c: memory.getF32(at + quoinBodyEvent.c),
    s: memory.getF32(at + quoinBodyEvent.s),
    userData: memory.getU64(at + quoinBodyEvent.userDataLow),
  }
}
