import { box, ground, vec } from '../kit'
import { type Scene, view } from '../scene'

const ROW_COUNT = 16
const HALF_M = 0.5

export const pyramid: Scene = {
  name: 'pyramid',
  title: 'Pyramid',
  hint: 'Take blocks off the top or ram its foot, then draw the rewind bar and try another way.',
  views: [view(0, 7.4, 24, 17)],
  setup(world) {
    ground(world)
    for (let row = 0; row < ROW_COUNT; row++) {
      for (let column = 0; column < ROW_COUNT - row; column++) {
        const x = (column - (ROW_COUNT - row - 1) / 2) * (2 * HALF_M + 0.08)
        box(world, vec(x, HALF_M + row * 2 * HALF_M), vec(HALF_M, HALF_M))
      }
    }
    return undefined
  },
}
