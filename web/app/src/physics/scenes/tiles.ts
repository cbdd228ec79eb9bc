import type { ShapeId, Vec2 } from 'quoin'
import { ball, polygon, vec } from '../kit'
import { type Scene, view } from '../scene'

const CELL_M = 0.5
const WIDTH = 52
const HEIGHT = 26
const ORIGIN = vec((-WIDTH * CELL_M) / 2, 0)

// A hill to either side and a cave in the left one.
function isSolid(x: number, y: number): boolean {
  const surface = 7 + 5 * Math.cos((x / WIDTH) * 4 * Math.PI)
  const isCave = Math.hypot(x - 6, (y - 6) * 1.4) < 4
  const isWall = x === 0 || x === WIDTH - 1 || y === 0
  return isWall || (y < surface && !isCave)
}

const cellOf = (at: Vec2) => ({
  x: Math.floor((at.x - ORIGIN.x) / CELL_M),
  y: Math.floor((at.y - ORIGIN.y) / CELL_M),
})

export const tiles: Scene = {
  name: 'tiles',
  title: 'Tiles',
  hint: 'Click or drag to build and dig; balls roll over the joints of the cells without a bump.',
  views: [view(0, 6.5, 27, 14)],
  setup(world) {
    const ground = world.body.create()
    const grid: ShapeId = world.tiles.create(ground, {
      originM: ORIGIN,
      cellM: CELL_M,
      width: WIDTH,
      height: HEIGHT,
      material: { material: { friction: 0.5 } },
    })
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < WIDTH; x++) {
        if (isSolid(x, y)) world.tiles.setCell(grid, x, y, true)
      }
    }
    for (let index = 0; index < 7; index++) ball(world, vec(-9 + index * 3, 10), 0.35)
    for (let index = 0; index < 4; index++) polygon(world, vec(-6 + index * 4, 12), 5, 0.4)
    let isBuilding = false
    const paint = (at: Vec2) => {
      const { x, y } = cellOf(at)
      const isInside = x > 0 && y > 0 && x < WIDTH - 1 && y < HEIGHT
      if (isInside) world.tiles.setCell(grid, x, y, isBuilding)
    }
    return {
      press(at, body) {
        if (body !== undefined) return false
        const { x, y } = cellOf(at)
        isBuilding = !world.tiles.cell(grid, x, y)
        paint(at)
        return true
      },
      drag: paint,
      status: () => `${world.tiles.solidCount(grid)} solid cells`,
      paintUnder(pen) {
        for (let y = 0; y < HEIGHT; y++) {
          for (let x = 0; x < WIDTH; x++) {
            if (!world.tiles.cell(grid, x, y)) continue
            const lower = vec(ORIGIN.x + x * CELL_M, ORIGIN.y + y * CELL_M)
            const tint = (x + y) % 2 === 0 ? '#3d3263' : '#43376a'
            pen.box(lower, vec(lower.x + CELL_M, lower.y + CELL_M), tint)
          }
        }
      },
    }
  },
}
