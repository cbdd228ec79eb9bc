import { type BodyId, type Engine, PhysicsWorld } from 'quoin'

/** A world of bodies that hang in the air. */
export function manyBodies(
  engine: Engine,
  count: number,
): { world: PhysicsWorld; bodies: BodyId[] } {
  const world = new PhysicsWorld(engine, { gravityMps2: { x: 0, y: 0 } })
  const bodies = Array.from({ length: count }, (_, index) =>
    world.body.create({ type: 'dynamic', positionM: { x: index, y: 1 } }),
  )
  return { world, bodies }
}

/** A call into WebAssembly for each body, and an object for each answer. */
export function oneByOne(world: PhysicsWorld, bodies: readonly BodyId[]): number {
  let sum = 0
  for (const body of bodies) sum += world.body.pose(body).p.y
  return sum
}

/** One call for all of them, and no object: numbers are read where they lie. */
export function allAtOnce(world: PhysicsWorld): number {
  const { floats, stride, length } = world.poses()
  let sum = 0
  for (let index = 0; index < length; index++) sum += floats[index * stride + 1] ?? 0
  return sum
}
