import type { BodyId, PhysicsWorld } from 'quoin'
import { ball, box, Dice, ground, joined, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const FLAG_COUNT = 12
const LEAF_COUNT = 26

const AIR = { dragKgpm2: 0.9, liftKgpm2: 1.2 }

function flag(world: PhysicsWorld): void {
  const pole = slab(world, vec(-9, 4.5), vec(0.12, 4.5))
  let before: BodyId = pole
  for (let index = 0; index < FLAG_COUNT; index++) {
    const x = -8.9 + index * 0.45
    const strip = box(world, vec(x + 0.225, 8.4), vec(0.22, 0.05), { densityKgpm2: 12 })
    world.revolute.create({ base: joined(world, before, strip, vec(x, 8.4)) })
    before = strip
  }
}

// A wing on a long arm: it soars where the lift carries it.
function kite(world: PhysicsWorld): void {
  const peg = slab(world, vec(3, 0.2), vec(0.3, 0.2))
  const wing = box(world, vec(8, 4), vec(1.3, 0.06), { densityKgpm2: 10 }, { angleRad: -0.35 })
  const rope = { enableLimit: true, lowerLengthM: 0, upperLengthM: 7 }
  const tied = (x: number, upperLengthM: number) =>
    world.distance.create({
      base: { bodyA: peg, bodyB: wing, anchorBM: vec(x, 0) },
      ...rope,
      upperLengthM,
    })
  tied(-1.1, 7)
  tied(0.9, 8.1)
}

export const wind: Scene = {
  name: 'wind',
  title: 'Wind',
  hint: 'Turn the wind up, down or round: flat things feel lift, round ones only drag.',
  views: [view(0, 5.2, 26, 14)],
  setup(world) {
    ground(world)
    for (const x of [-13, 13]) slab(world, vec(x, 1), vec(0.3, 1))
    flag(world)
    kite(world)
    const dice = new Dice(3)
    for (let index = 0; index < LEAF_COUNT; index++) {
      const at = vec(dice.between(-8, 8), dice.between(1, 3))
      const half = vec(dice.between(0.15, 0.35), 0.03)
      box(world, at, half, { densityKgpm2: 8 }, { angleRad: dice.between(0, 3) })
    }
    for (let index = 0; index < 6; index++) {
      ball(world, vec(-5 + index * 2, 2), 0.25, { densityKgpm2: 20 })
    }
    const field = world.field.create({ kind: 'wind', wind: { velocityMps: vec(9, 0), ...AIR } })
    const speed = () => world.field.wind(field).velocityMps.x
    const change = (by: number) => {
      const velocityMps = vec(Math.min(Math.max(speed() + by, -20), 20), 0)
      world.field.setWind(field, { velocityMps, ...AIR })
    }
    return {
      buttons: [
        { label: '◀ More', action: () => change(-3) },
        { label: 'Calm', action: () => change(-speed()) },
        { label: 'More ▶', action: () => change(3) },
      ],
      status: () => `wind ${speed().toFixed(0)} m/s`,
    }
  },
}
