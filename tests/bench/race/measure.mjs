// Measures one engine in one scene, in a process of its own: node measure.mjs <request as JSON>.
// The answer is one line of JSON. Run by lib/children.mjs, which also chooses the options of Node.
import { readFile } from 'node:fs/promises'
import { PerformanceObserver } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { median } from '../lib/statistics.mjs'
import { reasonOf, start, timeSteps } from './lib/runner.mjs'

/** The compilers of the JavaScript engine also leave something on the heap: let them finish first. */
const GARBAGE_WARM_UP_FRAMES = 3000
const GARBAGE_WARM_UP_MS = 5000
const GARBAGE_TRIAL_FRAMES = 4
const GARBAGE_ROUNDS = 5
const GARBAGE_MOST_FRAMES = 2000
const GARBAGE_ROUND_MS = 1500
/** Node tells of collections a little later. */
const OBSERVER_DELAY_MS = 50
/** Half of what the young generation holds (see lib/children.mjs), so that nothing is collected meanwhile. */
const GARBAGE_BUDGET_BYTES = 64e6

async function startHere(request) {
  let heapBytes = 0
  const scenesBytes = await readFile(request.scenesFile)
  const started = await start(request, scenesBytes, () => {
    globalThis.gc()
    heapBytes = process.memoryUsage().heapUsed
  })
  return { ...started, heapBytes }
}

/** In milliseconds: the wall's, or what all threads of this process have used of the processors. */
const clocks = {
  wall: () => performance.now(),
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
}

async function measureTime(request) {
  const { runner, readyMs, heapBytes } = await startHere(request)
  const times = timeSteps(runner, request, clocks[request.clock])
  const work = runner.work()
  globalThis.gc()
  const heldBytes = process.memoryUsage().heapUsed - heapBytes
  const memoryBytes = runner.maker.memoryBytes() + Math.max(0, heldBytes)
  return { readyMs, memoryBytes, ...work, ...times }
}

/**
 * Bytes that calling `frame` so many times leaves on the heap, with what asking costs taken off. Only
 * the young generation is emptied before: a full collection also throws compiled code away, and
 * compiling it again would be counted.
 */
function allocatedBy(frame, count) {
  const used = () => process.memoryUsage().heapUsed
  globalThis.gc({ type: 'minor' })
  used()
  const cost = -used() + used()
  const before = used()
  for (let index = 0; index < count; index++) frame()
  return used() - before - cost
}

/** How many frames leave enough room and end soon. */
function garbageFrames(frame) {
  const began = performance.now()
  const trialBytes = allocatedBy(frame, GARBAGE_TRIAL_FRAMES) / GARBAGE_TRIAL_FRAMES
  const trialMs = (performance.now() - began) / GARBAGE_TRIAL_FRAMES
  const most = Math.min(GARBAGE_BUDGET_BYTES / Math.max(1, trialBytes), GARBAGE_ROUND_MS / trialMs)
  return Math.max(1, Math.min(GARBAGE_MOST_FRAMES, Math.floor(most)))
}

async function measureGarbage(request) {
  let collections = 0
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length
  })
  const { runner } = await startHere(request)
  const began = performance.now()
  for (let index = 0; index < GARBAGE_WARM_UP_FRAMES; index++) {
    runner.prepare()
    runner.frame()
    if (performance.now() - began > GARBAGE_WARM_UP_MS) break
  }
  const frame = () => runner.frame()
  const count = garbageFrames(frame)
  await setTimeout(OBSERVER_DELAY_MS)
  observer.observe({ entryTypes: ['gc'] })
  const rounds = Array.from({ length: GARBAGE_ROUNDS }, () => ({
    empty: allocatedBy(() => {}, count) / count,
    full: allocatedBy(frame, count) / count,
  }))
  await setTimeout(OBSERVER_DELAY_MS)
  observer.disconnect()
  return {
    garbageBytes: median(rounds.map(({ full }) => full)),
    emptyBytes: median(rounds.map(({ empty }) => empty)),
    frames: count,
    // Beside those that allocatedBy asks for.
    collections: collections - 2 * GARBAGE_ROUNDS,
  }
}

async function answer(request) {
  try {
    return await (request.kind === 'garbage' ? measureGarbage : measureTime)(request)
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

process.stdout.write(`\n${JSON.stringify(await answer(JSON.parse(process.argv[2])))}\n`, () =>
  process.exit(0),
)
