// The events of one step, read out of the engine's records.
import type { ShapeId, Vec2 } from './definitions.js'
import { raise } from './errors.js'
import { EVENT_CONTACT_BEGIN, EVENT_CONTACT_END, EVENT_HIT, quoinEvent } from './exports.gen.js'
import type { Memory } from './memory.js'

export interface PhysicsEvent {
  /** `hit` is a contact that began with more than 1 m/s of approach. */
  readonly type: 'contact-begin' | 'contact-end' | 'hit'
  /** Stale by now if the event is the end of a contact of a destroyed shape. */
  readonly shapeA: ShapeId
  readonly shapeB: ShapeId
  readonly pointM: Vec2
  /** Points from shape A to shape B. */
  readonly normal: Vec2
  /** Speed of approach of a hit, else 0. */
  readonly speedMps: number
}

const TYPES = new Map<number, PhysicsEvent['type']>([
  [EVENT_CONTACT_BEGIN, 'contact-begin'],
  [EVENT_CONTACT_END, 'contact-end'],
  [EVENT_HIT, 'hit'],
])

function readEvent(memory: Memory, at: number): PhysicsEvent {
  const type = memory.getU32(at + quoinEvent.type)
  return {
    type: TYPES.get(type) ?? raise('unknown', 'world.events', `event type ${type} is not known`),
    shapeA: memory.getU32(at + quoinEvent.shapeA) as ShapeId,
    shapeB: memory.getU32(at + quoinEvent.shapeB) as ShapeId,
    pointM: {
      x: memory.getF32(at + quoinEvent.pointXM),
      y: memory.getF32(at + quoinEvent.pointYM),
    },
    normal: {
      x: memory.getF32(at + quoinEvent.normalX),
      y: memory.getF32(at + quoinEvent.normalY),
    },
    speedMps: memory.getF32(at + quoinEvent.speedMps),
  }
}

export function readEvents(memory: Memory, pointer: number, count: number): PhysicsEvent[] {
  return Array.from({ length: count }, (_, index) =>
    readEvent(memory, pointer + index * quoinEvent.bytes),
  )
}
