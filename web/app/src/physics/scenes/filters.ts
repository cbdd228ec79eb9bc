import type { PhysicsWorld } from 'quoin'
import { ball, bin, box, Dice, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const CIRCLES = 2n
const SQUARES = 4n
const ALL = 0xffffn

// Shelves that stop one kind and let the other through.
function shelves(world: PhysicsWorld): void {
  slab(world, vec(-6, 5), vec(4.6, 0.15), 0.06, { filter: { maskBits: ALL & ~CIRCLES } })
  slab(world, vec(-6, 2.4), vec(4.6, 0.15), -0.06, { filter: { maskBits: ALL & ~SQUARES } })
  slab(world, vec(-1, 5), vec(0.15, 5))
}

// Bodies that do not move in some direction, whatever hits them.
function locked(world: PhysicsWorld): void {
  const kinds = [
    { at: vec(2, 3), locks: { x: true } },
    { at: vec(5, 3), locks: { y: true, x: true } },
    { at: vec(8, 3), locks: { rotation: true } },
    { at: vec(10.4, 6), locks: { y: true } },
  ] as const
  for (const { at, locks } of kinds) box(world, at, vec(0.8, 0.4), {}, { locks })
}

export const filters: Scene = {
  name: 'filters',
  title: 'Filters and locks',
  hint: 'Left, shelves sort discs from boxes; right, bodies are locked in x, in y or in their turning.',
  views: [view(0, 5.2, 26, 14)],
  setup(world) {
    bin(world, 12, 12)
    shelves(world)
    locked(world)
    const dice = new Dice(11)
    for (let index = 0; index < 26; index++) {
      const at = vec(dice.between(-10, -3), 6.5 + index * 0.6)
      if (index % 2 === 0) ball(world, at, 0.35, { filter: { categoryBits: CIRCLES } })
      else box(world, at, vec(0.3, 0.3), { filter: { categoryBits: SQUARES } })
    }
    // One negative group: these lie in one another.
    for (let index = 0; index < 6; index++) {
      const at = vec(3 + index * 0.4, 8 + index)
      ball(world, at, 0.7, { filter: { group: -3 } })
    }
    return {
      paintOver(pen) {
        pen.text(vec(-6, 4.35), 'stops boxes', '#c9bcdd')
        pen.text(vec(-6, 1.75), 'stops discs', '#c9bcdd')
        pen.text(vec(5.6, -0.5), 'locked: x – x and y – turning – y', '#c9bcdd')
      },
    }
  },
}
