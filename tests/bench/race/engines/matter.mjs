// matter-js. Its tolerances are in pixels, so a metre is PIXELS_PER_M pixels here, as large as things
// are in its own demos. From 10 to 200 it matters little: in ten seconds a pyramid of 210 boxes sinks
// by 0.37 to 0.32 m at its mean, and a heap of ragdolls is highest, by a tenth, from 20 to 50. No
// sub-steps: six position and four velocity iterations, its defaults.
//
// Lacks, and what is done instead:
// - moving static bodies: a static body of several shapes is several bodies; a kinematic one is a
//   static one that is moved by hand before each step;
// - capsules, rounded polygons, segments: convex polygons and thin boxes; tiles: boxes;
// - limits, motors and springs of a revolute joint: a strong motor sets the body's turning speed
//   before each step, the rest is left out; the joint is a constraint of length 0;
// - a sleep threshold of one body, hit events: none;
// - the pose of a body's origin: it gives the centre of mass.
// A body is made of all its shapes at once, so bodies are made before the first step.
import { capsuleOutline, grown, KIND, Maker, POSE_FLOATS, pointsOf } from './maker.mjs'
import { PEERS } from './peers.mjs'

const HOME = new URL('matter-js/', PEERS)
const SCRIPT = new URL('build/matter.js', HOME)
const PIXELS_PER_M = 50
const BASE_STEP_MS = 1000 / 60
const CAPSULE_CORNERS = 5
const SEGMENT_THICKNESS_M = 0.1
/** A motor that may push harder than this drives its body whatever is in the way. */
const STRONG_TORQUE_NM = 1e4

class MatterBody {
  /** What a pose is read from; undefined until it is made, and for static bodies of many parts. */
  native
  natives = []
  shapes = []
  joints = []
  velocity
  drive

  constructor(kind, x, y, angle, habits) {
    this.kind = kind
    this.x = x
    this.y = y
    this.angle = angle
    this.habits = habits
  }

  /** Of the body's origin in world pixels, where `x` and `y` are in its frame. */
  worldPoint(x, y) {
    const c = Math.cos(this.angle)
    const s = Math.sin(this.angle)
    return {
      x: (this.x + x * c - y * s) * PIXELS_PER_M,
      y: (this.y + x * s + y * c) * PIXELS_PER_M,
    }
  }
}

class Matter extends Maker {
  #matter
  #engine
  #sleeps
  #pending = []
  #drives = []

  constructor(matter) {
    super()
    this.#matter = matter
  }

  world(gravity, sleeps) {
    this.#sleeps = sleeps !== 0
    this.#engine = this.#matter.Engine.create({
      enableSleeping: this.#sleeps,
      gravity: { x: 0, y: -1, scale: gravity * PIXELS_PER_M * 1e-6 },
    })
  }

  body(kind, x, y, angle) {
    const { linearDamping, maySleep, startsAwake } = this
    const body = new MatterBody(kind, x, y, angle, { linearDamping, maySleep, startsAwake })
    this.#pending.push(body)
    return this.add(kind, body)
  }

  #add(body, xy, circleRadius) {
    this.bodies[body].shapes.push({
      xy: [...xy].map((metres) => metres * PIXELS_PER_M),
      circleRadius: circleRadius * PIXELS_PER_M,
      settings: {
        density: this.density / PIXELS_PER_M ** 2,
        friction: this.friction,
        restitution: this.restitution,
        collisionFilter: { category: this.category, mask: this.mask, group: this.group },
      },
    })
  }

  circle(body, x, y, radius) {
    this.#add(body, [x, y], radius)
  }

  capsule(body, x1, y1, x2, y2, radius) {
    this.#add(body, capsuleOutline(x1, y1, x2, y2, radius, CAPSULE_CORNERS), 0)
  }

  polygon(body, xy, radius) {
    this.#add(body, grown([...xy], radius), 0)
  }

  /** Below the line as it goes from the left to the right. */
  segment(body, x1, y1, x2, y2) {
    const length = Math.hypot(x2 - x1, y2 - y1)
    const x = ((y2 - y1) / length) * SEGMENT_THICKNESS_M
    const y = ((x1 - x2) / length) * SEGMENT_THICKNESS_M
    this.#add(body, [x1 + x, y1 + y, x2 + x, y2 + y, x2, y2, x1, y1], 0)
  }

  /** A box behind each segment, on the side that is not solid. */
  loop(body, xy) {
    const points = pointsOf(xy)
    points.forEach((from, index) => {
      const to = points[(index + 1) % points.length]
      this.segment(body, from.x, from.y, to.x, to.y)
    })
  }

  velocity(body, x, y, w) {
    this.bodies[body].velocity = { x, y, w }
    if (this.bodies[body].native) this.#setVelocity(this.bodies[body])
  }

  /** Matter's velocities are pixels and radians in a sixtieth of a second. */
  #setVelocity({ kind, native, velocity }) {
    if (kind !== KIND.dynamic || !velocity) return
    const perStep = (PIXELS_PER_M * BASE_STEP_MS) / 1000
    if (native.isSleeping) this.#matter.Sleeping.set(native, false)
    this.#matter.Body.setVelocity(native, { x: velocity.x * perStep, y: velocity.y * perStep })
    this.#matter.Body.setAngularVelocity(native, (velocity.w * BASE_STEP_MS) / 1000)
  }

  moveTo(body, x, y, angle) {
    this.bodies[body].target = { x, y, angle }
  }

  destroy(body) {
    this.#finish()
    const { natives, joints } = this.take(body)
    for (const part of [...natives, ...joints]) {
      this.#matter.Composite.remove(this.#engine.world, part)
    }
  }

  /** At the origin of the body, turned by nothing. */
  #part({ xy, circleRadius, settings }, options) {
    const { Bodies, Body, Vertices } = this.#matter
    const all = { ...settings, ...options }
    if (circleRadius > 0) return Bodies.circle(xy[0], xy[1], circleRadius, all)
    const vertices = pointsOf(xy)
    return Body.create({ ...all, position: Vertices.centre(vertices), vertices })
  }

  #place(native, body) {
    const at = body.worldPoint(native.position.x / PIXELS_PER_M, native.position.y / PIXELS_PER_M)
    body.center ??= { x: native.position.x / PIXELS_PER_M, y: native.position.y / PIXELS_PER_M }
    this.#matter.Body.setPosition(native, at)
    this.#matter.Body.setAngle(native, body.angle)
    return native
  }

  #make(body) {
    const { kind, habits, shapes } = body
    const options = {
      isStatic: kind !== KIND.dynamic,
      frictionAir: (habits.linearDamping * BASE_STEP_MS) / 1000,
      sleepThreshold: habits.maySleep ? 60 : Number.POSITIVE_INFINITY,
    }
    const parts = shapes.map((shape) => this.#part(shape, options))
    if (kind === KIND.static || parts.length <= 1)
      return parts.map((part) => this.#place(part, body))
    const { settings } = shapes[0]
    const whole = this.#matter.Body.create({ ...options, parts, friction: settings.friction })
    whole.collisionFilter = settings.collisionFilter
    return [this.#place(whole, body)]
  }

  #finish() {
    if (this.#pending.length === 0) return
    const made = []
    for (const body of this.#pending) {
      body.natives = this.#make(body)
      body.native = body.kind === KIND.static ? undefined : body.natives[0]
      made.push(...body.natives)
      this.#setVelocity(body)
      if (!body.habits.startsAwake && body.native) this.#matter.Sleeping.set(body.native, true)
    }
    this.#pending = []
    this.#matter.Composite.add(this.#engine.world, made)
  }

  /** An end of a constraint: a body and the offset from its centre, or a place in the world. */
  #end(body, x, y) {
    const place = body.worldPoint(x, y)
    if (!body.native) return { point: place }
    const { position } = body.native
    return { native: body.native, point: { x: place.x - position.x, y: place.y - position.y } }
  }

  revolute(a, b, ax, ay, _angleA, bx, by) {
    this.#finish()
    const first = this.#end(this.bodies[a], ax, ay)
    const second = this.#end(this.bodies[b], bx, by)
    const joint = this.#matter.Constraint.create({
      ...(first.native && { bodyA: first.native }),
      ...(second.native && { bodyB: second.native }),
      pointA: first.point,
      pointB: second.point,
      length: 0,
    })
    this.bodies[a].joints.push(joint)
    this.bodies[b].joints.push(joint)
    this.#matter.Composite.add(this.#engine.world, joint)
    if (this.maxTorque > STRONG_TORQUE_NM) {
      this.#drives.push({ native: second.native, speed: this.motorSpeed })
    }
  }

  /** A kinematic body goes where it was sent, or on at its velocity. */
  #moveKinematic(body, dtS) {
    const { native, target, velocity } = body
    body.target = undefined
    if (!target && !velocity) return
    body.x = target ? target.x : body.x + velocity.x * dtS
    body.y = target ? target.y : body.y + velocity.y * dtS
    body.angle = target ? target.angle : body.angle + velocity.w * dtS
    const place = body.worldPoint(body.center.x, body.center.y)
    this.#matter.Body.setPosition(native, place, true)
    this.#matter.Body.setAngle(native, body.angle, true)
  }

  step(dtS) {
    this.#finish()
    this.moverKinds.forEach((kind, index) => {
      if (kind === KIND.kinematic) this.#moveKinematic(this.movers[index], dtS)
    })
    for (const { native, speed } of this.#drives) {
      this.#matter.Body.setAngularVelocity(native, (speed * BASE_STEP_MS) / 1000)
    }
    // A sixtieth as a float is a trace too long, of which it would warn.
    this.#matter.Engine.update(this.#engine, Math.min(dtS * 1000, BASE_STEP_MS))
  }

  readPoses(into) {
    this.#finish()
    const movers = this.movers
    for (let index = 0, at = 0; index < movers.length; index++, at += POSE_FLOATS) {
      const { position, angle } = movers[index].native
      into[at] = position.x / PIXELS_PER_M
      into[at + 1] = position.y / PIXELS_PER_M
      into[at + 2] = angle
      into[at + 3] = 0
    }
  }

  counts() {
    this.#finish()
    const { Composite } = this.#matter
    const all = Composite.allBodies(this.#engine.world)
    const partsOf = (body) => (body.parts.length > 1 ? body.parts.length - 1 : 1)
    return {
      bodies: this.bodies.filter(Boolean).length,
      shapes: all.reduce((sum, body) => sum + partsOf(body), 0),
      joints: Composite.allConstraints(this.#engine.world).length,
      touching: this.#engine.pairs.list.filter((pair) => pair.isActive).length,
      awake: all.filter((body) => !body.isStatic && !body.isSleeping).length,
    }
  }

  memoryBytes() {
    return 0
  }

  dispose() {
    this.#matter.Engine.clear(this.#engine)
  }
}

export async function load() {
  return new Matter((await import(SCRIPT.href)).default)
}

export const packageOf = () => ({
  home: HOME,
  script: SCRIPT,
  minified: new URL('build/matter.min.js', HOME),
  isCommonJs: true,
  licence: new URL('LICENSE', HOME),
})
