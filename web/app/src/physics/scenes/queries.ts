import type { PhysicsWorld, Pose, Vec2 } from 'quoin'
import { bin, box, Dice, polygon, slab, vec } from '../kit'
import type { Pen } from '../pen'
import { type Scene, view } from '../scene'

const RAY_COUNT = 240
const REACH_M = 30
const BOUNCE_COUNT = 5
const PROBE_RADIUS_M = 0.6

const DISC = { pointsM: [vec(0, 0)], radiusM: PROBE_RADIUS_M }
const at = (p: Vec2): Pose => ({ p, q: { c: 1, s: 0 } })

// Where light from the eye ends, all round: one call for all rays, read where the answers lie.
function lit(world: PhysicsWorld, eye: Vec2): Vec2[] {
  const rays = Array.from({ length: RAY_COUNT }, (_, index) => {
    const angle = (index * 2 * Math.PI) / RAY_COUNT
    const translationM = vec(REACH_M * Math.cos(angle), REACH_M * Math.sin(angle))
    return { originM: eye, translationM }
  })
  const { floats, stride } = world.castRayMany(rays)
  return rays.map(({ translationM }, index) => {
    const fraction = floats[index * stride + stride - 1] ?? 1
    return vec(eye.x + translationM.x * fraction, eye.y + translationM.y * fraction)
  })
}

// One ray that is thrown back by what it meets.
function bounced(world: PhysicsWorld, pen: Pen, eye: Vec2, angle: number): void {
  let from = eye
  let ray = vec(REACH_M * Math.cos(angle), REACH_M * Math.sin(angle))
  for (let count = 0; count < BOUNCE_COUNT; count++) {
    const hit = world.castRay({ originM: from, translationM: ray })
    if (!hit) break
    const { pointM, normal } = hit
    pen.line([from, pointM], '#ff8fb5', 2)
    const into = 2 * (ray.x * normal.x + ray.y * normal.y)
    ray = vec(ray.x - into * normal.x, ray.y - into * normal.y)
    from = vec(pointM.x + normal.x * 1e-3, pointM.y + normal.y * 1e-3)
  }
}

// A disc let down from the eye as far as it goes, and what it would overlap in its own place.
function probed(world: PhysicsWorld, pen: Pen, eye: Vec2): number {
  const translationM = vec(0, -REACH_M)
  const hit = world.castRegion({ region: DISC, start: at(eye), translationM })
  const fall = (hit?.fraction ?? 0) * REACH_M
  pen.line([eye, vec(eye.x, eye.y - fall)], 'rgb(127 208 240 / 50%)', 1)
  pen.ring(vec(eye.x, eye.y - fall), PROBE_RADIUS_M, '#7fd0f0', 2)
  return world.overlapAll({ region: DISC, pose: at(eye) }).length
}

// From the eye to the surface that is nearest.
function nearest(world: PhysicsWorld, pen: Pen, eye: Vec2): void {
  const found = world.nearest({ pointM: eye, maxDistanceM: REACH_M })
  if (!found) return
  pen.line([eye, found.pointM], '#b8f2a0', 2)
  pen.dot(found.pointM, 4, '#b8f2a0')
}

export const queries: Scene = {
  name: 'queries',
  title: 'Queries',
  hint: 'Move the lamp: its light is rays, one is reflected; a disc is let down, the nearest surface found.',
  views: [view(0, 5.6, 26, 14)],
  setup(world) {
    bin(world, 11, 12)
    slab(world, vec(0, 12), vec(11, 0.3))
    slab(world, vec(-5, 6), vec(2, 0.2), 0.4)
    slab(world, vec(5, 6.5), vec(2, 0.2), -0.5)
    const dice = new Dice(9)
    for (let index = 0; index < 18; index++) {
      const place = vec(dice.between(-9, 9), dice.between(1, 4))
      if (index % 2 === 0) polygon(world, place, 3 + (index % 5), dice.between(0.4, 0.9))
      else box(world, place, vec(dice.between(0.3, 0.8), dice.between(0.3, 0.6)))
    }
    let eye = vec(0, 8)
    let overlapCount = 0
    const move = (to: Vec2) => {
      eye = vec(Math.min(Math.max(to.x, -10.8), 10.8), Math.min(Math.max(to.y, 0.2), 11.5))
    }
    return {
      press(to, body) {
        if (body !== undefined) return false
        move(to)
        return true
      },
      drag: move,
      paintUnder: (pen) => pen.area(lit(world, eye), 'rgb(255 217 160 / 16%)'),
      paintOver(pen) {
        bounced(world, pen, eye, world.getCounters().tickCount * 0.01 + 0.7)
        overlapCount = probed(world, pen, eye)
        nearest(world, pen, eye)
        pen.dot(eye, 7, '#ffd9a0')
      },
      status: () => `a disc at the lamp would overlap ${overlapCount} shapes`,
    }
  },
}
