import { type BodyId, type Engine, PhysicsWorld } from 'quoin'

type Mistake = (world: PhysicsWorld, body: BodyId) => unknown

export const mistakes = {
  'a body that was destroyed': (world, body) => {
    world.body.destroy(body)
    return world.body.pose(body)
  },
  'a number that is none': (world, body) =>
    world.body.setVelocity(body, { x: Number.NaN, y: 0 }, 0),
  'half a point': (world) => world.body.create({ positionM: { x: 1 } as never }),
  'a world that was disposed': (world) => {
    world.dispose()
    world.step(1 / 60)
  },
} satisfies Readonly<Record<string, Mistake>>

export type MistakeName = keyof typeof mistakes

/** Makes the mistake in a world of its own. What it throws is a QuoinError. */
export function make(engine: Engine, name: MistakeName): void {
  const world = new PhysicsWorld(engine)
  try {
    const mistake: Mistake = mistakes[name]
    mistake(world, world.body.create({ type: 'dynamic' }))
  } finally {
    world.dispose()
  }
}
