import type { BodyId, PhysicsWorld } from 'quoin'
import { ball, bin, nextTick, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const BALL_COUNT = 24
const LAUNCH_TICKS = 45
const ONE_WAY = { material: { oneWay: { x: 0, y: 1 } } }

const belt = (speedMps: number) => ({ material: { friction: 0.9, tangentSpeedMps: speedMps } })

// The oldest ball comes back to the foot of the fountain, so that the scene never ends.
function launch(world: PhysicsWorld, balls: readonly BodyId[]): void {
  const tick = nextTick(world)
  if (tick % LAUNCH_TICKS !== 0) return
  const body = balls[(tick / LAUNCH_TICKS) % balls.length]
  if (body === undefined) return
  world.body.setPose(body, vec(0, 0.6), 0)
  world.body.setVelocity(body, vec(((tick / LAUNCH_TICKS) % 5) * 0.5 - 1, 17), 0)
}

export const platforms: Scene = {
  name: 'platforms',
  title: 'One-way, conveyors',
  hint: 'Balls rise through the platforms and stay on top; let them drop, or ride the belts.',
  views: [view(0, 6.6, 26, 15)],
  setup(world) {
    bin(world, 12, 16)
    for (const [x, y, half] of [
      [0, 4, 4],
      [-2.5, 7, 3],
      [2.5, 10, 3],
    ] as const) {
      slab(world, vec(x, y), vec(half, 0.15), 0, ONE_WAY)
    }
    slab(world, vec(-8.5, 2.4), vec(3, 0.3), 0.12, belt(4))
    slab(world, vec(8.5, 2.4), vec(3, 0.3), -0.12, belt(-4))
    slab(world, vec(9, 7), vec(2.5, 0.3), 0, belt(-2.5))
    slab(world, vec(-9, 7), vec(2.5, 0.3), 0, belt(2.5))
    const balls = Array.from({ length: BALL_COUNT }, (_, index) =>
      ball(world, vec(-11 + index * 0.95, 13 + (index % 3) * 0.7), 0.3 + (index % 4) * 0.05),
    )
    return {
      buttons: [
        {
          label: 'Drop through',
          action: () => {
            for (const body of balls) world.body.dropThrough(body)
          },
        },
      ],
      tick: () => launch(world, balls),
      paintOver(pen) {
        for (const y of [2.4, 7]) {
          pen.text(vec(-8.8, y), '▸ ▸ ▸', '#c9bcdd')
          pen.text(vec(8.8, y), '◂ ◂ ◂', '#c9bcdd')
        }
      },
    }
  },
}
