import type { BodyId, PhysicsWorld, ShapeId } from 'quoin'
import { ball, Dice, ground, nextTick, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const BIN_COUNT = 9
const BIN_M = 1.6
const BALL_COUNT = 90
const DROP_TICKS = 12
const CUP_M = 3
const SENSOR_COLOR = 'rgb(255 196 107 / 70%)'

interface Bin {
  readonly body: BodyId
  readonly sensor: ShapeId
}

const middleOf = (index: number) => (index - (BIN_COUNT - 1) / 2) * BIN_M

function pegs(world: PhysicsWorld): void {
  const board = world.body.create()
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column <= BIN_COUNT - (row % 2); column++) {
      const x = (column - (BIN_COUNT - (row % 2)) / 2) * BIN_M
      world.shape.createCircle(board, vec(x, 4.6 + row * 1.1), 0.16)
    }
  }
}

// The body of each sensor keeps the count in its user data, which goes back with the world.
function bins(world: PhysicsWorld): Bin[] {
  for (let index = 0; index <= BIN_COUNT; index++) {
    slab(world, vec((index - BIN_COUNT / 2) * BIN_M, CUP_M / 2), vec(0.08, CUP_M / 2))
  }
  return Array.from({ length: BIN_COUNT }, (_, index) => {
    const body = world.body.create({ positionM: vec(middleOf(index), CUP_M) })
    const half = vec(BIN_M / 2 - 0.2, 0.1)
    return { body, sensor: world.shape.createBox(body, vec(0, 0), half, 0, { isSensor: true }) }
  })
}

// A ball is marked with the bin that counted it, so that it counts there once.
function count(world: PhysicsWorld, { body, sensor }: Bin, mark: bigint): void {
  for (const visitor of world.sensor.visitors(sensor)) {
    if (world.shape.userData(visitor) === mark) continue
    world.shape.setUserData(visitor, mark)
    world.body.setUserData(body, world.body.userData(body) + 1n)
  }
}

export const sensors: Scene = {
  name: 'sensors',
  title: 'Sensors that count',
  hint: 'Each bin counts what passes its sensor; drag balls in and out, rewind, and the counts follow.',
  views: [view(0, 6.6, 22, 15.4)],
  events: ['sensor'],
  setup(world) {
    ground(world)
    for (const side of [-1, 1]) slab(world, vec(side * 7.6, 7), vec(0.2, 7))
    pegs(world)
    const counted = bins(world)
    const dice = new Dice(7)
    const balls = Array.from({ length: BALL_COUNT }, () =>
      ball(
        world,
        vec(dice.between(-0.6, 0.6), 40),
        0.24,
        { material: { restitution: 0.35 } },
        { isEnabled: false },
      ),
    )
    return {
      tick() {
        for (const [index, bin] of counted.entries()) count(world, bin, BigInt(index + 1))
        const turn = nextTick(world) / DROP_TICKS
        const body = Number.isInteger(turn) ? balls[turn % BALL_COUNT] : undefined
        if (body === undefined || world.body.isEnabled(body)) return
        world.body.setPose(body, vec(world.body.pose(body).p.x, 13.6), 0)
        world.body.setEnabled(body, true)
      },
      paintOver(pen) {
        counted.forEach(({ body }, index) => {
          const half = BIN_M / 2 - 0.2
          const x = middleOf(index)
          pen.box(vec(x - half, CUP_M - 0.1), vec(x + half, CUP_M + 0.1), SENSOR_COLOR)
          pen.text(vec(x, -0.5), `${world.body.userData(body)}`, '#ffd9a0', 15)
        })
      },
    }
  },
}
