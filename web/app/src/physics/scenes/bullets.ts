import type { BodyId, PhysicsWorld } from 'quoin'
import { ball, box, ground, joined, nextTick, slab, vec } from '../kit'
import type { Pen } from '../pen'
import { type Scene, view } from '../scene'

const BULLET_MPS = 350
const BULLET_COUNT = 24
const SHOT_TICKS = 25
const RADIUS_M = 0.08

// Bullets of 16 cm that fly 5.8 m in a step, in turn at the wall, at the door and at the plates.
function fire(world: PhysicsWorld, bullets: BodyId[]): void {
  const tick = nextTick(world)
  const shot = tick / SHOT_TICKS
  if (tick % SHOT_TICKS !== 0 || shot > BULLET_COUNT) return
  const y = [2.2, 5.2, 9][shot % 3] ?? 2
  const def = { densityKgpm2: 1200, enableHitEvents: true, material: { restitution: 0.1 } }
  bullets[shot] = ball(world, vec(-13, y), RADIUS_M, def, { velocityMps: vec(BULLET_MPS, 0) })
}

// Each bullet with the way that it has come in the last moment.
function streaks(world: PhysicsWorld, bullets: readonly BodyId[], pen: Pen): void {
  for (const bullet of bullets) {
    if (bullet === undefined || !world.body.isAlive(bullet)) continue
    const { p } = world.body.pose(bullet)
    const { x, y } = world.body.velocity(bullet)
    pen.line([vec(p.x - x / 60, p.y - y / 60), p], 'rgb(255 217 160 / 60%)', 2)
    pen.dot(p, 4, '#ffd9a0')
  }
}

function rod(world: PhysicsWorld): void {
  const hub = slab(world, vec(8.5, 3), vec(0.2, 0.2), 0, { filter: { maskBits: 0n } })
  const bar = box(world, vec(8.5, 3), vec(2.3, 0.06), { densityKgpm2: 3000 })
  const base = joined(world, hub, bar, vec(8.5, 3))
  world.revolute.create({
    base,
    enableMotor: true,
    motorSpeedRadps: 30,
    maxMotorTorqueNm: 4e4,
  })
  for (let index = 0; index < 6; index++) {
    box(world, vec(6.9 + index * 0.65, 8 + index), vec(0.3, 0.3), { densityKgpm2: 200 })
  }
}

export const bullets: Scene = {
  name: 'bullets',
  title: 'Too fast to miss',
  hint: 'Bullets at 350 m/s stop at a line without thickness and at a thin door; the rod hits all.',
  views: [view(0, 5.4, 28, 13)],
  events: ['hit'],
  setup(world) {
    ground(world)
    slab(world, vec(13.6, 6), vec(0.2, 7))
    const line = world.body.create()
    world.shape.createSegment(line, vec(-3, 0), vec(-3, 4))
    const door = box(world, vec(0, 5.6), vec(0.04, 1.1), { densityKgpm2: 2000 })
    const frame = slab(world, vec(0, 7), vec(0.5, 0.2))
    world.revolute.create({
      base: joined(world, frame, door, vec(0, 6.7)),
      enableLimit: true,
      lowerAngleRad: -0.6,
      upperAngleRad: 0.6,
    })
    slab(world, vec(3, 8), vec(2, 0.15))
    for (let index = 0; index < 6; index++) {
      box(world, vec(1.6 + index * 0.55, 9), vec(0.08, 0.85), { densityKgpm2: 3000 })
    }
    rod(world)
    const bullets: BodyId[] = []
    return {
      tick: () => fire(world, bullets),
      paintOver: (pen) => streaks(world, bullets, pen),
    }
  },
}
