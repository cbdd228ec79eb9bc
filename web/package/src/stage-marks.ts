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

export class StageMarks {
  readonly #names: readonly string[]

  constructor(world: Pick<WorldCalls, 'stageCount' | 'stageName'>) {
    this.#names = Array.from(
      { length: world.stageCount() },
      (_, index) => PREFIX + world.stageName(index),
    )
  }

  /** Right after a step: microseconds of each stage, as `profile` tells them. */
  add(times: Float32Array): void {
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
