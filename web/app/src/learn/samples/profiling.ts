import { type Engine, PhysicsWorld } from 'quoin'

const SIDE = 12

function pile(engine: Engine): PhysicsWorld {
  const world = new PhysicsWorld(engine)
  const ground = world.body.create({ type: 'static' })
  world.shape.createBox(ground, { x: 0, y: -1 }, { x: 40, y: 1 }, 0)
  for (let index = 0; index < SIDE * SIDE; index++) {
    const positionM = { x: (index % SIDE) - SIDE / 2, y: 0.5 + Math.floor(index / SIDE) }
    const body = world.body.create({ type: 'dynamic', positionM })
    world.shape.createBox(body, { x: 0, y: 0 }, { x: 0.45, y: 0.45 }, 0)
  }
  return world
}

/** Microseconds of each stage of a step: the mean of so many steps of a pile of boxes. */
export function profile(
  engine: Engine,
  steps: number,
  timeline: boolean,
): ReadonlyMap<string, number> {
  const world = pile(engine)
  // With `timeline` each stage is an entry of the browser's profiler too.
  world.setProfiling(true, { timeline })
  const sums = new Map<string, number>()
  for (let step = 0; step < steps; step++) {
    world.step(1 / 60)
    for (const [stage, us] of world.profile().entries()) {
      const name = world.stageName(stage)
      sums.set(name, (sums.get(name) ?? 0) + us / steps)
    }
  }
  world.dispose()
  return sums
}
