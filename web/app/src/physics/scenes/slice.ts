import type { Vec2 } from 'quoin'
import { box, ground, polygon, vec } from '../kit'
import { type Scene, view } from '../scene'

const SHORTEST_CUT_M = 0.3

export const slice: Scene = {
  name: 'slice',
  title: 'Slice',
  hint: 'Draw a line from free space through bodies: each is cut in two where it crosses.',
  views: [view(0, 5, 22, 13)],
  setup(world) {
    ground(world, 30)
    for (let level = 0; level < 3; level++) {
      for (let column = 0; column < 3 - level; column++) {
        const x = -6 + (column - (2 - level) / 2) * 2.3
        box(world, vec(x, 1 + level * 2), vec(1.1, 1))
      }
    }
    polygon(world, vec(1.5, 2), 8, 2)
    polygon(world, vec(7, 1.5), 5, 1.6, 0.2)
    const capsule = world.body.create({ type: 'dynamic', positionM: vec(4, 6) })
    world.shape.createCapsule(capsule, vec(-2, 0), vec(2, 0), 0.6)
    const disc = world.body.create({ type: 'dynamic', positionM: vec(-1, 8) })
    world.shape.createCircle(disc, vec(0, 0), 1.2)
    let from: Vec2 | undefined
    let to = vec(0, 0)
    const cut = (start: Vec2) => {
      const direction = vec(to.x - start.x, to.y - start.y)
      if (Math.hypot(direction.x, direction.y) < SHORTEST_CUT_M) return
      const met = world.castRayAll({ originM: start, translationM: direction })
      const bodies = met.map(({ shape }) => world.shape.body(shape))
      for (const body of new Set(bodies)) {
        if (world.body.getType(body) === 'dynamic') world.body.slice(body, start, direction)
      }
    }
    return {
      press(at, body) {
        if (body !== undefined) return false
        from = at
        to = at
        return true
      },
      drag(at) {
        to = at
      },
      release() {
        if (from) cut(from)
        from = undefined
      },
      paintOver(pen) {
        if (from) pen.line([from, to], '#ffd9a0', 2.5)
      },
    }
  },
}
