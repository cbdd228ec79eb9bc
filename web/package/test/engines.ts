// The real engine, both builds, shared by the tests of one file.
import { afterAll } from 'vitest'
import type { Engine } from '../src/engine.js'
import { load } from '../src/load.js'
import { PhysicsWorld } from '../src/physics-world.js'

export const GRAVITY = { x: 0, y: -10 }
const ORIGIN = { x: 0, y: 0 }
const TRIANGLE = [
  { x: -0.4, y: 0 },
  { x: 0.4, y: 0 },
  { x: 0, y: 0.5 },
]

/** An instance of its own, in which nothing happened yet. */
export async function freshEngine(): Promise<Engine> {
  const shared = await load()
  const fresh = await load({ module: shared.module })
  shared.release()
  return fresh
}

export async function bothEngines(): Promise<{ simd: Engine; scalar: Engine }> {
  const simd = await load({ simd: 'on' })
  const scalar = await load({ simd: 'off' })
  afterAll(() => {
    simd.release()
    scalar.release()
  })
  return { simd, scalar }
}

/** A floor and a leaning pile of boxes, circles and hulls, with one pendulum. */
export function pileWorld(engine: Engine, bodyCount = 40): PhysicsWorld {
  const world = new PhysicsWorld(engine, { gravityMps2: GRAVITY })
  const floor = world.body.create({ type: 'static' })
  world.shape.createBox(floor, { x: 0, y: -0.5 }, { x: 50, y: 0.5 }, 0)
  for (let index = 0; index < bodyCount; index++) {
    const body = world.body.create({
      type: 'dynamic',
      positionM: { x: (index % 5) * 0.9, y: 1 + Math.floor(index / 5) * 1.1 },
      angleRad: index * 0.2,
    })
    if (index % 3 === 0) world.shape.createCircle(body, ORIGIN, 0.4)
    else if (index % 3 === 1) world.shape.createBox(body, ORIGIN, { x: 0.4, y: 0.3 }, 0)
    else world.shape.createPolygon(body, TRIANGLE, 0)
  }
  const bob = world.body.create({ type: 'dynamic', positionM: { x: -4, y: 5 } })
  world.shape.createCapsule(bob, { x: -0.5, y: 0 }, { x: 0.5, y: 0 }, 0.2)
  world.revolute.create({ base: world.joint.baseAt(floor, bob, { x: -6, y: 5 }, 0) })
  return world
}
