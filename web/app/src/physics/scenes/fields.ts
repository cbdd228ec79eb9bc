import { DEBUG_FIELDS, type PhysicsWorld, type Vec2 } from 'quoin'
import { ball, box, Dice, polygon, vec } from '../kit'
import { type Scene, view } from '../scene'

const PLANET = vec(0, 5)
const HUB = vec(10, 5)
const ORBIT_STRENGTH = 260

// Up on the left, over at the top, down on the right and back: a draught that goes round.
function shaft(world: PhysicsWorld): void {
  const draught = (lower: Vec2, upper: Vec2, accelerationMps2: Vec2) => {
    const pointsM = [lower, vec(upper.x, lower.y), upper, vec(lower.x, upper.y)]
    const area = { accelerationMps2, linearDragPerS: 0.8, angularDragPerS: 0.5 }
    world.field.create({ kind: 'area', region: { pointsM, radiusM: 0 }, area })
  }
  draught(vec(-13.5, 0), vec(-10, 8), vec(0, 5))
  draught(vec(-13.5, 8), vec(-10, 10), vec(5, 0))
  draught(vec(-10, 2), vec(-6.5, 10), vec(0, -5))
  draught(vec(-10, 0), vec(-6.5, 2), vec(-5, 0))
}

function planet(world: PhysicsWorld, dice: Dice): void {
  const rock = world.body.create({ positionM: PLANET })
  world.shape.createCircle(rock, vec(0, 0), 1.2)
  world.field.create({
    kind: 'point',
    region: { pointsM: [PLANET], radiusM: 5 },
    point: {
      pointM: PLANET,
      accelerationMps2: ORBIT_STRENGTH,
      falloff: 'inverse-square',
      minDistanceM: 1,
    },
  })
  for (let index = 0; index < 14; index++) {
    const distance = dice.between(1.9, 4.6)
    const angle = dice.between(0, 2 * Math.PI)
    const speed = Math.sqrt(ORBIT_STRENGTH / distance)
    const at = vec(PLANET.x + distance * Math.cos(angle), PLANET.y + distance * Math.sin(angle))
    const velocityMps = vec(-speed * Math.sin(angle), speed * Math.cos(angle))
    ball(world, at, dice.between(0.16, 0.3), {}, { velocityMps })
  }
}

function whirl(world: PhysicsWorld, dice: Dice): void {
  world.field.create({
    kind: 'radial',
    region: { pointsM: [HUB], radiusM: 4.5 },
    radial: {
      axisM: HUB,
      flowMps: 2,
      linearDragPerS: 2,
      inwardMps2: 4.3,
      falloff: 'linear',
      maxDistanceM: 5,
    },
  })
  for (let index = 0; index < 16; index++) {
    const at = vec(HUB.x + dice.between(-2.6, 2.6), HUB.y + dice.between(-2.6, 2.6))
    polygon(world, at, 3 + (index % 5), dice.between(0.2, 0.4))
  }
}

export const fields: Scene = {
  name: 'fields',
  title: 'Fields',
  hint: 'A draught, a planet and a whirl in free fall: throw things from one into another.',
  views: [view(0, 5, 30, 15)],
  world: { gravityMps2: { x: 0, y: 0 } },
  shows: DEBUG_FIELDS,
  setup(world) {
    const dice = new Dice(5)
    const frame = world.body.create()
    world.shape.createBox(frame, vec(0, -0.8), vec(15, 0.3), 0)
    world.shape.createBox(frame, vec(0, 10.8), vec(15, 0.3), 0)
    for (const side of [-1, 1]) {
      world.shape.createBox(frame, vec(side * 14.7, 5), vec(0.3, 6), 0)
    }
    shaft(world)
    planet(world, dice)
    whirl(world, dice)
    for (let index = 0; index < 8; index++) {
      box(world, vec(-12.4 + (index % 4) * 1.5, 2 + index * 0.8), vec(0.35, 0.35))
    }
    return undefined
  },
}
