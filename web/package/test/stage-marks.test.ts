import { describe, expect, it } from 'vitest'
import type { PhysicsWorld, ProfilingOptions } from '../src/physics-world.js'
import { History } from '../src/time.js'
import { bothEngines, pileWorld } from './engines.js'

const { simd } = await bothEngines()
const DT = 1 / 60

/** The entries that observers hear of while `act` steps a world that is profiled so. */
async function entriesOf(
  options: ProfilingOptions | undefined,
  act: (world: PhysicsWorld) => void,
): Promise<PerformanceEntry[]> {
  const world = pileWorld(simd)
  for (let tick = 0; tick < 60; tick++) world.step(DT)
  world.setProfiling(true, options)
  const heard: PerformanceEntry[] = []
  const observer = new PerformanceObserver((list) => heard.push(...list.getEntries()))
  observer.observe({ entryTypes: ['measure'] })
  act(world)
  await new Promise((resolve) => setTimeout(resolve, 20))
  observer.disconnect()
  world.dispose()
  return heard
}

const named = (entries: PerformanceEntry[], name: string) =>
  entries.filter((entry) => entry.name === `quoin: ${name}`)
const endOf = (entry: PerformanceEntry | undefined) =>
  (entry?.startTime ?? 0) + (entry?.duration ?? Number.NaN)

describe('the stages of a step in the timeline', () => {
  it('lie one after another and end with the step, their parts inside of them', async () => {
    let before = 0
    let after = 0
    const heard = await entriesOf({ timeline: true }, (world) => {
      before = performance.now()
      world.step(DT)
      after = performance.now()
    })
    const [collide] = named(heard, 'collide')
    const [solve] = named(heard, 'solve')
    const [contacts] = named(heard, 'solve/contacts')
    expect(collide?.startTime).toBeGreaterThanOrEqual(before - 0.1)
    expect(solve?.startTime).toBeGreaterThanOrEqual(endOf(collide) - 1e-6)
    expect(contacts?.startTime).toBeGreaterThanOrEqual(solve?.startTime ?? Number.NaN)
    expect(endOf(contacts)).toBeLessThanOrEqual(endOf(solve) + 1e-3)
    expect(Math.max(...heard.map(endOf))).toBeLessThanOrEqual(after)
  })

  it('are also those of a step that a history takes, and none is kept', async () => {
    const heard = await entriesOf({ timeline: true }, (world) => {
      const history = new History(simd)
      for (let tick = 0; tick < 3; tick++) history.step(world, DT, 4)
      history.dispose()
    })
    expect(named(heard, 'collide')).toHaveLength(3)
    expect(performance.getEntriesByType('measure')).toEqual([])
  })

  it('are left out unless they are asked for', async () => {
    for (const options of [undefined, { timeline: false }]) {
      expect(await entriesOf(options, (world) => world.step(DT))).toEqual([])
    }
    const off = await entriesOf({ timeline: true }, (world) => {
      world.setProfiling(false)
      world.step(DT)
    })
    expect(off).toEqual([])
  })
})
