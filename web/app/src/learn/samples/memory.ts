import { type Engine, PhysicsWorld } from 'quoin'

/** Bytes that the engine holds before, with, and after a world of some bodies. */
export function watchMemory(engine: Engine, bodyCount: number): readonly number[] {
  const before = engine.liveBytes
  const world = new PhysicsWorld(engine)
  for (let index = 0; index < bodyCount; index++) {
    const body = world.body.create({ type: 'dynamic', positionM: { x: index, y: 0 } })
    world.shape.createCircle(body, { x: 0, y: 0 }, 0.4)
  }
  world.step(1 / 60)

  // Not a copy: it reads the engine's own memory, and is good until the next step.
  const { floats } = world.poses()
  const isView = floats.buffer.byteLength > floats.byteLength

  const during = engine.liveBytes
  world.dispose()
  return [before, during, engine.liveBytes, isView ? floats.byteLength : 0]
}
