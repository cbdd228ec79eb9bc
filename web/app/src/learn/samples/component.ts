import { blake3, type Engine, PhysicsWorld, sha256 } from 'quoin'

type Component = typeof import('quoin/component')

/** The same questions to both; hashes as bytes, the state of a world as one number of 64 bits. */
export interface Answers {
  readonly sha256: Uint8Array
  readonly blake3: Uint8Array
  readonly stateHash: bigint
  readonly heightM: number
}

const gravity = { x: 0, y: -10 }
const middle = { x: 0, y: 0 }
const BALLS = 12

/** The component: typed calls, each of which copies what goes in and what comes out. */
export function askComponent({ hash, physics }: Component, bytes: Uint8Array): Answers {
  const space = physics.Space.create(gravity)
  const floor = space.addBody('static', middle, 0)
  space.addBox(floor, { x: 0, y: -0.5 }, { x: 20, y: 0.5 }, 0)
  for (let i = 0; i < BALLS; i++) {
    const ball = space.addBody('dynamic', { x: 0.3 * (i % 3), y: 1 + i }, 0)
    space.addCircle(ball, middle, 0.4)
  }
  space.step(1 / 60, 4, 120) // two seconds
  const heightM = space.poses().at(-3) ?? 0 // x, y, cosine and sine of each; the last ball's y
  const stateHash = space.stateHash()
  return { sha256: hash.sha256(bytes), blake3: hash.blake3(bytes), stateHash, heightM }
}

/** The core of the package: a world whose memory is read where it lies. */
export function askCore(engine: Engine, bytes: Uint8Array): Answers {
  const world = new PhysicsWorld(engine, { gravityMps2: gravity })
  const floor = world.body.create({ type: 'static' })
  world.shape.createBox(floor, { x: 0, y: -0.5 }, { x: 20, y: 0.5 }, 0)
  let last = floor
  for (let i = 0; i < BALLS; i++) {
    last = world.body.create({ type: 'dynamic', positionM: { x: 0.3 * (i % 3), y: 1 + i } })
    world.shape.createCircle(last, middle, 0.4)
  }
  for (let step = 0; step < 120; step++) world.step(1 / 60, 4)
  const heightM = world.body.pose(last).p.y
  const stateHash = world.stateHash()
  world.dispose()
  return { sha256: sha256(engine, bytes), blake3: blake3(engine, bytes), stateHash, heightM }
}
