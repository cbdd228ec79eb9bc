import { type BodyId, type Engine, PhysicsWorld, POSE_STRIDE, type Vec2 } from 'quoin'
import { ball, box, ground, nextTick, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const MUZZLE = vec(-11, 2)
const STEP_COUNT = 150
// Looking ahead costs as much as so many steps; a few times a second are enough.
const LOOK_TICKS = 4
const SPEED_PER_M = 2.4
const TOP_SPEED_MPS = 32

const shotOf = (pull: Vec2): Vec2 => {
  const length = Math.hypot(pull.x, pull.y)
  const scale = Math.min(SPEED_PER_M, TOP_SPEED_MPS / Math.max(length, 0.01))
  return vec(pull.x * scale, pull.y * scale)
}

function target(world: PhysicsWorld): void {
  for (let level = 0; level < 5; level++) {
    for (const x of [6, 8]) box(world, vec(x, 0.8 + level * 1.9), vec(0.2, 0.8))
    box(world, vec(7, 1.75 + level * 1.9), vec(1.4, 0.15))
  }
  slab(world, vec(0, 3.2), vec(0.3, 3.2))
  slab(world, vec(12, 5), vec(0.3, 5))
}

/** The world with the ball on its way, in worlds of their own: what will be, without a guess. */
class Foresight {
  readonly #trial: PhysicsWorld
  readonly #fork: PhysicsWorld

  constructor(engine: Engine) {
    this.#trial = new PhysicsWorld(engine)
    this.#fork = new PhysicsWorld(engine)
  }

  path(world: PhysicsWorld, stone: BodyId, velocity: Vec2): Vec2[] {
    this.#trial.copy(world)
    this.#trial.body.setVelocity(stone, velocity, 0)
    this.#trial.body.setGravityScale(stone, 1)
    const poses = this.#trial.predict(this.#fork, [stone], { stepCount: STEP_COUNT })
    return Array.from({ length: STEP_COUNT }, (_, index) =>
      vec(poses[index * POSE_STRIDE] ?? 0, poses[index * POSE_STRIDE + 1] ?? 0),
    )
  }

  dispose(): void {
    this.#trial.dispose()
    this.#fork.dispose()
  }
}

export const aim: Scene = {
  name: 'aim',
  title: 'Foresight',
  hint: 'Press anywhere free and draw: the line is where the ball will go, bounces and all.',
  views: [view(0, 5.6, 28, 14)],
  setup(world, engine) {
    ground(world)
    target(world)
    const foresight = new Foresight(engine)
    const load = () =>
      ball(world, MUZZLE, 0.4, { material: { restitution: 0.5 } }, { gravityScale: 0 })
    let stone = load()
    let to: Vec2 | undefined = vec(-5.4, 7)
    let path: readonly Vec2[] = []
    const velocityTo = (at: Vec2) => shotOf(vec(at.x - MUZZLE.x, at.y - MUZZLE.y))
    return {
      press(at, body) {
        if (body !== undefined) return false
        stone = load()
        to = at
        return true
      },
      drag(at) {
        to = at
      },
      release(at) {
        world.body.setGravityScale(stone, 1)
        world.body.setVelocity(stone, velocityTo(at), 0)
        to = undefined
        path = []
      },
      tick() {
        const isThere = world.body.isAlive(stone)
        const isTurn = nextTick(world) % LOOK_TICKS === 0
        if (to && isThere && isTurn) path = foresight.path(world, stone, velocityTo(to))
      },
      paintUnder(pen) {
        pen.dot(MUZZLE, 9, '#5458b8')
        if (to) pen.line([MUZZLE, to], 'rgb(255 217 160 / 45%)', 1)
      },
      paintOver(pen) {
        path.forEach((at, index) => {
          if (index % 3 === 0) pen.dot(at, 2.4, index < 90 ? '#ffd9a0' : '#c9906a')
        })
      },
      dispose: () => foresight.dispose(),
    }
  },
}
