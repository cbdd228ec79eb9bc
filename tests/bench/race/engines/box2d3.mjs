// Box2D 3.1 as compiled by box2d3-wasm, in both of its flavours: `compat` (no SIMD, no threads) and
// `deluxe` (SIMD, memory shared between threads). The race is of single threads: deluxe gets no
// worker. It cannot be told to do without shared memory, so a page that uses it has to be
// cross-origin isolated; Node needs nothing.
//
// What crosses is wrapped by Embind: an object in JavaScript and one on the heap of the module, to
// be deleted by hand. `GetPosition` and `GetRotation` turned out as quick as any other way to read
// poses (`GetTransform`, `ToBytes`, move events) or quicker. Lacks: a shape for tiles.
import { Maker, POSE_FLOATS, pointsOf } from './maker.mjs'
import { PEERS } from './peers.mjs'

const HOME = new URL('box2d3-wasm/', PEERS)
const fileOf = (flavour, kind) => new URL(`build/dist/es/${flavour}/Box2D.${flavour}.${kind}`, HOME)

class Box2d3 extends Maker {
  #b2
  #world
  #bodyTypes
  #bodyDef
  #shapeDef
  #jointCount = 0

  constructor(b2) {
    super()
    this.#b2 = b2
    const { b2_staticBody, b2_kinematicBody, b2_dynamicBody } = b2.b2BodyType
    this.#bodyTypes = [b2_staticBody, b2_kinematicBody, b2_dynamicBody]
    this.#bodyDef = b2.b2DefaultBodyDef()
    this.#shapeDef = b2.b2DefaultShapeDef()
  }

  world(gravity, sleeps) {
    const def = this.#b2.b2DefaultWorldDef()
    def.gravity.Set(0, -gravity)
    def.enableSleep = sleeps !== 0
    this.#world = this.#b2.b2CreateWorld(def)
    def.delete()
  }

  body(kind, x, y, angle) {
    const def = this.#bodyDef
    def.type = this.#bodyTypes[kind]
    def.position.Set(x, y)
    def.rotation.SetAngle(angle)
    def.linearDamping = this.linearDamping
    def.sleepThreshold = this.sleepSpeed
    def.enableSleep = this.maySleep
    def.isAwake = this.startsAwake
    return this.add(kind, this.#b2.b2CreateBody(this.#world, def))
  }

  #with(x, y, use) {
    const vector = new this.#b2.b2Vec2(x, y)
    use(vector)
    vector.delete()
  }

  velocity(body, x, y, w) {
    const id = this.bodies[body]
    this.#with(x, y, (velocity) => this.#b2.b2Body_SetLinearVelocity(id, velocity))
    this.#b2.b2Body_SetAngularVelocity(id, w)
  }

  moveTo(body, x, y, angle, dtS) {
    const target = new this.#b2.b2Transform()
    target.p.Set(x, y)
    target.q.SetAngle(angle)
    this.#b2.b2Body_SetTargetTransform(this.bodies[body], target, dtS)
    target.delete()
  }

  destroy(body) {
    const id = this.take(body)
    this.#b2.b2DestroyBody(id)
  }

  get #def() {
    const def = this.#shapeDef
    const { filter, material } = def
    def.density = this.density
    def.enableHitEvents = this.wantsHits
    material.friction = this.friction
    material.restitution = this.restitution
    filter.categoryBits = this.category
    filter.maskBits = this.mask
    filter.groupIndex = this.group
    return def
  }

  circle(body, x, y, radius) {
    const circle = new this.#b2.b2Circle()
    circle.center.Set(x, y)
    circle.radius = radius
    this.#b2.b2CreateCircleShape(this.bodies[body], this.#def, circle)
    circle.delete()
  }

  capsule(body, x1, y1, x2, y2, radius) {
    const capsule = new this.#b2.b2Capsule()
    capsule.center1.Set(x1, y1)
    capsule.center2.Set(x2, y2)
    capsule.radius = radius
    this.#b2.b2CreateCapsuleShape(this.bodies[body], this.#def, capsule)
    capsule.delete()
  }

  polygon(body, xy, radius) {
    const hull = this.#b2.b2ComputeHull(pointsOf(xy))
    const polygon = this.#b2.b2MakePolygon(hull, radius)
    this.#b2.b2CreatePolygonShape(this.bodies[body], this.#def, polygon)
    polygon.delete()
    hull.delete()
  }

  segment(body, x1, y1, x2, y2) {
    const segment = new this.#b2.b2Segment()
    segment.point1.Set(x1, y1)
    segment.point2.Set(x2, y2)
    this.#b2.b2CreateSegmentShape(this.bodies[body], this.#def, segment)
    segment.delete()
  }

  loop(body, xy) {
    const b2 = this.#b2
    const def = b2.b2DefaultChainDef()
    const material = b2.b2DefaultSurfaceMaterial()
    const points = pointsOf(xy, (x, y) => new b2.b2Vec2(x, y))
    material.friction = this.friction
    material.restitution = this.restitution
    def.isLoop = true
    def.SetPoints(points)
    def.SetMaterials([material])
    b2.b2CreateChain(this.bodies[body], def)
    for (const used of [...points, material, def]) used.delete()
  }

  revolute(a, b, ax, ay, angleA, bx, by) {
    const def = this.#b2.b2DefaultRevoluteJointDef()
    const base = def.base
    base.bodyIdA = this.bodies[a]
    base.bodyIdB = this.bodies[b]
    base.localFrameA.p.Set(ax, ay)
    base.localFrameA.q.SetAngle(angleA)
    base.localFrameB.p.Set(bx, by)
    def.enableSpring = this.hertz > 0
    def.hertz = this.hertz
    def.dampingRatio = this.dampingRatio
    def.enableLimit = this.hasLimit
    if (this.hasLimit) {
      def.lowerAngle = this.lower
      def.upperAngle = this.upper
    }
    def.enableMotor = this.maxTorque > 0
    def.motorSpeed = this.motorSpeed
    def.maxMotorTorque = this.maxTorque
    this.#b2.b2CreateRevoluteJoint(this.#world, def)
    def.delete()
    return this.#jointCount++
  }

  step(dtS, substeps) {
    this.#b2.b2World_Step(this.#world, dtS, substeps)
  }

  readPoses(into) {
    const { b2Body_GetPosition, b2Body_GetRotation } = this.#b2
    const movers = this.movers
    for (let index = 0, at = 0; index < movers.length; index++, at += POSE_FLOATS) {
      const position = b2Body_GetPosition(movers[index])
      const rotation = b2Body_GetRotation(movers[index])
      into[at] = position.x
      into[at + 1] = position.y
      into[at + 2] = rotation.c
      into[at + 3] = rotation.s
      position.delete()
      rotation.delete()
    }
  }

  readMoved(into) {
    const events = this.#b2.b2World_GetBodyEvents(this.#world)
    const count = events.moveCount
    if (count * 2 > this.movers.length) this.readPoses(into)
    else this.#readEvents(events, count, into)
    events.delete()
  }

  /** What hangs on an event is part of it and not deleted by itself. */
  #readEvents(events, count, into) {
    for (let index = 0, at = 0; index < count; index++, at += POSE_FLOATS) {
      const event = events.GetMoveEvent(index)
      const { p, q } = event.transform
      into[at] = p.x
      into[at + 1] = p.y
      into[at + 2] = q.c
      into[at + 3] = q.s
      event.delete()
    }
  }

  #touching() {
    const pairs = new Set()
    for (const id of this.movers) {
      const capacity = this.#b2.b2Body_GetContactCapacity(id)
      for (const data of this.#b2.b2Body_GetContactData(id, capacity)) {
        pairs.add(`${data.shapeIdA.index1}:${data.shapeIdB.index1}`)
      }
    }
    return pairs.size
  }

  counts() {
    const counters = this.#b2.b2World_GetCounters(this.#world)
    const { bodyCount, shapeCount, jointCount } = counters
    counters.delete()
    return {
      bodies: bodyCount,
      shapes: shapeCount,
      joints: jointCount,
      touching: this.#touching(),
      awake: this.#b2.b2World_GetAwakeBodyCount(this.#world),
    }
  }

  memoryBytes() {
    const counters = this.#b2.b2World_GetCounters(this.#world)
    const { byteCount } = counters
    counters.delete()
    return byteCount
  }

  dispose() {
    this.#b2.b2DestroyWorld(this.#world)
  }
}

export async function load(flavour) {
  const { default: start } = await import(fileOf(flavour, 'mjs').href)
  return new Box2d3(await start(flavour === 'deluxe' ? { pthreadCount: 0 } : {}))
}

export const packageOf = (flavour) => ({
  home: HOME,
  script: fileOf(flavour, 'mjs'),
  wasm: fileOf(flavour, 'wasm'),
  licence: new URL('LICENSE', HOME),
})
