import type { PhysicsWorld } from 'quoin'
import { box, ground, vec } from '../kit'
import { type Scene, view } from '../scene'

const LEVEL_COUNT = 5
const HALF_LENGTH_M = 0.8
const HALF_THICKNESS_M = 0.02
const LEAN_RAD = Math.PI / 6
const OVERHANG_M = 0.4
const CARD = { material: { friction: 0.9 }, densityKgpm2: 200 }

// How far apart two leaning cards stand, and how high their middles are.
const PITCH_M =
  2 * (HALF_LENGTH_M * Math.sin(LEAN_RAD) + HALF_THICKNESS_M * Math.cos(LEAN_RAD)) + 0.002
const MIDDLE_M = HALF_LENGTH_M * Math.cos(LEAN_RAD) + HALF_THICKNESS_M * Math.sin(LEAN_RAD)

function card(world: PhysicsWorld, x: number, y: number, angleRad: number): void {
  box(world, vec(x, y), vec(HALF_THICKNESS_M, HALF_LENGTH_M), CARD, { angleRad })
}

export const cards: Scene = {
  name: 'cards',
  title: 'Card house',
  hint: 'It stands by friction alone: breathe on a card, or pull out one at the bottom.',
  views: [view(0, 3.5, 18, 9.4)],
  setup(world) {
    ground(world, 60, { material: { friction: 0.9 } })
    for (let level = 0; level < LEVEL_COUNT; level++) {
      const tents = LEVEL_COUNT - level
      const base = level * (2 * MIDDLE_M + 2 * HALF_THICKNESS_M)
      for (let tent = 0; tent < tents; tent++) {
        const x = (tent - (tents - 1) / 2) * 2 * PITCH_M
        card(world, x - PITCH_M / 2, base + MIDDLE_M, -LEAN_RAD)
        card(world, x + PITCH_M / 2, base + MIDDLE_M, LEAN_RAD)
      }
      if (tents === 1) continue
      const shelf = vec((tents - 1) * PITCH_M + OVERHANG_M, HALF_THICKNESS_M)
      box(world, vec(0, base + 2 * MIDDLE_M + HALF_THICKNESS_M), shelf, CARD)
    }
    return undefined
  },
}
