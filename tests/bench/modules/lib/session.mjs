// One contender in one row, in a process of Node or in a worker of a page: it gets the input ready,
// runs until the compilers have come to rest, and then as often as it is told, between which others
// have their turn.
import { contenderOf } from '../contenders/table.mjs'
import { loadInput } from '../inputs/load.mjs'
import { judge } from './judges.mjs'
import { watchMemories } from './memories.mjs'

const NOT_THERE = 'not in this build'
const NOT_INSTALLED = 'not installed'

/** Of bytes, of a picture, or of a list of them. */
function sizeOf(value) {
  if (Array.isArray(value)) return value.reduce((sum, one) => sum + sizeOf(one), 0)
  return (value.data ?? value).length
}
const isPromise = (value) => typeof value?.then === 'function'
export const reasonOf = (error) => String(error?.message ?? error).split('\n')[0]

export async function loadContender(name) {
  const { file } = contenderOf(name)
  try {
    return await (await import(`../contenders/${file}`)).load()
  } catch (error) {
    throw new Error(name === 'quoin' ? reasonOf(error) : `${NOT_INSTALLED}: ${reasonOf(error)}`)
  }
}

class Session {
  #run
  #clocks
  #isLater
  #result
  #about

  constructor(run, clocks, about) {
    this.#run = run
    this.#clocks = clocks
    this.#about = about
  }

  /** Promises cost a turn of the loop each, which is part of such a call; the others do without. */
  async #repeat(count) {
    if (this.#isLater) {
      for (let done = 0; done < count; done++) this.#result = await this.#run()
    } else {
      for (let done = 0; done < count; done++) this.#result = this.#run()
    }
  }

  /** At least so long and so often. Answers what one run takes by then, what it gives and holds. */
  async warm(leastMs, leastRuns) {
    const { wallMs } = this.#clocks
    const first = this.#run()
    this.#isLater = isPromise(first)
    this.#result = await first
    const began = wallMs()
    let [runs, runMs] = [0, 0]
    while (runs < leastRuns || wallMs() - began < leastMs) {
      const count = runs < leastRuns || runMs === 0 ? 1 : Math.ceil(leastMs / 20 / runMs)
      const before = wallMs()
      await this.#repeat(count)
      runMs = Math.max(1e-4, (wallMs() - before) / count)
      runs += count
    }
    const memory = this.#about.memory(this.#result)
    return { runMs, memory, facts: await judge(this.#result, this.#about) }
  }

  /** What each of so many runs took, by the processors and by the wall. */
  async sample(count) {
    const { wallMs, cpuMs } = this.#clocks
    const [wallBefore, cpuBefore] = [wallMs(), cpuMs()]
    await this.#repeat(count)
    const [wall, cpu] = [wallMs() - wallBefore, cpuMs() - cpuBefore]
    return { wallMs: wall / count, cpuMs: cpu / count }
  }
}

/**
 * `read(name)` gives the bytes of an input. `clocks` are wallMs and cpuMs; `watchGrowth` begins to
 * watch how much the process holds, and gives a function that tells by how much that grew at most.
 */
export async function openSession(row, contender, { read, clocks, watchGrowth }) {
  const wasmBytes = watchMemories()
  const input = await loadInput(row.input, read)
  const grownBytes = watchGrowth()
  const api = await loadContender(contender)
  const make = api[row.call]
  if (!make) throw new Error(NOT_THERE)
  api.peakBytes?.()
  const run = make(input, ...(row.options ?? []))
  const memory = (result) => ({
    wasmBytes: wasmBytes(),
    processBytes: grownBytes(),
    engineBytes: api.peakBytes?.(),
    inputBytes: sizeOf(input),
    resultBytes: sizeOf(result),
    pixelBytes: [input, result].map((value) => (value.data ? sizeOf(value) : 0)),
  })
  return new Session(run, clocks, { row, input, read, memory })
}
