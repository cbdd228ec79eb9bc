// Measures one engine in one scene, in a process of its own: node measure.mjs <request as JSON>.
// The answer is one line of JSON. Run by lib/children.mjs, which also chooses the options of Node.
import { PerformanceObserver } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { POSE_FLOATS } from './engines/maker.mjs'
import { adapterOf } from './engines/table.mjs'
import { loadScenes } from './lib/scenes.mjs'
import { median } from './lib/statistics.mjs'

const DT_S = Math.fround(1 / 60)
const SUBSTEPS = 4
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

class Runner {
  poses = new Float32Array(0)

  constructor(maker, scenes, scene) {
    this.maker = maker
    this.scenes = scenes
    this.scene = scene
    this.tick = 0
  }

  /** What happens before a step is not measured, nor is making room for the poses. */
  prepare() {
    this.scenes.act(this.scene, this.tick++)
    const floats = this.maker.movers.length * POSE_FLOATS
    if (this.poses.length < floats) this.poses = new Float32Array(2 * floats)
  }

  frame() {
    this.maker.step(DT_S, SUBSTEPS)
    this.maker.readMoved(this.poses)
  }
}

async function start(request) {
  const started = performance.now()
  const adapter = await adapterOf(request.engine)
  const maker = await adapter.load()
  const loadMs = performance.now() - started
  const scenes = await loadScenes(request.scenesFile, maker)
  const scene = scenes.names.indexOf(request.scene)
  if (scene < 0) throw new Error(`there is no scene ${request.scene}`)
  globalThis.gc()
  const heapBytes = process.memoryUsage().heapUsed
  const building = performance.now()
  scenes.build(scene, request.size)
  const runner = new Runner(maker, scenes, scene)
  runner.prepare()
  runner.frame()
  const readyMs = loadMs + performance.now() - building
  return { runner, readyMs, heapBytes }
}

/** In milliseconds: the wall's, or what all threads of this process have used of the processors. */
const clocks = {
  wall: () => performance.now(),
  cpu: () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
}

/** Until all steps are done, or the time is up and the least number of steps is done. */
function timeSteps(runner, { steps, capMs, leastSteps, clock }) {
  const now = clocks[clock]
  const stepMs = new Float64Array(steps)
  const frameMs = new Float64Array(steps)
  const began = performance.now()
  let done = 0
  while (done < steps && (done < leastSteps || performance.now() - began < capMs)) {
    runner.prepare()
    const before = now()
    runner.maker.step(DT_S, SUBSTEPS)
    const stepped = now()
    runner.maker.readMoved(runner.poses)
    frameMs[done] = now() - before
    stepMs[done] = stepped - before
    done++
  }
  const round = (samples) => Array.from(samples.subarray(0, done), (ms) => Number(ms.toFixed(4)))
  return { stepMs: round(stepMs), frameMs: round(frameMs) }
}

async function measureTime(request) {
  const { runner, readyMs, heapBytes } = await start(request)
  const times = timeSteps(runner, request)
  const { maker } = runner
  const counts = maker.counts()
  globalThis.gc()
  const heldBytes = process.memoryUsage().heapUsed - heapBytes
  const memoryBytes = maker.memoryBytes() + Math.max(0, heldBytes)
  return { readyMs, memoryBytes, counts, meanHeight: maker.meanHeight(), ...times }
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
  const { runner } = await start(request)
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
    return { reason: `failed: ${error.message ?? error}` }
  }
}

process.stdout.write(`\n${JSON.stringify(await answer(JSON.parse(process.argv[2])))}\n`, () =>
  process.exit(0),
)
