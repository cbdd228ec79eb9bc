import type { JointId, PhysicsWorld, Vec2 } from 'quoin'
import { ball, box, joined, nextTick, peg, slab, vec } from '../kit'
import type { Pen } from '../pen'
import { type Scene, view } from '../scene'

const LABELS: readonly (readonly [number, number, string])[] = [
  [-11, 4.6, 'motor'],
  [-6.8, 4.6, 'spring'],
  [-3.4, 4.6, 'rod'],
  [0, 4.6, 'rope'],
  [3.4, 4.6, 'spring'],
  [8.5, 4.6, 'slide'],
  [-10, -3.05, 'welds'],
  [-2.4, -3.05, 'wheel'],
  [3, -3.05, 'filter'],
  [9, -3.05, 'offset'],
]

function pins(world: PhysicsWorld): JointId {
  const sprung = box(world, vec(-5.8, 8), vec(1.3, 0.18))
  const base = joined(world, peg(world, vec(-7, 8)), sprung, vec(-7, 8))
  world.revolute.create({ base, enableSpring: true, springHz: 1, springDampingRatio: 0.15 })
  const wiper = box(world, vec(-11, 8), vec(1.6, 0.18))
  return world.revolute.create({
    base: joined(world, peg(world, vec(-11, 8)), wiper, vec(-11, 8)),
    enableMotor: true,
    motorSpeedRadps: 2,
    maxMotorTorqueNm: 5e4,
    enableLimit: true,
    lowerAngleRad: -1,
    upperAngleRad: 1,
  })
}

function lengths(world: PhysicsWorld): void {
  const hung = (x: number, def: Parameters<PhysicsWorld['distance']['create']>[0]) => {
    const weight = ball(world, vec(x + 1, 6.8), 0.45)
    const base = { bodyA: peg(world, vec(x, 9)), bodyB: weight }
    world.distance.create({ base, lengthM: 2.4, ...def })
  }
  hung(-3.4, {})
  hung(0, { enableLimit: true, lowerLengthM: 0, upperLengthM: 2.6 })
  hung(3.4, { enableSpring: true, springHz: 1.2, springDampingRatio: 0.05 })
}

function welds(world: PhysicsWorld): void {
  for (const [y, hertz] of [
    [0.6, 0],
    [-1, 9],
  ] as const) {
    let before = slab(world, vec(-12.7, y), vec(0.2, 0.4))
    for (let index = 0; index < 5; index++) {
      const plank = box(world, vec(-12 + index, y), vec(0.5, 0.12), { densityKgpm2: 100 })
      world.weld.create({
        base: joined(world, before, plank, vec(-12.5 + index, y)),
        angularHz: hertz,
        angularDampingRatio: 0.3,
      })
      before = plank
    }
  }
}

function cart(world: PhysicsWorld): void {
  const frame = box(world, vec(-2.4, -0.9), vec(1.4, 0.25), { densityKgpm2: 300 })
  for (const side of [-1, 1]) {
    const at = vec(-2.4 + side, -2)
    const wheel = ball(world, at, 0.5)
    const base = joined(world, frame, wheel, at, Math.PI / 2)
    const travel = { enableLimit: true, lowerTranslationM: -0.3, upperTranslationM: 0.5 }
    world.wheel.create({ base, springHz: 2, springDampingRatio: 0.3, ...travel })
  }
}

function ghosts(world: PhysicsWorld): void {
  const first = box(world, vec(3, -1.5), vec(0.9, 0.6))
  const second = box(world, vec(3.6, -1.2), vec(0.6, 0.6), {}, { angleRad: 0.5 })
  world.filterJoint.create({ base: { bodyA: first, bodyB: second } })
}

function labels(pen: Pen): void {
  for (const [x, y, words] of LABELS) pen.text(vec(x, y), words, '#c9bcdd', 12)
}

const FIGURE_CENTER = vec(9, 0.6)
const figure = (tick: number): Vec2 => vec(2 * Math.sin(tick / 40), Math.sin(tick / 20))

export const joints: Scene = {
  name: 'joints',
  title: 'Joints',
  hint: 'Pull at everything: the mouse itself is the tenth kind, pulleys and gears are next door.',
  views: [view(-0.5, 2.6, 28, 15)],
  setup(world) {
    slab(world, vec(-0.5, -8.5), vec(20, 6))
    const wiper = pins(world)
    lengths(world)
    const slider = box(world, vec(8.5, 7.5), vec(0.7, 0.4))
    const slide = world.prismatic.create({
      base: joined(world, peg(world, vec(8.5, 7.5)), slider, vec(8.5, 7.5), 0),
      enableLimit: true,
      lowerTranslationM: -2.5,
      upperTranslationM: 2.5,
      enableMotor: true,
      motorSpeedMps: 2.5,
      maxMotorForceN: 2e4,
    })
    welds(world)
    cart(world)
    ghosts(world)
    const drawn = box(world, FIGURE_CENTER, vec(0.5, 0.5))
    const toOffset = world.motor.create({
      base: { bodyA: peg(world, FIGURE_CENTER), bodyB: drawn },
      linearHz: 4,
      linearDampingRatio: 1,
      maxSpringForceN: 1e5,
      angularHz: 2,
      angularDampingRatio: 1,
      maxSpringTorqueNm: 1e4,
    })
    return {
      tick() {
        const at = world.prismatic.translation(slide)
        if (Math.abs(at) > 2.4) world.prismatic.setMotor(slide, true, -2.5 * Math.sign(at), 2e4)
        const turn = world.revolute.angle(wiper)
        if (Math.abs(turn) > 0.97) world.revolute.setMotor(wiper, true, -2 * Math.sign(turn), 5e4)
        world.motor.setOffset(toOffset, figure(nextTick(world)), 0)
      },
      paintOver: labels,
    }
  },
}
