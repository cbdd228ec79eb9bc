// The race in Node: every engine in every scene, each in a process of its own, and what is told once of
// an engine.

import { describe } from '../../lib/sizes.mjs'
import { median } from '../../lib/statistics.mjs'
import { adapterOf } from '../engines/adapter.mjs'
import { measure } from './children.mjs'
import { raceScene } from './rounds.mjs'

const LEAST_STEPS = 30
/** Scenes for what is told once of an engine. */
const START_SCENE = 'pile_20'
const GARBAGE_SCENE = 'pile_100'
const START_ROUNDS = 3
const GARBAGE_ATTEMPTS = 3
/** More than this after an empty loop is not Node's own. */
const MOST_EMPTY_BYTES = 8

/** No collection came between, and an empty loop left nothing. */
export const isSound = ({ garbageBytes, emptyBytes, collections }) =>
  garbageBytes !== undefined && collections === 0 && Math.abs(emptyBytes) < MOST_EMPTY_BYTES

async function garbageOf(request, under) {
  for (let attempt = 0; attempt < GARBAGE_ATTEMPTS; attempt++) {
    const answer = await measure({ ...request, kind: 'garbage', scene: GARBAGE_SCENE }, under)
    if (isSound(answer)) return Math.max(0, answer.garbageBytes)
  }
  return undefined
}

async function raceStart(engine, { capMs, scenesFile, under }) {
  const common = { engine, size: 0, steps: 1, leastSteps: 1, capMs, clock: 'wall', scenesFile }
  const readyMs = []
  for (let round = 0; round < START_ROUNDS; round++) {
    const answer = await measure({ ...common, kind: 'time', scene: START_SCENE }, under)
    if (answer.stepMs) readyMs.push(answer.readyMs)
  }
  return { readyMs: Math.min(...readyMs), garbageBytes: await garbageOf(common, under) }
}

async function about(engine, options) {
  const adapter = await adapterOf(engine)
  const described = await describe(adapter.package)
  return { label: adapter.label, ...described, ...(await raceStart(engine, options)) }
}

/** How `raceScene` measures and tells here. */
function inProcesses({ engines, rounds, capMs, clock, scenesFile, under, say }) {
  const limits = { capMs, clock, leastSteps: LEAST_STEPS, scenesFile }
  return {
    engines,
    rounds,
    measure: (engine, scene, steps) =>
      measure({ kind: 'time', engine, scene, size: 0, steps, ...limits }, under),
    tell({ scene, engine, answer }) {
      const what = answer.stepMs ? `${median(answer.stepMs).toFixed(3)} ms` : answer.reason
      say(`${scene}, ${engine}: ${what}`)
    },
  }
}

/** `scenes` are names with step counts; `known` is what an earlier run learnt of the engines. */
export async function race(scenes, options) {
  const engines = {}
  for (const engine of options.engines) {
    engines[engine] = options.known[engine] ?? (await about(engine, options))
  }
  const results = {}
  for (const { name, steps } of scenes) {
    results[name] = await raceScene(name, steps, inProcesses(options))
  }
  return { engines, scenes: results }
}
