import { box, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const FAR_M = 99_900
const ROW_COUNT = 10

export const far: Scene = {
  name: 'far',
  title: 'Far away',
  hint: 'The same pyramid at the origin and a hundred kilometres out: disturb both and compare.',
  views: [view(0, 5.4, 13, 14), view(FAR_M, 5.4, 13, 14)],
  setup(world) {
    for (const originM of [0, FAR_M]) {
      slab(world, vec(originM, -0.5), vec(20, 0.5))
      for (let row = 0; row < ROW_COUNT; row++) {
        for (let column = 0; column < ROW_COUNT - row; column++) {
          const x = (column - (ROW_COUNT - row - 1) / 2) * 1.125
          box(world, vec(originM + x, 0.5 + row), vec(0.5, 0.5))
        }
      }
    }
    return {
      paintOver(pen) {
        pen.text(vec(0, 12), 'at 0 m')
        pen.text(vec(FAR_M, 12), 'at 99 900 m')
      },
    }
  },
}
