import type { JointId, PhysicsWorld, Vec2 } from 'quoin'
import { box, ground, joined, peg, vec } from '../kit'
import { type Scene, view } from '../scene'

const TOOTH_M = 0.42
// The way the driver turns to bring the rack back from the right.
const BACK = 1

// A wheel with its teeth as shapes; they turn by the gear joint and pass through each other.
function cog(world: PhysicsWorld, at: Vec2, radiusM: number, turnRad: number) {
  const body = world.body.create({ type: 'dynamic', positionM: at, angleRad: turnRad })
  const filter = { filter: { group: -1 } }
  world.shape.createCircle(body, vec(0, 0), radiusM - TOOTH_M / 2, filter)
  const toothCount = Math.round(radiusM * 8)
  for (let index = 0; index < toothCount; index++) {
    const angle = (2 * Math.PI * index) / toothCount
    const center = vec(radiusM * Math.cos(angle), radiusM * Math.sin(angle))
    world.shape.createBox(body, center, vec(TOOTH_M / 2, TOOTH_M / 4), angle, filter)
  }
  const pin = world.revolute.create({ base: joined(world, peg(world, at), body, at) })
  return { body, pin }
}

function gears(world: PhysicsWorld): { driver: JointId; slide: JointId } {
  const small = cog(world, vec(-9, 5), 1, 0)
  const large = cog(world, vec(-6, 5), 2, Math.PI / 16)
  world.gear.create({ jointA: small.pin, jointB: large.pin, ratio: 2 })
  world.revolute.setMotor(small.pin, true, 3, 5e3)
  // A rack: turning becomes sliding.
  const rack = box(world, vec(-6, 2.6), vec(3, 0.2), { filter: { group: -1 } })
  const slide = world.prismatic.create({
    base: joined(world, peg(world, vec(-6, 2.6)), rack, vec(-6, 2.6), 0),
    enableLimit: true,
    lowerTranslationM: -2,
    upperTranslationM: 2,
  })
  world.gear.create({ jointA: large.pin, jointB: slide, ratio: -0.5 })
  return { driver: small.pin, slide }
}

function pulleys(world: PhysicsWorld): void {
  const hung = (x: number, widthM: number, ratio: number, heavyKgpm2: number) => {
    const light = box(world, vec(x, 2), vec(0.5, 0.5))
    const heavy = box(world, vec(x + widthM, 3), vec(0.6, 0.6), { densityKgpm2: heavyKgpm2 })
    world.pulley.create({
      base: { bodyA: light, bodyB: heavy, anchorAM: vec(0, 0.5), anchorBM: vec(0, 0.6) },
      wheelAM: vec(x, 8.5),
      wheelBM: vec(x + widthM, 8.5),
      ratio,
      canSlacken: true,
    })
  }
  hung(0, 3, 1, 700)
  hung(6, 3, 2, 1388)
}

export const machines: Scene = {
  name: 'machines',
  title: 'Gears and pulleys',
  hint: 'Hold a wheel or the rack: all turn together. The block and tackle balances one to two.',
  views: [view(-0.5, 4.3, 23, 12)],
  setup(world) {
    ground(world)
    const { driver, slide } = gears(world)
    pulleys(world)
    return {
      buttons: [
        { label: 'Turn left', action: () => world.revolute.setMotor(driver, true, 3, 5e3) },
        { label: 'Turn right', action: () => world.revolute.setMotor(driver, true, -3, 5e3) },
        { label: 'Motor off', action: () => world.revolute.setMotor(driver, false, 0, 0) },
      ],
      // At either end of the rack the motor turns round.
      tick() {
        const { enableMotor, motorSpeedRadps } = world.revolute.get(driver)
        const at = world.prismatic.translation(slide)
        const speed = world.prismatic.speed(slide)
        if (!enableMotor || Math.abs(at) < 1.95 || at * speed < 0) return
        world.revolute.setMotor(driver, true, BACK * Math.sign(at) * Math.abs(motorSpeedRadps), 5e3)
      },
      paintOver(pen) {
        pen.text(vec(-7, 8.2), 'gears, and a rack', '#c9bcdd')
        pen.text(vec(1.5, 9.2), 'pulley', '#c9bcdd')
        pen.text(vec(7.5, 9.2), 'block and tackle', '#c9bcdd')
      },
    }
  },
}
