// What all engines of the race share: the settings that hold for the shapes, bodies and joints that
// follow (see maker.h), the numbers of bodies, and which of them move.
//
// An engine is a class over this one. It answers the calls of maker.h under their names in camelCase,
// where a pointer and a count have become a typed array, and `step(dtS, substeps)`,
// `readPoses(into)`, `counts()`, `memoryBytes()` and `dispose()`. Its file says how it is
// loaded, in Node as in a page: `load(variant)` gives an instance. `packageOf(variant)` says where it
// comes from, as addresses: the folder `home` of its package, the `script` that is loaded (in a frame of
// CommonJS where it says so) and what that imports, a `minified` one where the package has it, its
// `wasm` and its `licence`. What an engine cannot do at all it throws: the tables then say n/a, and why.

export const KIND = { static: 0, kinematic: 1, dynamic: 2 }

/** Floats of a body in what `readPoses` writes: x, y, cosine and sine; or x, y, angle and nothing. */
export const POSE_FLOATS = 4

export class Maker {
  density = 1
  friction = 0.6
  restitution = 0
  category = 1
  mask = 0xffffffff
  group = 0
  wantsHits = false
  linearDamping = 0
  sleepSpeed = 0.05
  maySleep = true
  startsAwake = true
  lower = 1
  upper = 0
  motorSpeed = 0
  maxTorque = 0
  hertz = 0
  dampingRatio = 0
  /** By number, the engine's own; undefined once destroyed. */
  bodies = []
  kinds = []
  /** What poses are read by, of all bodies that are not static, and their kinds: what a page draws. */
  movers = []
  moverKinds = []
  #moverOf = []

  material(density, friction, restitution) {
    this.density = density
    this.friction = friction
    this.restitution = restitution
  }

  filter(category, mask, group) {
    this.category = category >>> 0
    this.mask = mask >>> 0
    this.group = group
  }

  hitEvents(wanted) {
    this.wantsHits = wanted !== 0
  }

  bodyHabits(linearDamping, sleepSpeed, maySleep, startsAwake) {
    this.linearDamping = linearDamping
    this.sleepSpeed = sleepSpeed
    this.maySleep = maySleep !== 0
    this.startsAwake = startsAwake !== 0
  }

  limit(lower, upper) {
    this.lower = lower
    this.upper = upper
  }

  motor(speed, maxTorque) {
    this.motorSpeed = speed
    this.maxTorque = maxTorque
  }

  spring(hertz, dampingRatio) {
    this.hertz = hertz
    this.dampingRatio = dampingRatio
  }

  get hasLimit() {
    return this.lower <= this.upper
  }

  /** Notes a body that was made and gives its number. Poses are read by the body unless told otherwise. */
  add(kind, body, mover = body) {
    if (kind !== KIND.static) {
      this.movers.push(mover)
      this.moverKinds.push(kind)
    }
    this.#moverOf.push(mover)
    this.kinds.push(kind)
    return this.bodies.push(body) - 1
  }

  /** Forgets a body and gives it back for the engine to destroy. */
  take(number) {
    const body = this.bodies[number]
    this.bodies[number] = undefined
    const at = this.movers.indexOf(this.#moverOf[number])
    if (at >= 0) {
      this.movers.splice(at, 1)
      this.moverKinds.splice(at, 1)
    }
    return body
  }

  /** For engines that have no shape for tiles: a box of each solid cell. */
  tiles(body, x, y, cell, width, _height, cells) {
    const half = cell / 2
    cells.forEach((isSolid, index) => {
      if (!isSolid) return
      const centerX = x + ((index % width) + 0.5) * cell
      const centerY = y + (Math.floor(index / width) + 0.5) * cell
      this.polygon(body, boxPoints(centerX, centerY, half, half), 0)
    })
  }

  /** What a page reads each frame: engines that tell which bodies moved leave the others out. */
  readMoved(into) {
    this.readPoses(into)
  }

  /** The mean height of the dynamic bodies: whether two engines had the same work. */
  meanHeight() {
    const poses = new Float32Array(this.movers.length * POSE_FLOATS)
    this.readPoses(poses)
    let sum = 0
    let count = 0
    this.moverKinds.forEach((kind, index) => {
      if (kind !== KIND.dynamic) return
      sum += poses[index * POSE_FLOATS + 1]
      count++
    })
    return count > 0 ? sum / count : 0
  }
}

export function boxPoints(x, y, halfWidth, halfHeight) {
  return [
    x - halfWidth,
    y - halfHeight,
    x + halfWidth,
    y - halfHeight,
    x + halfWidth,
    y + halfHeight,
    x - halfWidth,
    y + halfHeight,
  ]
}

/** [x, y, x, y ...] as points, made by `make(x, y)`. */
export function pointsOf(xy, make = (x, y) => ({ x, y })) {
  const points = []
  for (let at = 0; at < xy.length; at += 2) points.push(make(xy[at], xy[at + 1]))
  return points
}

/** The upright box that four points make, or undefined where they make another shape. */
export function asBox(xy) {
  if (xy.length !== 8) return undefined
  const [x0, y0, x1, y1, x2, y2, x3, y3] = xy
  if (y0 !== y1 || x1 !== x2 || y2 !== y3 || x3 !== x0) return undefined
  return { x: (x0 + x1) / 2, y: (y1 + y2) / 2, halfWidth: (x1 - x0) / 2, halfHeight: (y2 - y1) / 2 }
}

/** A convex polygon with its edges moved out by `radius`, for engines whose polygons have no radius. */
export function grown(xy, radius) {
  if (radius === 0) return xy
  const points = pointsOf(xy)
  return points.flatMap((point, index) => {
    const before = points[(index + points.length - 1) % points.length]
    const after = points[(index + 1) % points.length]
    const a = outward(before, point)
    const b = outward(point, after)
    const scale = radius / (1 + a.x * b.x + a.y * b.y)
    return [point.x + (a.x + b.x) * scale, point.y + (a.y + b.y) * scale]
  })
}

function outward(from, to) {
  const x = to.x - from.x
  const y = to.y - from.y
  const length = Math.hypot(x, y)
  return { x: y / length, y: -x / length }
}

/** A capsule as a convex polygon with `count` corners at each end, on its outline. */
export function capsuleOutline(x1, y1, x2, y2, radius, count) {
  const along = Math.atan2(y2 - y1, x2 - x1)
  const xy = []
  for (const [x, y, start] of [
    [x2, y2, along - Math.PI / 2],
    [x1, y1, along + Math.PI / 2],
  ]) {
    for (let index = 0; index < count; index++) {
      const angle = start + (Math.PI * index) / (count - 1)
      xy.push(x + radius * Math.cos(angle), y + radius * Math.sin(angle))
    }
  }
  return xy
}

/** The velocity that takes a kinematic body from a pose to another in one step. */
export function velocityTo(from, to, dtS) {
  const turn = to.angle - from.angle
  const shorter = turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI))
  return { x: (to.x - from.x) / dtS, y: (to.y - from.y) / dtS, w: shorter / dtS }
}
