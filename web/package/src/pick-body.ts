// Which dynamic body is under a point.
import type { PhysicsWorld } from './physics-world.js'
import type { BodyId, ShapeId, Vec2 } from './structs.gen.js'

function dynamicBodyOf(world: PhysicsWorld, shape: ShapeId): BodyId | undefined {
  const body = world.shape.body(shape)
  return world.body.getType(body) === 'dynamic' ? body : undefined
}

/**
 * The body that holds the point, or else the nearest within so many metres: fingers are less exact
 * than arrows.
 */
export function pickBody(world: PhysicsWorld, at: Vec2, slackM: number): BodyId | undefined {
  for (const shape of world.pointAll(at)) {
    const body = dynamicBodyOf(world, shape)
    if (body !== undefined) return body
  }
  const near = world.nearest({ pointM: at, maxDistanceM: slackM })
  return near && dynamicBodyOf(world, near.shape)
}
