import { box, ground, vec } from '../kit'
import { type Scene, view } from '../scene'

const ROW_COUNT = 16
const HALF_M = 0.5

export const pyramid: Scene = {
  name: 'pyramid',
  title: 'Pyramid',
  hint: 'Pull a block out of the lowest row, then rewind and pull another.',
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
