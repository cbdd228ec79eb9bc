import { box, ground, vec } from '../kit'
import { type Scene, view } from '../scene'

const STACK_COUNT = 24

export const stiffness: Scene = {
  name: 'stiffness',
  title: 'Heavy on light',
  hint: 'A slab of a hundred tons rests on small boxes, and a tower stands: lean on both.',
  views: [view(1, 11.6, 27, 27)],
  setup(world) {
    ground(world)
    for (const x of [-8, -6, -4, -2]) {
      for (const level of [0, 1]) box(world, vec(x, 0.4 + level * 0.8), vec(0.4, 0.4))
    }
    box(world, vec(-5, 3.1), vec(5, 1.5), { densityKgpm2: 3500 })
    box(world, vec(-5, 5.1), vec(0.5, 0.5))
    for (let level = 0; level < STACK_COUNT; level++) {
      box(world, vec(7, 0.5 + level), vec(0.5, 0.5))
    }
    for (let level = 0; level < 12; level++) {
      // Ever wider upwards, so that each carries more than it weighs.
      box(world, vec(12, 0.4 + level * 0.8), vec(0.3 + level * 0.08, 0.4))
    }
    return undefined
  },
}
