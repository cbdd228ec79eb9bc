// Quoin through its npm package, as a page uses it: poses from the engine's memory. Both of its builds:
// with SIMD, and without.
import { Maker, POSE_FLOATS, pointsOf } from './maker.mjs'

const ROOT = new URL('../../../../', import.meta.url)
const HOME = new URL('web/package/', ROOT)
const SCRIPT = new URL('dist/index.js', HOME)
/** Straight from the build: the package has copies of them. */
const wasmOf = (variant) =>
  new URL(`build/${variant === 'scalar' ? 'wasm-scalar' : 'wasm'}/engine.wasm`, ROOT)
const KINDS = ['static', 'kinematic', 'dynamic']

class Quoin extends Maker {
  #api
  #engine
  #world
  /** The engine's own until a scene asks for another. */
  #filter = {}

  constructor(api, engine) {
    super()
    this.#api = api
    this.#engine = engine
  }

  world(gravity, sleeps) {
    this.#world = new this.#api.PhysicsWorld(this.#engine, {
      gravityMps2: { x: 0, y: -gravity },
      enableSleep: sleeps !== 0,
    })
  }

  body(kind, x, y, angle) {
    const id = this.#world.body.create({
      type: KINDS[kind],
      positionM: { x, y },
      angleRad: angle,
      linearDamping: this.linearDamping,
      sleepSpeedMps: this.sleepSpeed,
      enableSleep: this.maySleep,
      isAwake: this.startsAwake,
    })
    return this.add(kind, id, this.#api.slotOf(id))
  }

  velocity(body, x, y, w) {
    this.#world.body.setVelocity(this.bodies[body], { x, y }, w)
  }

  moveTo(body, x, y, angle, dtS) {
    this.#world.body.setTargetPose(this.bodies[body], { x, y }, angle, dtS)
  }

  destroy(body) {
    this.#world.body.destroy(this.take(body))
  }

  filter(category, mask, group) {
    super.filter(category, mask, group)
    this.#filter = { categoryBits: BigInt(this.category), maskBits: BigInt(this.mask), group }
  }

  get #shapeDef() {
    return {
      densityKgpm2: this.density,
      material: { friction: this.friction, restitution: this.restitution },
      filter: this.#filter,
      enableHitEvents: this.wantsHits,
    }
  }

  circle(body, x, y, radius) {
    this.#world.shape.createCircle(this.bodies[body], { x, y }, radius, this.#shapeDef)
  }

  capsule(body, x1, y1, x2, y2, radius) {
    const ends = [
      { x: x1, y: y1 },
      { x: x2, y: y2 },
    ]
    this.#world.shape.createCapsule(this.bodies[body], ...ends, radius, this.#shapeDef)
  }

  polygon(body, xy, radius) {
    this.#world.shape.createPolygon(this.bodies[body], pointsOf(xy), radius, this.#shapeDef)
  }

  segment(body, x1, y1, x2, y2) {
    const ends = [
      { x: x1, y: y1 },
      { x: x2, y: y2 },
    ]
    this.#world.shape.createSegment(this.bodies[body], ...ends, this.#shapeDef)
  }

  loop(body, xy) {
    const def = { pointsM: pointsOf(xy), isLoop: true, segment: this.#shapeDef }
    this.#world.chain.create(this.bodies[body], def)
  }

  tiles(body, x, y, cell, width, height, cells) {
    const rowBytes = Math.ceil(width / 8)
    const bits = new Uint8Array(rowBytes * height)
    cells.forEach((isSolid, index) => {
      const column = index % width
      const row = Math.floor(index / width)
      if (isSolid) bits[row * rowBytes + (column >> 3)] |= 1 << (column & 7)
    })
    const material = this.#shapeDef
    const def = { originM: { x, y }, cellM: cell, width, height, bits, material }
    this.#world.tiles.create(this.bodies[body], def)
  }

  revolute(a, b, ax, ay, angleA, bx, by) {
    this.#world.revolute.create({
      base: {
        bodyA: this.bodies[a],
        bodyB: this.bodies[b],
        anchorAM: { x: ax, y: ay },
        anchorBM: { x: bx, y: by },
        frameAngleARad: angleA,
      },
      enableSpring: this.hertz > 0,
      springHz: this.hertz,
      springDampingRatio: this.dampingRatio,
      enableLimit: this.hasLimit,
      lowerAngleRad: this.hasLimit ? this.lower : 0,
      upperAngleRad: this.hasLimit ? this.upper : 0,
      enableMotor: this.maxTorque > 0,
      motorSpeedRadps: this.motorSpeed,
      maxMotorTorqueNm: this.maxTorque,
    })
  }

  step(dtS, substeps) {
    this.#world.step(dtS, substeps)
  }

  /** The whole array crosses as one view; a copy is made only because all engines make one here. */
  readPoses(into) {
    const stride = this.#api.POSE_RECORD_STRIDE
    const floats = this.#world.poses().floats
    const movers = this.movers
    for (let index = 0, at = 0; index < movers.length; index++, at += POSE_FLOATS) {
      const from = movers[index] * stride
      into[at] = floats[from]
      into[at + 1] = floats[from + 1]
      into[at + 2] = floats[from + 2]
      into[at + 3] = floats[from + 3]
    }
  }

  counts() {
    const counters = this.#world.getCounters()
    return {
      bodies: counters.bodyCount,
      shapes: counters.shapeCount,
      joints: counters.jointCount,
      touching: counters.touchingContactCount,
      awake: counters.awakeBodyCount,
    }
  }

  stateHash() {
    return this.#world.stateHash()
  }

  memoryBytes() {
    return Number(this.#world.getCounters().memoryBytes)
  }

  dispose() {
    this.#world.dispose()
    this.#engine.release()
  }
}

export async function load(variant) {
  const api = await import(SCRIPT.href)
  return new Quoin(api, await api.load({ url: wasmOf(variant) }))
}

export const packageOf = (variant) => ({
  home: HOME,
  script: SCRIPT,
  wasm: wasmOf(variant),
  licence: new URL('LICENSE', ROOT),
})
