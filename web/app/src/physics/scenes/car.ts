import {
  type BodyId,
  type ChainId,
  DEBUG_SHAPES,
  type JointId,
  type PhysicsWorld,
  type Vec2,
} from 'quoin'
import { ball, box, joined, vec } from '../kit'
import { KEY_LEFT, KEY_RIGHT, type Scene, view } from '../scene'

const POINT_COUNT = 34
const SPACING_M = 3
const HANDLE_REACH_M = 1.1
const DRIVE_RADPS = 28
const TORQUE_NM = 2500

// From right to left, so that the solid side is below.
function hills(world: PhysicsWorld, ground: BodyId): ChainId {
  const pointsM = Array.from({ length: POINT_COUNT }, (_, index) => {
    const x = (POINT_COUNT / 2 - index) * SPACING_M
    const isFlat = Math.abs(x + 22) < 6
    const height = 1.6 * Math.sin(x * 0.33) + 0.8 * Math.sin(x * 0.81)
    return vec(x, isFlat ? 0 : height)
  })
  return world.chain.create(ground, { pointsM, segment: { material: { friction: 0.9 } } })
}

function car(world: PhysicsWorld): { chassis: BodyId; wheels: JointId[] } {
  const chassis = world.body.create({ type: 'dynamic', positionM: vec(-22, 2) })
  const hull = [vec(-1.7, -0.4), vec(1.7, -0.4), vec(1.7, 0.1), vec(0.4, 0.8), vec(-1.3, 0.75)]
  world.shape.createPolygon(chassis, hull, 0.06, { densityKgpm2: 120 })
  const wheels = [-1.1, 1.15].map((x) => {
    const at = vec(-22 + x, 1.45)
    const tyre = { densityKgpm2: 150, material: { friction: 1.4 } }
    const wheel = ball(world, at, 0.5, tyre)
    return world.wheel.create({
      base: joined(world, chassis, wheel, at, Math.PI / 2),
      springHz: 4,
      springDampingRatio: 0.7,
      enableLimit: true,
      lowerTranslationM: -0.3,
      upperTranslationM: 0.3,
    })
  })
  return { chassis, wheels }
}

function nearestPoint(world: PhysicsWorld, chain: ChainId, at: Vec2): number | undefined {
  for (let index = 1; index < POINT_COUNT - 1; index++) {
    const point = world.chain.point(chain, index)
    if (Math.hypot(point.x - at.x, point.y - at.y) < HANDLE_REACH_M) return index
  }
  return undefined
}

export const carScene: Scene = {
  name: 'car',
  title: 'A car on a chain',
  hint: 'Drive with the arrows or the buttons, and drag the points of the road while you do.',
  views: [view(0, 2.4, 24, 12)],
  layers: DEBUG_SHAPES,
  setup(world) {
    const ground = world.body.create()
    const chain = hills(world, ground)
    const { chassis, wheels } = car(world)
    box(world, vec(-8, 6), vec(0.5, 0.5), { densityKgpm2: 60 })
    box(world, vec(12, 6), vec(0.5, 0.5), { densityKgpm2: 60 })
    let held: number | undefined
    return {
      buttons: [
        { label: '◀ Left', key: KEY_LEFT },
        { label: 'Right ▶', key: KEY_RIGHT },
      ],
      tick({ keys }) {
        const turn = Number((keys & KEY_LEFT) !== 0) - Number((keys & KEY_RIGHT) !== 0)
        for (const wheel of wheels) {
          if (turn !== 0) world.joint.wakeBodies(wheel)
          world.wheel.setMotor(wheel, turn !== 0, turn * DRIVE_RADPS, TORQUE_NM)
        }
      },
      press(at, body) {
        held = body === undefined ? nearestPoint(world, chain, at) : undefined
        return held !== undefined
      },
      drag(at) {
        if (held === undefined) return
        // Sideways a point stays between its neighbours, so that the road does not fold.
        const middle = (POINT_COUNT / 2 - held) * SPACING_M
        const x = Math.min(Math.max(at.x, middle - 1), middle + 1)
        world.chain.setPoint(chain, held, vec(x, Math.min(Math.max(at.y, -6), 8)))
      },
      follow: () => vec(Math.min(Math.max(world.body.pose(chassis).p.x, -36), 36), 2.4),
      paintUnder(pen) {
        const points = Array.from({ length: POINT_COUNT }, (_, i) => world.chain.point(chain, i))
        pen.area([...points.slice(1, -1), vec(-80, -30), vec(80, -30)], '#2c2348')
      },
      paintOver(pen) {
        for (let index = 1; index < POINT_COUNT - 1; index++) {
          pen.dot(world.chain.point(chain, index), 5, '#ffd9a0')
        }
      },
    }
  },
}
