import type { BodyId, PhysicsWorld } from 'quoin'
import { ball, box, ground, joined, links, nextTick, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const BRICK_HALF = vec(0.6, 0.4)
const LOAD_TICKS = 60
const BASKET_M = -10

// Bricks that are welded to their neighbours until a weld carries too much.
function wall(world: PhysicsWorld): void {
  const rows: BodyId[][] = []
  for (let row = 0; row < 7; row++) {
    const bricks = Array.from({ length: 4 }, (_, column) =>
      box(world, vec(3 + column * 1.2, 0.4 + row * 0.8), BRICK_HALF),
    )
    rows.push(bricks)
  }
  const weld = (a: BodyId | undefined, b: BodyId | undefined, x: number, y: number) => {
    if (a === undefined || b === undefined) return
    const base = joined(world, a, b, vec(x, y))
    world.weld.create({ base: { ...base, maxForceN: 2.5e5, maxTorqueNm: 1e5, breaks: true } })
  }
  rows.forEach((bricks, row) => {
    bricks.forEach((brick, column) => {
      const x = 3 + column * 1.2
      const y = 0.4 + row * 0.8
      weld(brick, bricks[column + 1], x + 0.6, y)
      weld(brick, rows[row + 1]?.[column], x, y + 0.4)
    })
  })
}

// A chain with a basket at its end; the load grows until a link gives way.
function basket(world: PhysicsWorld): void {
  const hook = slab(world, vec(BASKET_M, 11), vec(0.5, 0.3))
  let before: BodyId = hook
  const chain = links(world, vec(BASKET_M, 10.7), vec(BASKET_M, 6.7), 6, 0.12)
  chain.forEach((link, index) => {
    const base = joined(world, before, link, vec(BASKET_M, 10.7 - (4 * index) / 6))
    world.revolute.create({ base: { ...base, maxForceN: 3e4, breaks: true } })
    before = link
  })
  const tray = world.body.create({ type: 'dynamic', positionM: vec(BASKET_M, 4.7) })
  world.shape.createBox(tray, vec(0, 0), vec(1.8, 0.12), 0, { densityKgpm2: 200 })
  for (const side of [-1, 1]) {
    world.shape.createBox(tray, vec(side * 1.7, 0.6), vec(0.1, 0.6), 0, { densityKgpm2: 200 })
    const strap = { lengthM: Math.hypot(1.7, 0.9) }
    const base = { bodyA: before, bodyB: tray, anchorBM: vec(side * 1.7, 1.2) }
    const tip = world.body.localPoint(before, vec(BASKET_M, 6.7))
    world.distance.create({ base: { ...base, anchorAM: tip }, ...strap })
  }
}

export const breaking: Scene = {
  name: 'breaking',
  title: 'Joints that break',
  hint: 'The basket fills until the chain gives way; swing the ball into the welded wall.',
  views: [view(-1.7, 6, 23, 14)],
  events: ['joint'],
  setup(world) {
    ground(world)
    wall(world)
    basket(world)
    const hook = slab(world, vec(0.5, 12.5), vec(0.4, 0.2))
    const wrecker = ball(world, vec(-5.7, 7.6), 0.9, { densityKgpm2: 1500 })
    const rope = { enableLimit: true, lowerLengthM: 0, upperLengthM: 8 }
    world.distance.create({ base: { bodyA: hook, bodyB: wrecker }, ...rope })
    return {
      tick() {
        const turn = nextTick(world) / LOAD_TICKS
        if (!Number.isInteger(turn) || turn > 14) return
        box(world, vec(BASKET_M + (turn % 2 === 0 ? -0.8 : 0.8), 6.4), vec(0.32, 0.32), {
          densityKgpm2: 900,
        })
      },
    }
  },
}
