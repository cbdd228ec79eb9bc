// Rapier through its packages for JavaScript with the module inside (`-compat`): the newest, and the
// last one that was built with SIMD. Its four solver iterations stand for the four sub-steps.
//
// Lacks, and what is done instead:
// - a rotary spring beside a motor: a joint has one of both, and the spring goes first;
// - negative groups (shapes of one do not meet): each group is one of twelve bits of the filter, so
//   that groups twelve apart do not meet either;
// - a sleep threshold of one body: its own; hit events: none are asked for.
// Tiles are its voxels.
import { asBox, KIND, Maker, POSE_FLOATS, velocityTo } from './maker.mjs'
import { watchMemory } from './memory.mjs'
import { PEERS } from './peers.mjs'

const PACKAGES = { newest: 'rapier2d-compat', simd: 'rapier2d-simd-compat' }
const homeOf = (variant) => new URL(`@dimforge/${PACKAGES[variant]}/`, PEERS)
const scriptOf = (variant) =>
  new URL(variant === 'newest' ? 'dist/rapier.mjs' : 'rapier.mjs', homeOf(variant))

const GROUP_COUNT = 12
const CATEGORY_BITS = 0xf
const GROUP_BITS = 0xfff0
/** The one category whose shapes have groups in the scenes. */
const GROUPED_CATEGORY = 2

class Rapier extends Maker {
  #rapier
  #memory
  #world
  #sleeps
  #dtS = 0
  #point = { x: 0, y: 0 }

  constructor(rapier, memory) {
    super()
    this.#rapier = rapier
    this.#memory = memory
  }

  world(gravity, sleeps) {
    this.#world = new this.#rapier.World({ x: 0, y: -gravity })
    this.#sleeps = sleeps !== 0
  }

  body(kind, x, y, angle) {
    const { RigidBodyDesc } = this.#rapier
    const descs = [RigidBodyDesc.fixed, RigidBodyDesc.kinematicVelocityBased, RigidBodyDesc.dynamic]
    const desc = descs[kind]()
      .setTranslation(x, y)
      .setRotation(angle)
      .setLinearDamping(this.linearDamping)
      .setCanSleep(this.#sleeps && this.maySleep)
    const body = this.#world.createRigidBody(desc)
    if (!this.startsAwake) body.sleep()
    return this.add(kind, body)
  }

  velocity(body, x, y, w) {
    this.bodies[body].setLinvel({ x, y }, true)
    this.bodies[body].setAngvel(w, true)
  }

  moveTo(body, x, y, angle, dtS) {
    const mover = this.bodies[body]
    const from = mover.translation()
    const pose = { x: from.x, y: from.y, angle: mover.rotation() }
    const velocity = velocityTo(pose, { x, y, angle }, dtS)
    this.velocity(body, velocity.x, velocity.y, velocity.w)
  }

  destroy(body) {
    this.#world.removeRigidBody(this.take(body))
  }

  get #groups() {
    const own = this.group < 0 ? 0x10 << ((-this.group - 1) % GROUP_COUNT) : 0
    const member = own || this.category & CATEGORY_BITS
    const meetsGroups = (this.mask & GROUPED_CATEGORY) !== 0
    const filter = (this.mask & CATEGORY_BITS) | (meetsGroups ? GROUP_BITS & ~own : 0)
    return ((member << 16) | filter) >>> 0
  }

  #add(body, desc) {
    desc
      .setDensity(this.density)
      .setFriction(this.friction)
      .setRestitution(this.restitution)
      .setCollisionGroups(this.#groups)
    this.#world.createCollider(desc, this.bodies[body])
    if (!this.startsAwake && this.kinds[body] === KIND.dynamic) this.bodies[body].sleep()
  }

  circle(body, x, y, radius) {
    this.#add(body, this.#rapier.ColliderDesc.ball(radius).setTranslation(x, y))
  }

  /** Upright in its own frame, so it is turned. */
  capsule(body, x1, y1, x2, y2, radius) {
    const halfHeight = Math.hypot(x2 - x1, y2 - y1) / 2
    const desc = this.#rapier.ColliderDesc.capsule(halfHeight, radius)
      .setTranslation((x1 + x2) / 2, (y1 + y2) / 2)
      .setRotation(Math.atan2(y2 - y1, x2 - x1) - Math.PI / 2)
    this.#add(body, desc)
  }

  polygon(body, xy, radius) {
    const { ColliderDesc } = this.#rapier
    const box = asBox(xy)
    if (box) {
      const sides = [box.halfWidth, box.halfHeight]
      const desc =
        radius > 0 ? ColliderDesc.roundCuboid(...sides, radius) : ColliderDesc.cuboid(...sides)
      this.#add(body, desc.setTranslation(box.x, box.y))
      return
    }
    const points = new Float32Array(xy)
    const desc =
      radius > 0 ? ColliderDesc.roundConvexHull(points, radius) : ColliderDesc.convexHull(points)
    this.#add(body, desc)
  }

  segment(body, x1, y1, x2, y2) {
    this.#add(body, this.#rapier.ColliderDesc.segment({ x: x1, y: y1 }, { x: x2, y: y2 }))
  }

  loop(body, xy) {
    const count = xy.length / 2
    const indices = new Uint32Array(2 * count)
    for (let index = 0; index < count; index++) {
      indices[2 * index] = index
      indices[2 * index + 1] = (index + 1) % count
    }
    this.#add(body, this.#rapier.ColliderDesc.polyline(new Float32Array(xy), indices))
  }

  tiles(body, x, y, cell, width, _height, cells) {
    const solid = []
    cells.forEach((isSolid, index) => {
      if (isSolid) solid.push(index % width, Math.floor(index / width))
    })
    const desc = this.#rapier.ColliderDesc.voxels(new Int32Array(solid), { x: cell, y: cell })
    this.#add(body, desc.setTranslation(x, y))
  }

  revolute(a, b, ax, ay, angleA, bx, by) {
    const { JointData, MotorModel } = this.#rapier
    const data = JointData.revolute({ x: ax, y: ay }, { x: bx, y: by })
    const joint = this.#world.createImpulseJoint(data, this.bodies[a], this.bodies[b], true)
    joint.setContactsEnabled(false)
    if (this.hasLimit) joint.setLimits(this.lower + angleA, this.upper + angleA)
    if (this.hertz > 0) {
      const w = 2 * Math.PI * this.hertz
      joint.configureMotorModel(MotorModel.AccelerationBased)
      joint.configureMotorPosition(angleA, w * w, 2 * this.dampingRatio * w)
    } else if (this.maxTorque > 0) {
      joint.configureMotorModel(MotorModel.ForceBased)
      joint.configureMotorVelocity(this.motorSpeed, this.maxTorque)
      if (this.maxTorque < 1e30) joint.setMotorMaxForce?.(this.maxTorque)
    }
    return joint.handle
  }

  step(dtS, substeps) {
    if (dtS !== this.#dtS) {
      this.#dtS = dtS
      this.#world.timestep = dtS
      this.#world.numSolverIterations = substeps
    }
    this.#world.step()
  }

  /** Older packages make a new object for each body whatever they are given. */
  #readPose(body, into, at) {
    const position = body.translation(this.#point)
    into[at] = position.x
    into[at + 1] = position.y
    into[at + 2] = body.rotation()
    into[at + 3] = 0
  }

  readPoses(into) {
    const movers = this.movers
    for (let index = 0; index < movers.length; index++) {
      this.#readPose(movers[index], into, index * POSE_FLOATS)
    }
  }

  readMoved(into) {
    if (!this.#sleeps) {
      this.readPoses(into)
      return
    }
    let at = 0
    this.#world.forEachActiveRigidBody((body) => {
      this.#readPose(body, into, at)
      at += POSE_FLOATS
    })
  }

  #touching() {
    let count = 0
    const world = this.#world
    world.forEachCollider((one) => {
      const others = []
      world.contactPairsWith(one, (other) => {
        if (other.handle > one.handle) others.push(other)
      })
      for (const other of others) {
        let points = 0
        world.contactPair(one, other, (manifold) => {
          points += manifold.numSolverContacts()
        })
        if (points > 0) count++
      }
    })
    return count
  }

  counts() {
    const { bodies, colliders, impulseJoints } = this.#world
    const awake = this.movers.filter((body) => body.isDynamic() && !body.isSleeping()).length
    return {
      bodies: bodies.len(),
      shapes: colliders.len(),
      joints: impulseJoints.len(),
      touching: this.#touching(),
      awake,
    }
  }

  memoryBytes() {
    return this.#memory.grownBytes()
  }

  dispose() {
    this.#world.free()
  }
}

export async function load(variant) {
  const memory = watchMemory()
  const rapier = await import(scriptOf(variant).href)
  await rapier.init()
  memory.start()
  return new Rapier(rapier, memory)
}

/** The package with SIMD came without the text of the licence that both have. */
export const packageOf = (variant) => ({
  home: homeOf(variant),
  script: scriptOf(variant),
  licence: new URL('LICENSE', homeOf('newest')),
})
