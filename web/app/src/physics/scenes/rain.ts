import type { PhysicsWorld, Vec2 } from 'quoin'
import { ball, box, Dice, ground, joined, peg, polygon, vec } from '../kit'
import { type Scene, view } from '../scene'

const BODY_COUNT = 240

function basin(world: PhysicsWorld): void {
  const body = world.body.create()
  const pointsM = Array.from({ length: 33 }, (_, index) => {
    const angle = Math.PI + (index * Math.PI) / 32
    return vec(12 * Math.cos(angle), 11.3 + 11 * Math.sin(angle))
  })
  // A cave is walked clockwise: the solid lies to the left, which here is outside.
  world.chain.create(body, { pointsM: [vec(-12, 30), ...pointsM, vec(12, 30)].reverse() })
}

// A cross on a motor that stalls before it crushes what it stirs.
function stirrer(world: PhysicsWorld, at: Vec2, side: number): void {
  const cross = box(world, at, vec(2.2, 0.2))
  world.shape.createBox(cross, vec(0, 0), vec(0.2, 2.2), 0)
  world.revolute.create({
    base: joined(world, peg(world, at), cross, at),
    enableMotor: true,
    motorSpeedRadps: side * 1.2,
    maxMotorTorqueNm: 1e6,
  })
}

function anything(world: PhysicsWorld, dice: Dice, index: number): void {
  const at = vec(((index % 15) - 7) * 1.15, 9 + Math.floor(index / 15) * 1.2)
  const size = dice.between(0.22, 0.5)
  const shape = { material: { friction: 0.4, restitution: 0.1 } }
  const kind = index % 5
  if (kind === 0) ball(world, at, size, shape)
  else if (kind === 1) box(world, at, vec(size, size * 0.7), shape)
  else if (kind === 2) polygon(world, at, 3 + (index % 6), size, 0, shape)
  else if (kind === 3) polygon(world, at, 3 + (index % 4), size * 0.7, size * 0.3, shape)
  else {
    const body = world.body.create({ type: 'dynamic', positionM: at })
    world.shape.createCapsule(body, vec(-size, 0), vec(size, 0), size * 0.5, shape)
  }
}

export const rain: Scene = {
  name: 'rain',
  title: 'Crowd',
  hint: 'Two hundred and forty discs, boxes, capsules, polygons sharp and rounded, stirred by two motors.',
  views: [view(0, 8, 27, 18)],
  setup(world) {
    ground(world)
    basin(world)
    for (const side of [-1, 1]) stirrer(world, vec(side * 4, 4.9), side)
    const dice = new Dice(2)
    for (let index = 0; index < BODY_COUNT; index++) anything(world, dice, index)
    return undefined
  },
}
