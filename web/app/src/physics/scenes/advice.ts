import { DEBUG_IDS, DEBUG_SHAPES } from 'quoin'
import { ball, box, ground, joined, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

export const advice: Scene = {
  name: 'advice',
  title: 'Advice',
  hint: 'A world that is set up badly on purpose: the engine says what is wrong, by number.',
  views: [view(0, 4.6, 24, 13)],
  shows: DEBUG_SHAPES | DEBUG_IDS,
  setup(world) {
    ground(world)
    // Heavy on light.
    box(world, vec(-8, 0.3), vec(0.3, 0.3), { densityKgpm2: 20 })
    box(world, vec(-8, 1.9), vec(1.3, 1.3), { densityKgpm2: 5000 })
    // Shapes without weight.
    ball(world, vec(-4, 3), 0.5, { densityKgpm2: 0 })
    // A pile that bounces for ever.
    for (let index = 0; index < 5; index++) {
      ball(world, vec(-1 + (index % 3) * 0.9, 2 + index), 0.5, { material: { restitution: 0.98 } })
    }
    // Overlapping from the start, too thin, too small, too rough.
    box(world, vec(3, 0.5), vec(0.5, 0.5), {}, { isAwake: false })
    box(world, vec(3.3, 0.6), vec(0.5, 0.5), {}, { isAwake: false })
    box(world, vec(5, 2), vec(1, 0.003))
    ball(world, vec(6.6, 2), 0.004)
    box(world, vec(8, 2), vec(0.6, 0.4), { material: { friction: 40 } })
    // A shape that meets nothing, held by a motor that may not push.
    const post = slab(world, vec(10, 5), vec(0.2, 0.2))
    const deaf = box(world, vec(10, 4), vec(0.3, 1), { filter: { maskBits: 0n } })
    world.revolute.create({
      base: joined(world, post, deaf, vec(10, 5)),
      enableMotor: true,
      motorSpeedRadps: 3,
      enableSpring: true,
    })
    return undefined
  },
}
