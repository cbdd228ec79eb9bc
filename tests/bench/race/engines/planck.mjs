// planck, Box2D 2.3 rewritten in TypeScript: no sub-steps but 8 velocity and 3 position iterations,
// its defaults.
//
// Lacks, and what is done instead:
// - capsules: a polygon of four corners at each end; rounded polygons: their edges are moved out;
// - a spring in the revolute joint: none; a sleep threshold of one body: its own;
// - hit events: none; tiles: boxes.
import { capsuleOutline, grown, Maker, POSE_FLOATS, pointsOf, velocityTo } from './maker.mjs'
import { PEERS } from './peers.mjs'

const HOME = new URL('planck/', PEERS)
const SCRIPT = new URL('dist/planck.mjs', HOME)
const CAPSULE_CORNERS = 4
const TYPES = ['static', 'kinematic', 'dynamic']
const MAX_TORQUE = 1e30

class Planck extends Maker {
  #planck
  #world

  constructor(planck) {
    super()
    this.#planck = planck
  }

  world(gravity, sleeps) {
    const allowSleep = sleeps !== 0
    this.#world = new this.#planck.World({ gravity: { x: 0, y: -gravity }, allowSleep })
  }

  body(kind, x, y, angle) {
    const body = this.#world.createBody({
      type: TYPES[kind],
      position: { x, y },
      angle,
      linearDamping: this.linearDamping,
      allowSleep: this.maySleep,
      awake: this.startsAwake,
    })
    return this.add(kind, body)
  }

  velocity(body, x, y, w) {
    this.bodies[body].setLinearVelocity({ x, y })
    this.bodies[body].setAngularVelocity(w)
  }

  moveTo(body, x, y, angle, dtS) {
    const mover = this.bodies[body]
    const from = mover.getPosition()
    const pose = { x: from.x, y: from.y, angle: mover.getAngle() }
    const velocity = velocityTo(pose, { x, y, angle }, dtS)
    this.velocity(body, velocity.x, velocity.y, velocity.w)
  }

  destroy(body) {
    this.#world.destroyBody(this.take(body))
  }

  #add(body, shape) {
    this.bodies[body].createFixture({
      shape,
      density: this.density,
      friction: this.friction,
      restitution: this.restitution,
      filterCategoryBits: this.category,
      filterMaskBits: this.mask,
      filterGroupIndex: this.group,
    })
  }

  circle(body, x, y, radius) {
    this.#add(body, new this.#planck.Circle({ x, y }, radius))
  }

  capsule(body, x1, y1, x2, y2, radius) {
    this.polygon(body, capsuleOutline(x1, y1, x2, y2, radius, CAPSULE_CORNERS), 0)
  }

  polygon(body, xy, radius) {
    this.#add(body, new this.#planck.Polygon(pointsOf(grown([...xy], radius))))
  }

  segment(body, x1, y1, x2, y2) {
    this.#add(body, new this.#planck.Edge({ x: x1, y: y1 }, { x: x2, y: y2 }))
  }

  loop(body, xy) {
    this.#add(body, new this.#planck.Chain(pointsOf(xy), true))
  }

  revolute(a, b, ax, ay, angleA, bx, by) {
    const joint = new this.#planck.RevoluteJoint({
      bodyA: this.bodies[a],
      bodyB: this.bodies[b],
      localAnchorA: { x: ax, y: ay },
      localAnchorB: { x: bx, y: by },
      referenceAngle: angleA,
      enableLimit: this.hasLimit,
      lowerAngle: this.hasLimit ? this.lower : 0,
      upperAngle: this.hasLimit ? this.upper : 0,
      enableMotor: this.maxTorque > 0,
      motorSpeed: this.motorSpeed,
      maxMotorTorque: Math.min(this.maxTorque, MAX_TORQUE),
    })
    this.#world.createJoint(joint)
  }

  step(dtS) {
    this.#world.step(dtS)
  }

  readPoses(into) {
    const movers = this.movers
    for (let index = 0, at = 0; index < movers.length; index++, at += POSE_FLOATS) {
      const { p, q } = movers[index].getTransform()
      into[at] = p.x
      into[at + 1] = p.y
      into[at + 2] = q.c
      into[at + 3] = q.s
    }
  }

  counts() {
    let shapes = 0
    for (let body = this.#world.getBodyList(); body; body = body.getNext()) {
      for (let fixture = body.getFixtureList(); fixture; fixture = fixture.getNext()) shapes++
    }
    let touching = 0
    for (let contact = this.#world.getContactList(); contact; contact = contact.getNext()) {
      if (contact.isTouching()) touching++
    }
    return {
      bodies: this.#world.getBodyCount(),
      shapes,
      joints: this.#world.getJointCount(),
      touching,
      awake: this.movers.filter((body) => body.isDynamic() && body.isAwake()).length,
    }
  }

  memoryBytes() {
    return 0
  }

  dispose() {
    this.#world = undefined
  }
}

export async function load() {
  return new Planck(await import(SCRIPT.href))
}

export const packageOf = () => ({
  home: HOME,
  script: SCRIPT,
  minified: new URL('dist/planck.min.js', HOME),
  licence: new URL('LICENSE.txt', HOME),
})
