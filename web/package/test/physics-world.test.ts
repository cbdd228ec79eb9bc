import { describe, expect, it } from 'vitest'
import { POSE_ALIVE, POSE_AWAKE } from '../src/constants.gen.js'
import type { QuoinErrorCode } from '../src/errors.js'
import { PhysicsWorld, POSE_RECORD_STRIDE, POSE_STRIDE, slotOf } from '../src/physics-world.js'
import type { BodyId, JointId, ShapeId } from '../src/structs.gen.js'
import { bothEngines, freshEngine, GRAVITY, pileWorld } from './engines.js'

const { simd, scalar } = await bothEngines()
const DT = 1 / 60
const ORIGIN = { x: 0, y: 0 }

function code(expected: QuoinErrorCode, during?: string) {
  return expect.objectContaining({ name: 'QuoinError', code: expected, ...(during && { during }) })
}

function failure(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    return error
  }
  return undefined
}

function fallingBall(): { world: PhysicsWorld; ball: BodyId; shape: ShapeId } {
  const world = new PhysicsWorld(simd, { gravityMps2: GRAVITY })
  const ball = world.body.create({ type: 'dynamic', positionM: { x: 1, y: 20 }, userData: 7n })
  const shape = world.shape.createCircle(ball, ORIGIN, 0.5, {
    densityKgpm2: 2,
    userData: 1n << 63n,
  })
  return { world, ball, shape }
}

describe('a world', () => {
  it('falls by half g t squared, near enough, in a second', () => {
    const { world, ball } = fallingBall()
    for (let tick = 0; tick < 60; tick++) world.step(DT)
    expect(world.body.pose(ball).p.y).toBeCloseTo(20 - 5, 0)
    expect(world.body.velocity(ball).y).toBeCloseTo(-10, 3)
    expect(world.getCounters()).toMatchObject({ bodyCount: 1, shapeCount: 1, tickCount: 60 })
    world.dispose()
  })

  it('ends with equal state hashes in the SIMD and the scalar build', () => {
    expect([simd.hasSimd, scalar.hasSimd]).toEqual([true, false])
    const worlds = [pileWorld(simd), pileWorld(scalar), pileWorld(simd)]
    for (let tick = 0; tick < 300; tick++) {
      for (const world of worlds) world.step(DT)
      const [first, ...others] = worlds.map((world) => world.stateHash())
      for (const other of others) expect(other, `tick ${tick}`).toBe(first)
    }
    for (const world of worlds) world.dispose()
  })

  it('has a state hash of 64 bits that changes with the state', () => {
    const { world, ball } = fallingBall()
    const before = world.stateHash()
    world.body.setVelocity(ball, { x: 1, y: 0 }, 0)
    expect(typeof before).toBe('bigint')
    expect(world.stateHash()).not.toBe(before)
    expect(world.stateHash()).toBeLessThan(1n << 64n)
    world.dispose()
  })

  it('keeps the gravity it is given', () => {
    const world = new PhysicsWorld(simd)
    world.setGravity({ x: 1.5, y: -3 })
    expect(world.gravity()).toEqual({ x: 1.5, y: -3 })
    world.dispose()
  })

  it('is gone after dispose, and disposing again is harmless', () => {
    const { world } = fallingBall()
    world.dispose()
    world.dispose()
    expect(world.isDisposed).toBe(true)
    expect(failure(() => world.step(DT))).toEqual(code('disposed', 'world.step'))
    expect(failure(() => world.poses())).toEqual(code('disposed'))
  })

  it('gives its memory back', () => {
    const before = simd.liveBytes
    for (let round = 0; round < 300; round++) pileWorld(simd, 3).dispose()
    expect(simd.liveBytes).toBe(before)
  })

  it('refuses what memory does not hold, and goes on afterwards', async () => {
    const engine = await freshEngine()
    const worlds: PhysicsWorld[] = []
    const error = failure(() => {
      for (;;) worlds.push(new PhysicsWorld(engine, { bodyCapacity: 1_000_000 }))
    })
    expect(error).toEqual(code('out-of-memory', 'world.create'))
    for (const world of worlds) world.dispose()
    expect(engine.liveBytes).toBe(0)
    new PhysicsWorld(engine).dispose()
  })
})

describe('bad input', () => {
  const { world, ball, shape } = fallingBall()
  const nan = Number.NaN
  const huge = 1e39
  const stale = world.body.create()
  world.body.destroy(stale)
  const none = 0 as BodyId
  const before = world.stateHash()

  const cases: [string, QuoinErrorCode, () => unknown][] = [
    ['a step of NaN', 'not-finite', () => world.step(nan)],
    ['a step of two seconds', 'out-of-range', () => world.step(2)],
    ['a negative step', 'out-of-range', () => world.step(-DT)],
    ['no sub-steps', 'out-of-range', () => world.step(DT, 0)],
    ['half a sub-step', 'out-of-range', () => world.step(DT, 0.5)],
    ['NaN sub-steps', 'out-of-range', () => world.step(DT, nan)],
    ['infinite gravity', 'not-finite', () => world.setGravity({ x: huge, y: 0 })],
    ['a body at NaN', 'not-finite', () => world.body.create({ positionM: { x: nan, y: 0 } })],
    ['a body far away', 'out-of-range', () => world.body.create({ positionM: { x: 1e9, y: 0 } })],
    ['a body of no type', 'bad-definition', () => world.body.create({ type: 'loose' as 'static' })],
    ['a body at null', 'bad-definition', () => world.body.create({ positionM: null as never })],
    ['a definition of null', 'bad-definition', () => world.body.create(null as never)],
    ['a userData of 65 bits', 'out-of-range', () => world.body.create({ userData: 1n << 64n })],
    ['negative damping', 'out-of-range', () => world.body.create({ linearDamping: -1 })],
    ['a stale body', 'stale-handle', () => world.body.pose(stale)],
    ['a stale body to destroy', 'stale-handle', () => world.body.destroy(stale)],
    ['a shape on a stale body', 'stale-handle', () => world.shape.createCircle(stale, ORIGIN, 1)],
    ['no body', 'null-handle', () => world.body.setAwake(none, true)],
    ['a NaN handle', 'stale-handle', () => world.body.mass(nan as BodyId)],
    ['a stale shape', 'stale-handle', () => world.shape.aabb((shape + (1 << 20)) as ShapeId)],
    ['a stale joint', 'stale-handle', () => world.joint.force(12345 as JointId)],
    ['a pose of NaN', 'not-finite', () => world.body.setPose(ball, { x: nan, y: 0 }, 0)],
    ['a velocity of NaN', 'not-finite', () => world.body.setVelocity(ball, { x: 0, y: nan }, 0)],
    ['a force of NaN', 'not-finite', () => world.body.applyForce(ball, { x: nan, y: 0 }, GRAVITY)],
    [
      'an impulse at NaN',
      'not-finite',
      () => world.body.applyImpulse(ball, GRAVITY, { x: nan, y: 0 }),
    ],
    ['a torque of NaN', 'not-finite', () => world.body.applyTorque(ball, nan)],
    ['a circle of no radius', 'out-of-range', () => world.shape.createCircle(ball, ORIGIN, 0)],
    [
      'a box without size',
      'bad-definition',
      () => world.shape.createBox(ball, ORIGIN, {} as never, 0),
    ],
    ['two points', 'out-of-range', () => world.shape.createPolygon(ball, [GRAVITY, GRAVITY], 0)],
    [
      'three points on a line',
      'bad-shape',
      () =>
        world.shape.createPolygon(
          ball,
          [0, 1, 2].map((x) => ({ x, y: x })),
          0,
        ),
    ],
    [
      'nine points',
      'out-of-range',
      () =>
        world.shape.createPolygon(
          ball,
          Array.from({ length: 9 }, () => GRAVITY),
          0,
        ),
    ],
    [
      'a joint to itself',
      'out-of-range',
      () => world.revolute.create({ base: { bodyA: ball, bodyB: ball } }),
    ],
    [
      'a joint to nothing',
      'null-handle',
      () => world.revolute.create({ base: { bodyA: ball, bodyB: none } }),
    ],
    [
      'a ray from NaN',
      'not-finite',
      () => world.castRay({ originM: { x: nan, y: 0 }, translationM: GRAVITY }),
    ],
    [
      'a ray from null',
      'bad-definition',
      () => world.castRay({ originM: null as never, translationM: GRAVITY }),
    ],
    ['a negative capacity', 'out-of-range', () => new PhysicsWorld(simd, { bodyCapacity: -1 })],
    ['a huge capacity', 'out-of-range', () => new PhysicsWorld(simd, { bodyCapacity: 1e12 })],
    ['a capacity of 1.5', 'out-of-range', () => new PhysicsWorld(simd, { bodyCapacity: 1.5 })],
  ]

  it.each(cases)('%s is %s and changes nothing', (_name, expected, call) => {
    expect(failure(call)).toEqual(code(expected))
    expect(world.stateHash()).toBe(before)
  })

  it('says in the message which field was wrong', () => {
    const error = failure(() => world.body.create({ positionM: { x: nan, y: 0 } }))
    expect(String(error)).toContain('position')
  })

  it('of one world is not of another', () => {
    const other = new PhysicsWorld(simd)
    other.body.create()
    expect(failure(() => other.body.pose(ball))).toEqual(code('stale-handle'))
    other.dispose()
  })
})

describe('poses', () => {
  it('are a view in which each body has its place', () => {
    const { world, ball } = fallingBall()
    world.step(DT)
    const at = slotOf(ball) * POSE_RECORD_STRIDE
    const pose = world.body.pose(ball)
    const records = world.poses()
    const [x, y, c, s, previousX, previousY] = records.floats.subarray(at, at + POSE_RECORD_STRIDE)
    expect([x, y, c, s]).toEqual([pose.p.x, pose.p.y, pose.q.c, pose.q.s])
    expect([previousX, previousY]).toEqual([1, 20])
    expect(records.get(slotOf(ball))?.flags).toBe(POSE_ALIVE | POSE_AWAKE)
    world.body.destroy(ball)
    expect((world.poses().get(slotOf(ball))?.flags ?? 0) & POSE_ALIVE).toBe(0)
    world.dispose()
  })

  it('lie between the last two steps as alpha says', () => {
    const { world, ball } = fallingBall()
    world.body.setVelocity(ball, { x: 60, y: 0 }, 60)
    world.setGravity({ x: 0, y: 0 })
    world.step(DT)
    const { q } = world.body.pose(ball)
    const turn = Math.atan2(q.s, q.c)
    const at = slotOf(ball) * POSE_STRIDE
    for (const [alpha, part] of [
      [0, 0],
      [0.25, 0.25],
      [1, 1],
      [7, 1],
      [-1, 0],
      [Number.NaN, 1],
    ] as const) {
      const [x, y, c, s] = world.interpolatedPoses(alpha).subarray(at, at + POSE_STRIDE)
      expect(x).toBeCloseTo(1 + part, 4)
      expect(y).toBeCloseTo(20, 4)
      expect(Math.atan2(s ?? 0, c ?? 0)).toBeCloseTo(turn * part, 4)
    }
    world.body.destroy(ball)
    expect([...world.interpolatedPoses(1)]).toEqual([0, 0, 0, 0])
    world.dispose()
  })

  it('are the same object, with the same views, from frame to frame', () => {
    const { world, ball } = fallingBall()
    const { floats, words } = world.poses()
    const before = world.poses()
    world.step(DT)
    expect(world.poses()).toBe(before)
    expect(world.poses().floats).toBe(floats)
    expect(world.poses().words).toBe(words)
    expect(floats[slotOf(ball) * POSE_RECORD_STRIDE + 1]).toBe(world.body.pose(ball).p.y)
    world.body.create({ type: 'dynamic' })
    expect(world.poses()).not.toBe(before)
    expect(world.poses()).toHaveLength(2)
  })

  it('are right after the memory has grown', () => {
    const { world, ball } = fallingBall()
    const old = world.poses().floats
    const sizeBytes = simd.core.memory.sizeBytes
    const big = new PhysicsWorld(simd, { bodyCapacity: 100_000 })
    expect(simd.core.memory.sizeBytes).toBeGreaterThan(sizeBytes)
    expect(old.length).toBe(0)
    expect(world.poses().get(slotOf(ball))?.yM).toBe(20)
    big.dispose()
    world.dispose()
  })
})

describe('bodies and shapes', () => {
  it('know what they were made of', () => {
    const { world, ball, shape } = fallingBall()
    expect(world.body.getType(ball)).toBe('dynamic')
    expect(world.body.userData(ball)).toBe(7n)
    expect(world.body.mass(ball)).toBeCloseTo(Math.PI * 0.25 * 2, 5)
    expect(world.body.rotationalInertia(ball)).toBeCloseTo(Math.PI * 0.25 * 2 * 0.125, 5)
    expect(world.body.centerOfMass(ball)).toEqual({ x: 1, y: 20 })
    expect(world.shape.body(shape)).toBe(ball)
    expect(world.shape.userData(shape)).toBe(1n << 63n)
    expect(world.shape.aabb(shape)).toEqual({
      lower: { x: 0.5, y: 19.5 },
      upper: { x: 1.5, y: 20.5 },
    })
    world.dispose()
  })

  it('are pushed by forces, torques and impulses', () => {
    const { world, ball } = fallingBall()
    world.setGravity({ x: 0, y: 0 })
    const mass = world.body.mass(ball)
    world.body.applyImpulse(ball, { x: mass * 3, y: 0 }, { x: 1, y: 20 })
    expect(world.body.velocity(ball).x).toBeCloseTo(3, 5)
    world.body.applyForce(ball, { x: 0, y: mass * 60 }, { x: 1, y: 20 })
    world.body.applyTorque(ball, 1)
    world.step(DT)
    expect(world.body.velocity(ball).y).toBeCloseTo(1, 3)
    const turning = world.body.angularVelocity(ball)
    expect(turning).toBeGreaterThan(0)
    world.body.applyAngularImpulse(ball, -1)
    expect(world.body.angularVelocity(ball)).toBeLessThan(turning)
    world.dispose()
  })

  it('fall asleep when told, and wake when told', () => {
    const { world, ball } = fallingBall()
    world.body.setAwake(ball, false)
    expect(world.body.isAwake(ball)).toBe(false)
    world.body.setAwake(ball, true)
    expect(world.body.isAwake(ball)).toBe(true)
    world.dispose()
  })

  it('die with what hangs on them', () => {
    const { world, ball, shape } = fallingBall()
    const anchor = world.body.create()
    const joint = world.revolute.create({ base: { bodyA: anchor, bodyB: ball } })
    expect([
      world.body.isAlive(ball),
      world.shape.isAlive(shape),
      world.joint.isAlive(joint),
    ]).toEqual([true, true, true])
    world.body.destroy(ball)
    expect([
      world.body.isAlive(ball),
      world.shape.isAlive(shape),
      world.joint.isAlive(joint),
    ]).toEqual([false, false, false])
    world.dispose()
  })
})

describe('bodies that are made at once', () => {
  const places = Float32Array.from({ length: 400 }, (_, index) => index * 0.5)

  it('are the same as bodies that are made one by one', () => {
    const [one, all] = [new PhysicsWorld(simd), new PhysicsWorld(simd)]
    const def = { type: 'dynamic', angleRad: 0.3 } as const
    for (let at = 0; at < places.length; at += 2) {
      const positionM = { x: places[at] ?? 0, y: places[at + 1] ?? 0 }
      one.body.create({ ...def, positionM })
    }
    for (const body of one.bodies()) one.shape.createCircle(body, { x: 0, y: 0 }, 0.2)
    const made = all.createBodies(def, places, (body) =>
      all.shape.createCircle(body, { x: 0, y: 0 }, 0.2),
    )
    expect(made).toEqual(all.bodies())
    expect(made.map(slotOf)).toEqual(one.bodies().map(slotOf))
    expect(all.stateHash()).toBe(one.stateHash())
    one.dispose()
    all.dispose()
  })

  it('are none where one is refused, or its shapes are', () => {
    const world = new PhysicsWorld(simd)
    const bad = places.slice()
    bad[201] = Number.NaN
    expect(() => world.createBodies({}, bad)).toThrow(code('not-finite', 'world.createBodies'))
    expect(world.bodies()).toEqual([])
    const broken = () =>
      world.createBodies({}, places, (body, index) => {
        world.shape.createCircle(body, { x: 0, y: 0 }, index === 7 ? -1 : 1)
      })
    expect(broken).toThrow(expect.objectContaining({ name: 'QuoinError' }))
    expect(world.bodies()).toEqual([])
    for (const wrong of [[1], 5, null]) {
      expect(() => world.createBodies({}, wrong as never)).toThrow(code('bad-definition'))
    }
    world.dispose()
  })
})

describe('a revolute joint', () => {
  it('holds its anchors together while a motor turns it', () => {
    const world = new PhysicsWorld(simd, { gravityMps2: { x: 0, y: 0 } })
    const anchor = world.body.create()
    const wheel = world.body.create({ type: 'dynamic' })
    world.shape.createCircle(wheel, ORIGIN, 0.5, { densityKgpm2: 1 })
    const joint = world.revolute.create({ base: { bodyA: anchor, bodyB: wheel } })
    world.revolute.setMotor(joint, true, 2, 1000)
    for (let tick = 0; tick < 60; tick++) world.step(DT)
    expect(world.body.angularVelocity(wheel)).toBeCloseTo(2, 2)
    expect(world.revolute.angle(joint)).toBeCloseTo(2, 1)
    expect(world.joint.separation(joint)).toBeLessThan(0.01)
    expect(Math.hypot(world.joint.force(joint).x, world.joint.force(joint).y)).toBeLessThan(1)
    world.joint.destroy(joint)
    expect(world.joint.isAlive(joint)).toBe(false)
    world.dispose()
  })
})

describe('events', () => {
  it('tell of a hit, of a touch and of its end, once each', () => {
    const world = new PhysicsWorld(simd, { gravityMps2: GRAVITY })
    const floor = world.body.create()
    const listen = { enableContactEvents: true, enableHitEvents: true }
    const ground = world.shape.createBox(floor, ORIGIN, { x: 10, y: 0.5 }, 0, listen)
    const ball = world.body.create({ type: 'dynamic', positionM: { x: 0, y: 3 } })
    const shape = world.shape.createCircle(ball, ORIGIN, 0.5, listen)
    const begins = []
    const hits = []
    for (let tick = 0; tick < 120; tick++) {
      world.step(DT)
      begins.push(...world.contactEvents())
      hits.push(...world.hitEvents())
    }
    expect(begins.map(({ type }) => type)).toEqual(['begin'])
    expect(begins[0]?.contact).toBeGreaterThan(0)
    expect(hits.length).toBe(1)
    const hit = hits[0]
    expect(hit?.approachSpeedMps).toBeGreaterThan(4)
    expect(hit?.normalImpulseNs).toBeGreaterThan(world.body.mass(ball) * 4)
    expect(new Set([hit?.shapeA, hit?.shapeB])).toEqual(new Set([ground, shape]))
    expect(Math.abs(hit?.normal.y ?? 0)).toBeCloseTo(1, 5)
    expect(hit?.pointM.y).toBeCloseTo(0.5, 1)
    world.shape.destroy(shape)
    world.step(DT)
    expect([...world.contactEvents()].map(({ type }) => type)).toEqual(['end'])
    expect(world.sensorEvents().length).toBe(0)
    expect(world.jointEvents().length).toBe(0)
    expect(world.bodyEvents().length).toBe(0)
    world.dispose()
  })

  it('tell of each body that moved, fell asleep and woke where the world asked for it', () => {
    const world = new PhysicsWorld(simd, { enableBodyEvents: true })
    const body = world.body.create({ type: 'dynamic', gravityScale: 0, userData: 7n })
    world.shape.createCircle(body, ORIGIN, 0.5)
    world.body.setVelocity(body, { x: 6, y: 0 }, 0)
    world.step(DT)
    const [move] = world.bodyEvents()
    expect(move).toMatchObject({ type: 'move', body, userData: 7n, c: 1, s: 0 })
    expect(move?.xM).toBeCloseTo(0.1, 5)
    world.body.setAwake(body, false)
    world.body.setAwake(body, true)
    world.step(DT)
    expect([...world.bodyEvents()].map(({ type }) => type)).toEqual(['sleep', 'wake'])
    world.dispose()
  })
})
