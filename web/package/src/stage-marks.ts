// The stages of a step in the timeline of the browser's profiler.
//
// The engine tells how long each stage took, and they follow each other without a gap: the last ends
// now. Parts of a stage, which have a slash in their names, lie one after another inside of it; what
// they leave of its time is at its end.
import type { WorldCalls } from './calls.gen.js'

const PREFIX = 'quoin: '
/** A row of its own in Chromium's profiler; others show user timings in one row and pass over this. */
const ROW = { devtools: { dataType: 'track-entry', track: 'Quoin' } }

function mark(name: string, start: number, end: number): void {
  performance.measure(name, { start, end, detail: ROW })
  // Kept ones would pile up. Profilers and observers have heard of it.
  performance.clearMeasures(name)
}

class StageMarks {
  readonly #world: WorldCalls
  readonly #names: readonly string[]

  constructor(world: WorldCalls) {
    this.#world = world
    this.#names = Array.from(
      { length: world.stageCount() },
      (_, index) => PREFIX + world.stageName(index),
    )
  }

  add(): void {
    const times = this.#world.profile()
    const wholeMs = this.#names.reduce(
      (sum, name, index) => (name.includes('/') ? sum : sum + (times[index] ?? 0) / 1000),
      0,
    )
    let stageEnds = Math.max(performance.now() - wholeMs, 0)
    let partEnds = stageEnds
    this.#names.forEach((name, index) => {
      const isPart = name.includes('/')
      const start = isPart ? partEnds : stageEnds
      const end = start + (times[index] ?? 0) / 1000
      if (isPart) {
        partEnds = end
      } else {
        partEnds = start
        stageEnds = end
      }
      if (end > start) mark(name, start, end)
    })
  }
}

const marked = new WeakMap<object, StageMarks>()

export function markFromNowOn(world: WorldCalls, isMarked: boolean): void {
  if (isMarked) marked.set(world, new StageMarks(world))
  else marked.delete(world)
}

/** Right after a step of a world; does nothing unless it is one that is marked. */
export function markStages(world: object): void {
  marked.get(world)?.add()
}
