import { describe, expect, it } from 'vitest'
import type { BodyId, JointId, ShapeId } from '../src/definitions.js'
import type { QuoinErrorCode } from '../src/errors.js'
import { POSE_ALIVE, POSE_AWAKE } from '../src/exports.gen.js'
import { loadFromFile } from '../src/node.js'
import { PhysicsWorld, POSE_STRIDE, poseOffset } from '../src/physics-world.js'
import { bothEngines, GRAVITY, pileWorld } from './engines.js'

const { simd, scalar } = await bothEngines()
const DT = 1 / 60

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
  const ball = world.createBody({ type: 'dynamic', positionM: { x: 1, y: 20 }, userData: 7n })
  const shape = world.createCircle(ball, { radiusM: 0.5 }, { densityKgpm2: 2, userData: 1n << 63n })
  return { world, ball, shape }
}

describe('a world', () => {
  it('falls by half g t squared, near enough, in a second', () => {
    const { world, ball } = fallingBall()
    for (let tick = 0; tick < 60; tick++) world.step(DT)
    expect(world.bodyPose(ball).yM).toBeCloseTo(20 - 5, 0)
    expect(world.bodyVelocity(ball).y).toBeCloseTo(-10, 3)
    expect(world.counters).toMatchObject({ bodyCount: 1, shapeCount: 1, tickCount: 60 })
    world.dispose()
  })

  it('ends with equal state hashes in the SIMD and the scalar build', () => {
    expect([simd.hasSimd, scalar.hasSimd]).toEqual([true, false])
    const worlds = [pileWorld(simd), pileWorld(scalar), pileWorld(simd)]
    for (let tick = 0; tick < 300; tick++) {
      for (const world of worlds) world.step(DT)
      const [first, ...others] = worlds.map((world) => world.stateHash)
      for (const other of others) expect(other, `tick ${tick}`).toBe(first)
    }
    for (const world of worlds) world.dispose()
  })

  it('has a state hash of 64 bits that changes with the state', () => {
    const { world, ball } = fallingBall()
    const before = world.stateHash
    world.setBodyVelocity(ball, { x: 1, y: 0 })
    expect(typeof before).toBe('bigint')
    expect(world.stateHash).not.toBe(before)
    expect(world.stateHash).toBeLessThan(1n << 64n)
    world.dispose()
  })

  it('keeps the gravity it is given', () => {
    const world = new PhysicsWorld(simd)
    world.setGravity({ x: 1.5, y: -3 })
    expect(world.gravityMps2).toEqual({ x: 1.5, y: -3 })
    world.dispose()
  })

  it('is gone after dispose, and disposing again is harmless', () => {
    const { world } = fallingBall()
    world.dispose()
    world.dispose()
    expect(world.isDisposed).toBe(true)
    expect(failure(() => world.step(DT))).toEqual(code('disposed', 'world.step'))
    expect(failure(() => world.poses)).toEqual(code('disposed'))
  })

  it('gives its memory back', () => {
    const before = simd.liveBytes
    for (let round = 0; round < 300; round++) pileWorld(simd, 3).dispose()
    expect(simd.liveBytes).toBe(before)
  })

  it('refuses more worlds than there are slots, and goes on afterwards', async () => {
    const engine = await loadFromFile()
    const worlds: PhysicsWorld[] = []
    const small = { bodyCapacity: 1, shapeCapacity: 1, jointCapacity: 1, contactCapacity: 1 }
    const error = failure(() => {
      for (;;) worlds.push(new PhysicsWorld(engine, small))
    })
    expect(error).toEqual(code('capacity', 'world.create'))
    expect(worlds.length).toBe(255)
    for (const world of worlds) world.dispose()
    new PhysicsWorld(engine, small).dispose()
  })
})

describe('bad input', () => {
  const { world, ball, shape } = fallingBall()
  const nan = Number.NaN
  const huge = 1e39
  const stale = world.createBody()
  world.destroyBody(stale)
  const none = 0 as BodyId
  const before = world.stateHash

  const cases: [string, QuoinErrorCode, () => unknown][] = [
    ['a step of NaN', 'not-finite', () => world.step(nan)],
    ['a step of two seconds', 'out-of-range', () => world.step(2)],
    ['a negative step', 'out-of-range', () => world.step(-DT)],
    ['no sub-steps', 'out-of-range', () => world.step(DT, 0)],
    ['half a sub-step', 'out-of-range', () => world.step(DT, 0.5)],
    ['NaN sub-steps', 'out-of-range', () => world.step(DT, nan)],
    ['infinite gravity', 'not-finite', () => world.setGravity({ x: huge, y: 0 })],
    ['a body at NaN', 'not-finite', () => world.createBody({ positionM: { x: nan, y: 0 } })],
    ['a body far away', 'out-of-range', () => world.createBody({ positionM: { x: 1e9, y: 0 } })],
    ['a body of no type', 'bad-definition', () => world.createBody({ type: 'loose' as 'static' })],
    ['a body at null', 'bad-definition', () => world.createBody({ positionM: null as never })],
    ['a definition of null', 'bad-definition', () => world.createBody(null as never)],
    ['a userData of 65 bits', 'out-of-range', () => world.createBody({ userData: 1n << 64n })],
    ['negative damping', 'out-of-range', () => world.createBody({ linearDamping: -1 })],
    ['a stale body', 'stale-handle', () => world.bodyPose(stale)],
    ['a stale body to destroy', 'stale-handle', () => world.destroyBody(stale)],
    ['a shape on a stale body', 'stale-handle', () => world.createCircle(stale, { radiusM: 1 })],
    ['no body', 'null-handle', () => world.setBodyAwake(none, true)],
    ['a NaN handle', 'null-handle', () => world.bodyMass(nan as BodyId)],
    ['a stale shape', 'stale-handle', () => world.shapeBox((shape + (1 << 20)) as ShapeId)],
    ['a stale joint', 'stale-handle', () => world.jointForce(12345 as JointId)],
    ['a pose of NaN', 'not-finite', () => world.setBodyPose(ball, { x: nan, y: 0 }, 0)],
    ['a velocity of NaN', 'not-finite', () => world.setBodyVelocity(ball, { x: 0, y: nan })],
    ['a force of NaN', 'not-finite', () => world.applyForce(ball, { x: nan, y: 0 }, GRAVITY)],
    ['an impulse at NaN', 'not-finite', () => world.applyImpulse(ball, GRAVITY, { x: nan, y: 0 })],
    ['a torque of NaN', 'not-finite', () => world.applyTorque(ball, nan)],
    ['a circle of no radius', 'out-of-range', () => world.createCircle(ball, { radiusM: 0 })],
    ['a box without size', 'bad-definition', () => world.createBox(ball, {} as never)],
    [
      'two points',
      'out-of-range',
      () => world.createPolygon(ball, { pointsM: [GRAVITY, GRAVITY] }),
    ],
    [
      'three points on a line',
      'bad-shape',
      () => world.createPolygon(ball, { pointsM: [0, 1, 2].map((x) => ({ x, y: x })) }),
    ],
    [
      'nine points',
      'bad-shape',
      () => world.createPolygon(ball, { pointsM: Array.from({ length: 9 }, () => GRAVITY) }),
    ],
    ['a joint to itself', 'out-of-range', () => world.createRevolute({ bodyA: ball, bodyB: ball })],
    ['a joint to nothing', 'null-handle', () => world.createRevolute({ bodyA: ball, bodyB: none })],
    ['a ray from NaN', 'not-finite', () => world.castRay({ x: nan, y: 0 }, GRAVITY)],
    ['a ray from null', 'bad-definition', () => world.castRay(null as never, GRAVITY)],
    ['a negative capacity', 'out-of-range', () => new PhysicsWorld(simd, { bodyCapacity: -1 })],
    ['a huge capacity', 'out-of-range', () => new PhysicsWorld(simd, { bodyCapacity: 1e12 })],
    ['a capacity of 1.5', 'out-of-range', () => new PhysicsWorld(simd, { bodyCapacity: 1.5 })],
  ]

  it.each(cases)('%s is %s and changes nothing', (_name, expected, call) => {
    expect(failure(call)).toEqual(code(expected))
    expect(world.stateHash).toBe(before)
  })

  it('says in the message which field was wrong', () => {
    const error = failure(() => world.createBody({ positionM: { x: nan, y: 0 } }))
    expect(String(error)).toContain('position')
  })

  it('of one world is not of another', () => {
    const other = new PhysicsWorld(simd)
    other.createBody()
    expect(failure(() => other.bodyPose(ball))).toEqual(code('stale-handle'))
    other.dispose()
  })
})

describe('poses', () => {
  it('are a view in which each body has its place', () => {
    const { world, ball } = fallingBall()
    world.step(DT)
    const at = poseOffset(ball)
    const pose = world.bodyPose(ball)
    const [x, y, c, s, previousX, previousY] = world.poses.subarray(at, at + POSE_STRIDE)
    expect([x, y, c, s]).toEqual([pose.xM, pose.yM, pose.c, pose.s])
    expect([previousX, previousY]).toEqual([1, 20])
    expect(world.poseFlags[at + POSE_STRIDE - 1]).toBe(POSE_ALIVE | POSE_AWAKE)
    world.destroyBody(ball)
    expect((world.poseFlags[at + POSE_STRIDE - 1] ?? 0) & POSE_ALIVE).toBe(0)
    world.dispose()
  })

  it('are right after the memory has grown', () => {
    const { world, ball } = fallingBall()
    const old = world.poses
    const sizeBytes = simd.core.memory.sizeBytes
    const big = new PhysicsWorld(simd, { bodyCapacity: 100_000 })
    expect(simd.core.memory.sizeBytes).toBeGreaterThan(sizeBytes)
    expect(old.length).toBe(0)
    expect(world.poses[poseOffset(ball) + 1]).toBe(20)
    big.dispose()
    world.dispose()
  })
})

describe('bodies and shapes', () => {
  it('know what they were made of', () => {
    const { world, ball, shape } = fallingBall()
    expect(world.bodyType(ball)).toBe('dynamic')
    expect(world.bodyUserData(ball)).toBe(7n)
    expect(world.bodyMass(ball)).toBeCloseTo(Math.PI * 0.25 * 2, 5)
    expect(world.bodyRotationalInertia(ball)).toBeCloseTo(Math.PI * 0.25 * 2 * 0.125, 5)
    expect(world.bodyCenterOfMass(ball)).toEqual({ x: 1, y: 20 })
    expect(world.shapeBody(shape)).toBe(ball)
    expect(world.shapeUserData(shape)).toBe(1n << 63n)
    expect(world.shapeBox(shape)).toEqual({
      lowerM: { x: 0.5, y: 19.5 },
      upperM: { x: 1.5, y: 20.5 },
    })
    world.dispose()
  })

  it('are pushed by forces, torques and impulses', () => {
    const { world, ball } = fallingBall()
    world.setGravity({ x: 0, y: 0 })
    const mass = world.bodyMass(ball)
    world.applyImpulse(ball, { x: mass * 3, y: 0 }, { x: 1, y: 20 })
    expect(world.bodyVelocity(ball).x).toBeCloseTo(3, 5)
    world.applyForce(ball, { x: 0, y: mass * 60 }, { x: 1, y: 20 })
    world.applyTorque(ball, 1)
    world.step(DT)
    expect(world.bodyVelocity(ball).y).toBeCloseTo(1, 3)
    const turning = world.bodyAngularVelocity(ball)
    expect(turning).toBeGreaterThan(0)
    world.applyAngularImpulse(ball, -1)
    expect(world.bodyAngularVelocity(ball)).toBeLessThan(turning)
    world.dispose()
  })

  it('fall asleep when told, and wake when told', () => {
    const { world, ball } = fallingBall()
    world.setBodyAwake(ball, false)
    expect(world.isBodyAwake(ball)).toBe(false)
    world.setBodyAwake(ball, true)
    expect(world.isBodyAwake(ball)).toBe(true)
    world.dispose()
  })

  it('die with what hangs on them', () => {
    const { world, ball, shape } = fallingBall()
    const anchor = world.createBody()
    const joint = world.createRevolute({ bodyA: anchor, bodyB: ball })
    expect([world.isBodyAlive(ball), world.isShapeAlive(shape), world.isJointAlive(joint)]).toEqual(
      [true, true, true],
    )
    world.destroyBody(ball)
    expect([world.isBodyAlive(ball), world.isShapeAlive(shape), world.isJointAlive(joint)]).toEqual(
      [false, false, false],
    )
    world.dispose()
  })
})

describe('a revolute joint', () => {
  it('holds its anchors together while a motor turns it', () => {
    const world = new PhysicsWorld(simd, { gravityMps2: { x: 0, y: 0 } })
    const anchor = world.createBody()
    const wheel = world.createBody({ type: 'dynamic' })
    world.createCircle(wheel, { radiusM: 0.5 }, { densityKgpm2: 1 })
    const joint = world.createRevolute({ bodyA: anchor, bodyB: wheel })
    world.setRevoluteMotor(joint, true, 2, 1000)
    for (let tick = 0; tick < 60; tick++) world.step(DT)
    expect(world.bodyAngularVelocity(wheel)).toBeCloseTo(2, 2)
    expect(world.revoluteAngle(joint)).toBeCloseTo(2, 1)
    expect(world.jointSeparation(joint)).toBeLessThan(0.01)
    expect(Math.hypot(world.jointForce(joint).x, world.jointForce(joint).y)).toBeLessThan(1)
    world.destroyJoint(joint)
    expect(world.isJointAlive(joint)).toBe(false)
    world.dispose()
  })
})

describe('events', () => {
  it('tell of a hit, of a touch and of its end, once each', () => {
    const world = new PhysicsWorld(simd, { gravityMps2: GRAVITY })
    const floor = world.createBody()
    const listen = { enableContactEvents: true, enableHitEvents: true }
    const ground = world.createBox(floor, { halfSizeM: { x: 10, y: 0.5 } }, listen)
    const ball = world.createBody({ type: 'dynamic', positionM: { x: 0, y: 3 } })
    const shape = world.createCircle(ball, { radiusM: 0.5 }, listen)
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
    expect(hit?.normalImpulseNs).toBeGreaterThan(world.bodyMass(ball) * 4)
    expect(new Set([hit?.shapeA, hit?.shapeB])).toEqual(new Set([ground, shape]))
    expect(Math.abs(hit?.normal.y ?? 0)).toBeCloseTo(1, 5)
    expect(hit?.pointM.y).toBeCloseTo(0.5, 1)
    world.destroyShape(shape)
    world.step(DT)
    expect(world.contactEvents().map(({ type }) => type)).toEqual(['end'])
    expect(world.sensorEvents()).toEqual([])
    expect(world.jointEvents()).toEqual([])
    expect(world.bodyEvents()).toEqual([])
    world.dispose()
  })

  it('tell of each body that moved, fell asleep and woke where the world asked for it', () => {
    const world = new PhysicsWorld(simd, { enableBodyEvents: true })
    const body = world.createBody({ type: 'dynamic', gravityScale: 0, userData: 7n })
    world.createCircle(body, { radiusM: 0.5 })
    world.setBodyVelocity(body, { x: 6, y: 0 })
    world.step(DT)
    const [move] = world.bodyEvents()
    expect(move).toMatchObject({ type: 'move', body, userData: 7n, c: 1, s: 0 })
    expect(move?.xM).toBeCloseTo(0.1, 5)
    world.setBodyAwake(body, false)
    world.setBodyAwake(body, true)
    world.step(DT)
    expect(world.bodyEvents().map(({ type }) => type)).toEqual(['sleep', 'wake'])
    world.dispose()
  })
})

describe('a ray', () => {
  it('sees the first shape that its filter lets it see', () => {
    const world = new PhysicsWorld(simd)
    const body = world.createBody()
    const near = world.createBox(
      body,
      { centerM: { x: 3, y: 0 }, halfSizeM: { x: 0.5, y: 0.5 } },
      { categoryBits: 2n },
    )
    const far = world.createSegment(body, { aM: { x: 8, y: -1 }, bM: { x: 8, y: 1 } })
    const origin = { x: 0, y: 0 }
    const hit = world.castRay(origin, { x: 10, y: 0 })
    expect(hit).toMatchObject({ shape: near, normal: { x: -1, y: 0 } })
    expect(hit?.pointM.x).toBeCloseTo(2.5, 5)
    expect(hit?.fraction).toBeCloseTo(0.25, 5)
    expect(world.castRay(origin, { x: 10, y: 0 }, { maskBits: ~2n & 0xffffn })?.shape).toBe(far)
    expect(world.castRay(origin, { x: 0, y: 10 })).toBeUndefined()
    world.dispose()
  })
})
