import { expect, it } from 'vitest'
import { freshEngine, pileWorld } from './engines.js'

it('the heap tells what lives, the most that ever did, and how large the memory is', async () => {
  const engine = await freshEngine()
  const before = engine.heapStats()
  const world = pileWorld(engine, 200)
  const during = engine.heapStats()
  expect(during.liveBytes).toBeGreaterThan(before.liveBytes)
  expect(during.blockCount).toBeGreaterThan(before.blockCount)
  expect(during.peakBytes).toBeGreaterThanOrEqual(during.liveBytes)
  world.dispose()
  const after = engine.heapStats()
  expect([after.liveBytes, after.blockCount]).toEqual([before.liveBytes, before.blockCount])
  expect(after.peakBytes).toBe(during.peakBytes)
  expect(after.memoryBytes).toBe(engine.core.x.memory.buffer.byteLength)
  expect(after.memoryBytes).toBeGreaterThan(after.peakBytes)
  engine.release()
})
