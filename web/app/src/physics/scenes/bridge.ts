import { DEBUG_SHAPES, type PhysicsWorld } from 'quoin'
import { ball, box, joined, links, polygon, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const PLANK_COUNT = 24
const PLANK_HALF_M = 0.5

function bridgeDeck(world: PhysicsWorld): void {
  const left = slab(world, vec(-20, -8), vec(8, 8))
  const right = slab(world, vec(20, -8), vec(8, 8))
  let before = left
  for (let index = 0; index < PLANK_COUNT; index++) {
    const x = -12 + PLANK_HALF_M * (2 * index + 1)
    const plank = box(world, vec(x, -0.15), vec(PLANK_HALF_M, 0.15), { densityKgpm2: 400 })
    const base = joined(world, before, plank, vec(x - PLANK_HALF_M, -0.15))
    world.revolute.create({ base })
    before = plank
  }
  world.revolute.create({ base: joined(world, before, right, vec(12, -0.15)) })
}

function ballAndChain(world: PhysicsWorld): void {
  const hook = slab(world, vec(-2, 12), vec(0.6, 0.3))
  const chain = links(world, vec(-2, 11.7), vec(-10, 9), 12, 0.13, { densityKgpm2: 300 })
  let before = hook
  for (const [index, link] of chain.entries()) {
    const at = vec(-2 - (8 * index) / 12, 11.7 - (2.7 * index) / 12)
    world.revolute.create({ base: joined(world, before, link, at) })
    before = link
  }
  const weight = ball(world, vec(-11.2, 8.6), 1.2, { densityKgpm2: 5000 })
  world.revolute.create({ base: joined(world, before, weight, vec(-10, 9)) })
}

export const bridge: Scene = {
  name: 'bridge',
  title: 'Bridge and chain',
  hint: 'Swing the heavy ball; its thin chain holds it, and the bridge carries what falls.',
  views: [view(0, 4, 28, 19)],
  layers: DEBUG_SHAPES,
  setup(world) {
    bridgeDeck(world)
    ballAndChain(world)
    for (const x of [-4, 0, 4]) ball(world, vec(x, 1), 0.6)
    for (const x of [6, 8]) polygon(world, vec(x, 1), 6, 0.6)
    return undefined
  },
}
