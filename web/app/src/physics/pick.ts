// Which dynamic body is under a point.
//
// The world is asked with rays: one that starts just outside a body, in whatever lies beside it,
// meets that body first, because a ray does not see the shape that it starts in. A second ray, from
// the point to the middle of what was found, tells whether the point is inside: then it meets
// nothing of it.
import type { BodyId, PhysicsWorld, ShapeId, Vec2 } from 'quoin'

const ALL_BITS = 0xffffffffffffffffn
const ALL = { categoryBits: ALL_BITS, maskBits: ALL_BITS }
const DIRECTION_COUNT = 8
const FIRST_REACH_M = 0.05
const LAST_REACH_M = 8
const REACH_GROWTH = 1.5

function isInside(world: PhysicsWorld, shape: ShapeId, at: Vec2): boolean {
  const { lower, upper } = world.shape.aabb(shape)
  if (at.x < lower.x || at.x > upper.x || at.y < lower.y || at.y > upper.y) return false
  const toMiddle = { x: (lower.x + upper.x) / 2 - at.x, y: (lower.y + upper.y) / 2 - at.y }
  if (Math.hypot(toMiddle.x, toMiddle.y) < 1e-4) return true
  return world.castRay(at, toMiddle, ALL).shape !== shape
}

function bodyOf(world: PhysicsWorld, shape: ShapeId, at: Vec2): BodyId | undefined {
  if (!shape) return undefined
  const body = world.shape.body(shape)
  return world.body.getType(body) === 'dynamic' && isInside(world, shape, at) ? body : undefined
}

function pickExactly(world: PhysicsWorld, at: Vec2): BodyId | undefined {
  for (let reachM = FIRST_REACH_M; reachM < LAST_REACH_M; reachM *= REACH_GROWTH) {
    for (let index = 0; index < DIRECTION_COUNT; index++) {
      const angle = (index * 2 * Math.PI) / DIRECTION_COUNT
      const x = reachM * Math.cos(angle)
      const y = reachM * Math.sin(angle)
      const hit = world.castRay({ x: at.x + x, y: at.y + y }, { x: -x, y: -y }, ALL)
      const body = bodyOf(world, hit.shape, at)
      if (body !== undefined) return body
    }
  }
  return undefined
}

/** The body at the point, or else one within so many metres: fingers are less exact than arrows. */
export function pickBody(world: PhysicsWorld, at: Vec2, slackM: number): BodyId | undefined {
  const exact = pickExactly(world, at)
  if (exact !== undefined || slackM <= 0) return exact
  for (let index = 0; index < DIRECTION_COUNT; index++) {
    const angle = (index * 2 * Math.PI) / DIRECTION_COUNT
    const translation = { x: slackM * Math.cos(angle), y: slackM * Math.sin(angle) }
    const { shape } = world.castRay(at, translation, ALL)
    const body = shape ? world.shape.body(shape) : undefined
    if (body !== undefined && world.body.getType(body) === 'dynamic') return body
  }
  return undefined
}

/** All shapes along a line, each once, in the order in which it is met. */
export function shapesAlong(world: PhysicsWorld, from: Vec2, to: Vec2): ShapeId[] {
  const found: ShapeId[] = []
  let at = from
  for (let tries = 0; tries < 256; tries++) {
    const rest = { x: to.x - at.x, y: to.y - at.y }
    const lengthM = Math.hypot(rest.x, rest.y)
    if (lengthM < 1e-3) break
    const { shape, fraction } = world.castRay(at, rest, ALL)
    if (!shape) break
    if (!found.includes(shape)) found.push(shape)
    // A little into the shape, where the next ray does not see it.
    const next = fraction + 2e-3 / lengthM
    at = { x: at.x + rest.x * next, y: at.y + rest.y * next }
  }
  return found
}
