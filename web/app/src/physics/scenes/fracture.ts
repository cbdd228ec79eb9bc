import type { BodyId, PhysicsWorld, Vec2 } from 'quoin'
import { box, ground, nextTick, vec } from '../kit'
import { type Scene, view } from '../scene'

const SMALLEST_KG = 60
const PIECE_COUNT = 9

function star(world: PhysicsWorld, at: Vec2, radiusM: number): void {
  const body = world.body.create({ type: 'dynamic', positionM: at })
  const outline = Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 === 0 ? radiusM : radiusM * 0.45
    const angle = Math.PI / 2 + (index * Math.PI) / 5
    return vec(reach * Math.cos(angle), reach * Math.sin(angle))
  })
  world.body.addOutline(body, outline, { densityKgpm2: 400 })
}

export const fracture: Scene = {
  name: 'fracture',
  title: 'Fracture',
  hint: 'Click on a body to shatter it, again on its pieces; drag one to throw it.',
  views: [view(0, 5.4, 24, 14)],
  setup(world) {
    ground(world, 30)
    for (const x of [-8, -3]) box(world, vec(x, 2), vec(0.7, 2))
    box(world, vec(-5.5, 4.6), vec(3.6, 0.6))
    star(world, vec(2, 2.5), 2.2)
    star(world, vec(7, 2.8), 2.6)
    box(world, vec(4.5, 8), vec(2, 0.5))
    let pressed: { readonly body: BodyId; readonly tick: number } | undefined
    // A click shatters, a drag that lasts longer only drags: so this waits for the release.
    const shatter = (body: BodyId) => {
      const isWorthIt = world.body.isAlive(body) && world.body.mass(body) > SMALLEST_KG
      if (!isWorthIt) return
      const randomSeed = world.getCounters().tickCount
      world.body.fracture(body, { pieceCount: PIECE_COUNT, randomSeed, minAreaM2: 0.01 })
    }
    return {
      press(_, body) {
        if (body !== undefined) pressed = { body, tick: nextTick(world) }
        return false
      },
      tick({ isDown }) {
        if (!pressed || isDown) return
        if (nextTick(world) - pressed.tick < 12) shatter(pressed.body)
        pressed = undefined
      },
      buttons: [
        {
          label: 'Throw a stone',
          action: () => {
            const stone = { densityKgpm2: 4000 }
            box(world, vec(-13, 5), vec(0.4, 0.4), stone, { velocityMps: vec(25, 3) })
          },
        },
      ],
    }
  },
}
