import { type BodyId, DEBUG_SHAPES, type PhysicsWorld, type Vec2 } from 'quoin'
import { ground, joined, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

interface Bone {
  readonly body: BodyId
  readonly top: Vec2
}

// A capsule from one point to another; `group` keeps the parts of one doll out of each other.
function bone(world: PhysicsWorld, from: Vec2, to: Vec2, radiusM: number, group: number): Bone {
  const middle = vec((from.x + to.x) / 2, (from.y + to.y) / 2)
  const body = world.body.create({ type: 'dynamic', positionM: middle, angularDamping: 0.5 })
  const a = vec(from.x - middle.x, from.y - middle.y)
  world.shape.createCapsule(body, a, vec(-a.x, -a.y), radiusM, {
    filter: { group },
    material: { friction: 0.4 },
  })
  return { body, top: from }
}

function hinge(world: PhysicsWorld, a: BodyId, b: Bone, lowerAngleRad: number, upper: number) {
  world.revolute.create({
    base: joined(world, a, b.body, b.top),
    enableLimit: true,
    lowerAngleRad,
    upperAngleRad: upper,
    enableSpring: true,
    springHz: 1,
    springDampingRatio: 0.5,
    enableMotor: true,
    maxMotorTorqueNm: 3,
  })
}

function ragdoll(world: PhysicsWorld, x: number, y: number, group: number): void {
  const at = (dx: number, dy: number) => vec(x + dx, y + dy)
  const trunk = bone(world, at(0, 1.5), at(0, 0.9), 0.2, group)
  const head = bone(world, at(0, 1.75), at(0, 1.9), 0.17, group)
  hinge(world, trunk.body, head, -0.5, 0.5)
  for (const side of [-1, 1]) {
    const upperArm = bone(world, at(side * 0.12, 1.5), at(side * 0.5, 1.3), 0.09, group)
    const foreArm = bone(world, at(side * 0.5, 1.3), at(side * 0.85, 1.1), 0.075, group)
    hinge(world, trunk.body, upperArm, -2, 2)
    hinge(world, upperArm.body, foreArm, side > 0 ? -0.2 : -2.2, side > 0 ? 2.2 : 0.2)
    const thigh = bone(world, at(side * 0.1, 0.85), at(side * 0.16, 0.4), 0.12, group)
    const shin = bone(world, at(side * 0.16, 0.4), at(side * 0.18, -0.1), 0.095, group)
    hinge(world, trunk.body, thigh, -1.4, 1.4)
    hinge(world, thigh.body, shin, -1.6, 0.1)
  }
}

export const ragdolls: Scene = {
  name: 'ragdolls',
  title: 'Ragdolls',
  hint: 'Nine bones and eight hinges with limits each: throw one back up the stairs.',
  views: [view(0, 6, 24, 14)],
  layers: DEBUG_SHAPES,
  setup(world) {
    ground(world)
    for (const side of [-1, 1]) slab(world, vec(side * 12, 5), vec(0.4, 6))
    for (let step = 0; step < 7; step++) {
      slab(world, vec(-11 + step * 1.3, 3 - step * 0.43), vec(0.65, 3 - step * 0.43))
    }
    slab(world, vec(6.5, 4), vec(3, 0.25), 0.35)
    for (let index = 0; index < 6; index++) {
      ragdoll(world, -9.5 + (index % 3) * 2.2, 7.6 + Math.floor(index / 3) * 2.6, -1 - index)
      if (index < 2) ragdoll(world, 5.5 + index * 2, 8 + index * 2, -10 - index)
    }
    return undefined
  },
}
