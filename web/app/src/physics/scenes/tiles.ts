import type { PhysicsWorld, ShapeId, Vec2 } from 'quoin'
import { ball, polygon, vec } from '../kit'
import type { Pen } from '../pen'
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

function makeGrid(world: PhysicsWorld): ShapeId {
  const grid = world.tiles.create(world.body.create(), {
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
  return grid
}

/** Builds where the stroke began in the open, and digs where it began in the solid. */
class Brush {
  readonly #world: PhysicsWorld
  readonly #grid: ShapeId
  #isBuilding = false
  #last = vec(0, 0)

  constructor(world: PhysicsWorld, grid: ShapeId) {
    this.#world = world
    this.#grid = grid
  }

  begin(at: Vec2): void {
    const { x, y } = cellOf(at)
    this.#isBuilding = !this.#world.tiles.cell(this.#grid, x, y)
    this.#last = at
    this.paintTo(at)
  }

  /** Every cell on the way from where the pointer was in the tick before. */
  paintTo(at: Vec2): void {
    const way = vec(at.x - this.#last.x, at.y - this.#last.y)
    const count = Math.ceil(Math.hypot(way.x, way.y) / (CELL_M / 2)) + 1
    for (let index = 1; index <= count; index++) {
      const share = index / count
      this.#set(vec(this.#last.x + way.x * share, this.#last.y + way.y * share))
    }
    this.#last = at
  }

  // Walls and floor stay.
  #set(at: Vec2): void {
    const { x, y } = cellOf(at)
    const isInside = x > 0 && y > 0 && x < WIDTH - 1 && y < HEIGHT
    if (isInside) this.#world.tiles.setCell(this.#grid, x, y, this.#isBuilding)
  }
}

function paintCells(world: PhysicsWorld, grid: ShapeId, pen: Pen): void {
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      if (!world.tiles.cell(grid, x, y)) continue
      const lower = vec(ORIGIN.x + x * CELL_M, ORIGIN.y + y * CELL_M)
      const tint = (x + y) % 2 === 0 ? '#3d3263' : '#43376a'
      pen.box(lower, vec(lower.x + CELL_M, lower.y + CELL_M), tint)
    }
  }
}

export const tiles: Scene = {
  name: 'tiles',
  title: 'Tiles',
  hint: 'Click or drag to build and dig; balls roll over the joints of the cells without a bump.',
  views: [view(0, 6.5, 27, 14)],
  setup(world) {
    const grid = makeGrid(world)
    const brush = new Brush(world, grid)
    for (let index = 0; index < 7; index++) ball(world, vec(-9 + index * 3, 10), 0.35)
    for (let index = 0; index < 4; index++) polygon(world, vec(-6 + index * 4, 12), 5, 0.4)
    return {
      press(at, body) {
        if (body !== undefined) return false
        brush.begin(at)
        return true
      },
      drag: (at) => brush.paintTo(at),
      status: () => `${world.tiles.solidCount(grid)} solid cells`,
      paintUnder: (pen) => paintCells(world, grid, pen),
    }
  },
}
