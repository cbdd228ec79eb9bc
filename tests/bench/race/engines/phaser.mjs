// phaser-box2d, Box2D 3.0 rewritten by hand in JavaScript. The package's entry names a file that it
// does not have; the bundle in dist is what its own pages load.
//
// It keeps the vectors that it is given, so each call gets new ones. It counts nothing: bodies,
// shapes and joints are counted here. Lacks: a target pose for kinematic bodies (a velocity is
// worked out), a shape for tiles (boxes).
import { Maker, POSE_FLOATS, pointsOf, velocityTo } from './maker.mjs'
import { PEERS } from './peers.mjs'

const HOME = new URL('phaser-box2d/', PEERS)
const SCRIPT = new URL('dist/PhaserBox2D.js', HOME)

class Phaser extends Maker {
  #b2
  #world
  #joints = []
  #shapeCounts = []

  constructor(b2) {
    super()
    this.#b2 = b2
  }

  world(gravity, sleeps) {
    this.#b2.b2CreateWorldArray()
    const def = this.#b2.b2DefaultWorldDef()
    def.gravity = new this.#b2.b2Vec2(0, -gravity)
    def.enableSleep = sleeps !== 0
    this.#world = this.#b2.b2CreateWorld(def)
  }

  body(kind, x, y, angle) {
    const { b2BodyType } = this.#b2
    const types = [b2BodyType.b2_staticBody, b2BodyType.b2_kinematicBody, b2BodyType.b2_dynamicBody]
    const def = this.#b2.b2DefaultBodyDef()
    def.type = types[kind]
    def.position = new this.#b2.b2Vec2(x, y)
    def.rotation = this.#b2.b2MakeRot(angle)
    def.linearDamping = this.linearDamping
    def.sleepThreshold = this.sleepSpeed
    def.enableSleep = this.maySleep
    def.isAwake = this.startsAwake
    this.#shapeCounts.push(0)
    return this.add(kind, this.#b2.b2CreateBody(this.#world, def))
  }

  velocity(body, x, y, w) {
    const id = this.bodies[body]
    this.#b2.b2Body_SetLinearVelocity(id, new this.#b2.b2Vec2(x, y))
    this.#b2.b2Body_SetAngularVelocity(id, w)
  }

  moveTo(body, x, y, angle, dtS) {
    const { p, q } = this.#b2.b2Body_GetTransform(this.bodies[body])
    const pose = { x: p.x, y: p.y, angle: Math.atan2(q.s, q.c) }
    const velocity = velocityTo(pose, { x, y, angle }, dtS)
    this.velocity(body, velocity.x, velocity.y, velocity.w)
  }

  destroy(body) {
    this.#b2.b2DestroyBody(this.take(body))
    this.#shapeCounts[body] = 0
  }

  #def(body) {
    this.#shapeCounts[body]++
    const def = this.#b2.b2DefaultShapeDef()
    def.density = this.density
    def.friction = this.friction
    def.restitution = this.restitution
    def.enableHitEvents = this.wantsHits
    def.filter.categoryBits = this.category
    def.filter.maskBits = this.mask
    def.filter.groupIndex = this.group
    return def
  }

  circle(body, x, y, radius) {
    const circle = new this.#b2.b2Circle(new this.#b2.b2Vec2(x, y), radius)
    this.#b2.b2CreateCircleShape(this.bodies[body], this.#def(body), circle)
  }

  capsule(body, x1, y1, x2, y2, radius) {
    const capsule = new this.#b2.b2Capsule()
    capsule.center1 = new this.#b2.b2Vec2(x1, y1)
    capsule.center2 = new this.#b2.b2Vec2(x2, y2)
    capsule.radius = radius
    this.#b2.b2CreateCapsuleShape(this.bodies[body], this.#def(body), capsule)
  }

  #points(xy) {
    return pointsOf(xy, (x, y) => new this.#b2.b2Vec2(x, y))
  }

  polygon(body, xy, radius) {
    const points = this.#points(xy)
    const polygon = this.#b2.b2MakePolygon(this.#b2.b2ComputeHull(points, points.length), radius)
    this.#b2.b2CreatePolygonShape(this.bodies[body], this.#def(body), polygon)
  }

  segment(body, x1, y1, x2, y2) {
    const ends = [new this.#b2.b2Vec2(x1, y1), new this.#b2.b2Vec2(x2, y2)]
    const segment = new this.#b2.b2Segment(...ends)
    this.#b2.b2CreateSegmentShape(this.bodies[body], this.#def(body), segment)
  }

  loop(body, xy) {
    const def = this.#b2.b2DefaultChainDef()
    def.points = this.#points(xy)
    def.count = def.points.length
    def.isLoop = true
    def.friction = this.friction
    def.restitution = this.restitution
    this.#shapeCounts[body] += def.count
    this.#b2.b2CreateChain(this.bodies[body], def)
  }

  revolute(a, b, ax, ay, angleA, bx, by) {
    const def = this.#b2.b2DefaultRevoluteJointDef()
    def.bodyIdA = this.bodies[a]
    def.bodyIdB = this.bodies[b]
    def.localAnchorA = new this.#b2.b2Vec2(ax, ay)
    def.localAnchorB = new this.#b2.b2Vec2(bx, by)
    def.referenceAngle = angleA
    def.enableSpring = this.hertz > 0
    def.hertz = this.hertz
    def.dampingRatio = this.dampingRatio
    def.enableLimit = this.hasLimit
    def.lowerAngle = this.hasLimit ? this.lower : 0
    def.upperAngle = this.hasLimit ? this.upper : 0
    def.enableMotor = this.maxTorque > 0
    def.motorSpeed = this.motorSpeed
    def.maxMotorTorque = this.maxTorque
    this.#joints.push(this.#b2.b2CreateRevoluteJoint(this.#world, def))
  }

  step(dtS, substeps) {
    this.#b2.b2World_Step(this.#world, dtS, substeps)
  }

  readPoses(into) {
    const { b2Body_GetTransform } = this.#b2
    const movers = this.movers
    for (let index = 0, at = 0; index < movers.length; index++, at += POSE_FLOATS) {
      const { p, q } = b2Body_GetTransform(movers[index])
      into[at] = p.x
      into[at + 1] = p.y
      into[at + 2] = q.c
      into[at + 3] = q.s
    }
  }

  #touching() {
    const pairs = new Set()
    for (const id of this.movers) {
      const capacity = this.#b2.b2Body_GetContactCapacity(id)
      const data = Array.from({ length: capacity }, () => new this.#b2.b2ContactData())
      const count = this.#b2.b2Body_GetContactData(id, data, capacity)
      for (const { shapeIdA, shapeIdB } of data.slice(0, count)) {
        pairs.add(`${shapeIdA.index1}:${shapeIdB.index1}`)
      }
    }
    return pairs.size
  }

  counts() {
    return {
      bodies: this.bodies.filter(Boolean).length,
      shapes: this.#shapeCounts.reduce((sum, count) => sum + count, 0),
      joints: this.#joints.filter((joint) => this.#b2.b2Joint_IsValid(joint)).length,
      touching: this.#touching(),
      awake: this.movers.filter((id) => this.#b2.b2Body_IsAwake(id)).length,
    }
  }

  memoryBytes() {
    return 0
  }

  dispose() {
    this.#b2.b2DestroyWorld(this.#world)
  }
}

export async function load() {
  return new Phaser(await import(SCRIPT.href))
}

export const packageOf = () => ({
  home: HOME,
  script: SCRIPT,
  minified: new URL('dist/PhaserBox2D.min.js', HOME),
  licence: new URL('LICENSE', HOME),
})
