import { type BodyId, DEBUG_SHAPES, type PhysicsWorld } from 'quoin'
import { ball, box, Dice, ground, joined, nextTick, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const FLAG_COUNT = 12
const LEAF_COUNT = 30
const TOP_MPS = 20
const EDGE_M = 15

// Pole, kite and what flies do not stop one another.
const PASSING = { filter: { group: -1 } }
const AIR = { dragKgpm2: 0.9, liftKgpm2: 1.2 }

function flag(world: PhysicsWorld): void {
  const pole = slab(world, vec(-9, 4.5), vec(0.12, 4.5), 0, PASSING)
  let before: BodyId = pole
  for (let index = 0; index < FLAG_COUNT; index++) {
    const x = -8.9 + index * 0.45
    const strip = box(world, vec(x + 0.225, 8.4), vec(0.22, 0.05), { densityKgpm2: 12 })
    world.revolute.create({ base: joined(world, before, strip, vec(x, 8.4)) })
    before = strip
  }
}

interface Strings {
  readonly post: BodyId
  readonly wing: BodyId
}

const TIES_M = [-1.1, 0.9] as const

// A wing on a long arm: it soars where the lift carries it.
function kite(world: PhysicsWorld): Strings {
  const post = slab(world, vec(3, 0.2), vec(0.3, 0.2), 0, PASSING)
  const wing = box(
    world,
    vec(8, 4),
    vec(1.3, 0.06),
    { ...PASSING, densityKgpm2: 10 },
    { angleRad: -0.35 },
  )
  const rope = { enableLimit: true, lowerLengthM: 0, upperLengthM: 7 }
  const tied = (x: number, upperLengthM: number) =>
    world.distance.create({
      base: { bodyA: post, bodyB: wing, anchorBM: vec(x, 0) },
      ...rope,
      upperLengthM,
    })
  tied(TIES_M[0], 7)
  tied(TIES_M[1], 8.1)
  return { post, wing }
}

// Leaves and light balls, for the wind to carry.
function flotsam(world: PhysicsWorld): BodyId[] {
  const dice = new Dice(3)
  const leaves = Array.from({ length: LEAF_COUNT }, () => {
    const at = vec(dice.between(-12, 2), dice.between(1, 7))
    const half = vec(dice.between(0.15, 0.35), 0.03)
    const angleRad = dice.between(0, 3)
    return box(world, at, half, { ...PASSING, densityKgpm2: 8 }, { angleRad })
  })
  const balls = Array.from({ length: 6 }, (_, index) =>
    ball(world, vec(-5 + index * 2, 2), 0.25, { ...PASSING, densityKgpm2: 20 }),
  )
  return [...leaves, ...balls]
}

// What was blown out of sight comes in again on the other side.
function bringBack(world: PhysicsWorld, body: BodyId, tick: number): void {
  const { x } = world.body.pose(body).p
  if (Math.abs(x) < EDGE_M) return
  const y = 1 + ((tick * 7) % 13) * 0.5
  world.body.setPose(body, vec(-Math.sign(x) * (EDGE_M - 0.5), y), tick % 3)
}

export const wind: Scene = {
  name: 'wind',
  title: 'Wind',
  hint: 'Turn the wind up, down or round: flat things feel lift, round ones only drag.',
  views: [view(0, 5.2, 25, 13)],
  layers: DEBUG_SHAPES,
  setup(world) {
    ground(world)
    flag(world)
    const { post, wing } = kite(world)
    const light = flotsam(world)
    const field = world.field.create({ kind: 'wind', wind: { velocityMps: vec(9, 0), ...AIR } })
    // The mean speed is kept with the field, moved up so that it is never negative.
    const mean = () => Number(world.field.userData(field)) - TOP_MPS
    const setMean = (to: number) => {
      const within = Math.min(Math.max(Math.round(to), -TOP_MPS), TOP_MPS)
      world.field.setUserData(field, BigInt(within + TOP_MPS))
    }
    setMean(9)
    return {
      buttons: [
        { label: '◀ More', action: () => setMean(mean() - 3) },
        { label: 'Calm', action: () => setMean(0) },
        { label: 'More ▶', action: () => setMean(mean() + 3) },
      ],
      tick() {
        const tick = nextTick(world)
        const gust = 1 + 0.3 * Math.sin(tick / 37) + 0.15 * Math.sin(tick / 11)
        world.field.setWind(field, { velocityMps: vec(mean() * gust, 0), ...AIR })
        for (const body of light) bringBack(world, body, tick)
      },
      status: () => `wind ${mean()} m/s, in gusts`,
      paintUnder(pen) {
        const from = world.body.pose(post).p
        for (const tie of TIES_M) {
          pen.line([from, world.body.worldPoint(wing, vec(tie, 0))], 'rgb(255 255 255 / 35%)', 1)
        }
      },
    }
  },
}
