import type { PhysicsWorld, Vec2 } from 'quoin'
import { bin, box, Dice, polygon, slab, vec } from '../kit'
import type { Pen } from '../pen'
import { type Scene, view } from '../scene'

const RAY_COUNT = 120
const REACH_M = 30
const ALL_BITS = 0xffffffffffffffffn
const ALL = { categoryBits: ALL_BITS, maskBits: ALL_BITS }

// Where light from the eye ends, all round.
function lit(world: PhysicsWorld, eye: Vec2): Vec2[] {
  return Array.from({ length: RAY_COUNT }, (_, index) => {
    const angle = (index * 2 * Math.PI) / RAY_COUNT
    const ray = vec(REACH_M * Math.cos(angle), REACH_M * Math.sin(angle))
    const { shape, pointM } = world.castRay(eye, ray, ALL)
    return shape ? pointM : vec(eye.x + ray.x, eye.y + ray.y)
  })
}

// One ray that is thrown back by what it meets, five times.
function bounced(world: PhysicsWorld, pen: Pen, eye: Vec2, angle: number): void {
  let from = eye
  let ray = vec(REACH_M * Math.cos(angle), REACH_M * Math.sin(angle))
  for (let count = 0; count < 5; count++) {
    const { shape, pointM, normal } = world.castRay(from, ray, ALL)
    if (!shape) break
    pen.line([from, pointM], '#ff8fb5', 2)
    pen.line([pointM, vec(pointM.x + normal.x * 0.5, pointM.y + normal.y * 0.5)], '#7fd0f0', 2)
    const into = 2 * (ray.x * normal.x + ray.y * normal.y)
    ray = vec(ray.x - into * normal.x, ray.y - into * normal.y)
    from = vec(pointM.x + normal.x * 1e-3, pointM.y + normal.y * 1e-3)
  }
}

export const rays: Scene = {
  name: 'rays',
  title: 'Rays',
  hint: 'Move the lamp: a hundred and twenty rays find what it shines on, one more is reflected.',
  views: [view(0, 5.6, 26, 14)],
  setup(world) {
    bin(world, 11, 12)
    slab(world, vec(0, 12), vec(11, 0.3))
    slab(world, vec(-5, 6), vec(2, 0.2), 0.4)
    slab(world, vec(5, 6.5), vec(2, 0.2), -0.5)
    const dice = new Dice(9)
    for (let index = 0; index < 18; index++) {
      const at = vec(dice.between(-9, 9), dice.between(1, 4))
      if (index % 2 === 0) polygon(world, at, 3 + (index % 5), dice.between(0.4, 0.9))
      else box(world, at, vec(dice.between(0.3, 0.8), dice.between(0.3, 0.6)))
    }
    let eye = vec(0, 8)
    const move = (at: Vec2) => {
      eye = vec(Math.min(Math.max(at.x, -10.8), 10.8), Math.min(Math.max(at.y, 0.2), 11.5))
    }
    return {
      press(at, body) {
        if (body !== undefined) return false
        move(at)
        return true
      },
      drag: move,
      paintUnder: (pen) => pen.area(lit(world, eye), 'rgb(255 217 160 / 16%)'),
      paintOver(pen) {
        bounced(world, pen, eye, world.getCounters().tickCount * 0.01 + 0.7)
        pen.dot(eye, 7, '#ffd9a0')
      },
    }
  },
}
