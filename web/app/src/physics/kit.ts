// What scenes are built from: bodies of one shape, ground, and dice that fall the same every time.
import type { BodyDef, BodyId, Given, JointBase, PhysicsWorld, ShapeDef, Vec2 } from 'quoin'

export type ShapeGiven = Given<ShapeDef>
export type BodyGiven = Given<BodyDef>

// Below what any screen shows.
const DEPTH_M = 12

export function vec(x: number, y: number): Vec2 {
  return { x, y }
}

export function box(
  world: PhysicsWorld,
  at: Vec2,
  half: Vec2,
  shape: ShapeGiven = {},
  body: BodyGiven = {},
): BodyId {
  const id = world.body.create({ type: 'dynamic', positionM: at, ...body })
  world.shape.createBox(id, vec(0, 0), half, 0, shape)
  return id
}

export function ball(
  world: PhysicsWorld,
  at: Vec2,
  radiusM: number,
  shape: ShapeGiven = {},
  body: BodyGiven = {},
): BodyId {
  const id = world.body.create({ type: 'dynamic', positionM: at, ...body })
  world.shape.createCircle(id, vec(0, 0), radiusM, shape)
  return id
}

/** A regular polygon of 3 to 8 corners. */
export function polygon(
  world: PhysicsWorld,
  at: Vec2,
  corners: number,
  radiusM: number,
  roundM = 0,
  shape: ShapeGiven = {},
  body: BodyGiven = {},
): BodyId {
  const id = world.body.create({ type: 'dynamic', positionM: at, ...body })
  const points = Array.from({ length: corners }, (_, index) => {
    const angle = (index * 2 * Math.PI) / corners
    return vec(radiusM * Math.cos(angle), radiusM * Math.sin(angle))
  })
  world.shape.createPolygon(id, points, roundM, shape)
  return id
}

/** A box that never moves, or moves by its velocity where `body` says kinematic. */
export function slab(
  world: PhysicsWorld,
  at: Vec2,
  half: Vec2,
  angleRad = 0,
  shape: ShapeGiven = {},
  body: BodyGiven = {},
): BodyId {
  return box(world, at, half, shape, { type: 'static', angleRad, ...body })
}

/** Ground with its top at y = 0. */
export function ground(world: PhysicsWorld, halfWidthM = 60, shape: ShapeGiven = {}): BodyId {
  return slab(world, vec(0, -DEPTH_M), vec(halfWidthM, DEPTH_M), 0, shape)
}

/** Ground with a wall at either side, open at the top. */
export function bin(world: PhysicsWorld, halfWidthM: number, heightM: number): BodyId {
  const body = world.body.create()
  world.shape.createBox(body, vec(0, -0.5), vec(halfWidthM + 1, 0.5), 0)
  for (const side of [-1, 1]) {
    const center = vec(side * (halfWidthM + 0.5), heightM / 2)
    world.shape.createBox(body, center, vec(0.5, heightM / 2), 0)
  }
  return body
}

/** A body without shapes that never moves, for a joint to hang on. */
export function peg(world: PhysicsWorld, at: Vec2): BodyId {
  return world.body.create({ positionM: at })
}

/** What both bodies of a joint share at a point of the world. */
export function joined(
  world: PhysicsWorld,
  bodyA: BodyId,
  bodyB: BodyId,
  at: Vec2,
  axisRad = 0,
): JointBase {
  return world.joint.baseAt(bodyA, bodyB, at, axisRad)
}

/** Links of a capsule each, from one point to another; returns them in that order. */
export function links(
  world: PhysicsWorld,
  from: Vec2,
  to: Vec2,
  count: number,
  radiusM: number,
  shape: ShapeGiven = {},
): BodyId[] {
  const half = vec((to.x - from.x) / count / 2, (to.y - from.y) / count / 2)
  return Array.from({ length: count }, (_, index) => {
    const at = vec(from.x + half.x * (2 * index + 1), from.y + half.y * (2 * index + 1))
    const body = world.body.create({ type: 'dynamic', positionM: at })
    world.shape.createCapsule(body, vec(-half.x, -half.y), half, radiusM, shape)
    return body
  })
}

/** Numbers in [0, 1) that are the same on every visit. */
export class Dice {
  #state: number

  constructor(seed = 1) {
    this.#state = seed
  }

  next(): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0
    return this.#state / 2 ** 32
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next()
  }
}

/** The tick that the next step takes the world to. */
export function nextTick(world: PhysicsWorld): number {
  return world.getCounters().tickCount + 1
}
