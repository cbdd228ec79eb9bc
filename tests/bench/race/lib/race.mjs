// The race itself: every engine in every scene, in turn (A B C, A B C), each in a process of its own.
import { adapterOf, OURS } from '../engines/table.mjs'
import { measure } from './children.mjs'
import { describe } from './sizes.mjs'
import { median, percentile } from './statistics.mjs'

const LEAST_STEPS = 30
/** Scenes for what is told once of an engine. */
const START_SCENE = 'pile_20'
const GARBAGE_SCENE = 'pile_100'
const START_ROUNDS = 3
const GARBAGE_ATTEMPTS = 3
/** More than this after an empty loop is not Node's own. */
const MOST_EMPTY_BYTES = 8

/** What a table shows of one measurement; the samples are left out. */
function summary(answer, wantedSteps) {
  const { stepMs, frameMs, counts, meanHeight, memoryBytes } = answer
  return {
    steps: stepMs.length,
    isCut: stepMs.length < wantedSteps,
    stepMedianMs: median(stepMs),
    stepP99Ms: percentile(stepMs, 0.99),
    frameMedianMs: median(frameMs),
    frameP99Ms: percentile(frameMs, 0.99),
    counts,
    meanHeight,
    memoryBytes,
  }
}

/** The best of an engine's rounds, by its median step; undefined where none came to an end. */
export function bestOf(answers) {
  const done = answers.filter((answer) => answer.stepMs)
  return done.reduce(
    (best, one) => (!best || median(one.stepMs) < median(best.stepMs) ? one : best),
    undefined,
  )
}

/**
 * Of what one engine did in one scene, with how many times as long its step took as ours. Where it
 * was cut short, ours is taken over the same first steps.
 */
export function compared(answers, ours, wantedSteps) {
  const best = bestOf(answers)
  if (!best) return { reason: answers.at(-1)?.reason ?? 'not measured' }
  const result = summary(best, wantedSteps)
  if (!ours) return result
  const count = best.stepMs.length
  return {
    ...result,
    stepRatio: result.stepMedianMs / median(ours.stepMs.slice(0, count)),
    frameRatio: result.frameMedianMs / median(ours.frameMs.slice(0, count)),
  }
}

async function raceScene(scene, wantedSteps, options) {
  const { engines, rounds, capMs, clock, scenesFile, under, say } = options
  const answers = new Map(engines.map((engine) => [engine, []]))
  for (let round = 0; round < rounds; round++) {
    for (const engine of engines) {
      const earlier = answers.get(engine).at(-1)
      // Nothing is won by waiting once more for what was cut short or did not work.
      if (earlier && !(earlier.stepMs?.length === wantedSteps)) continue
      const request = { kind: 'time', engine, scene, size: 0, steps: wantedSteps }
      const limits = { capMs, clock, leastSteps: LEAST_STEPS, scenesFile }
      const answer = await measure({ ...request, ...limits }, under)
      answers.get(engine).push(answer)
      const what = answer.stepMs ? `${median(answer.stepMs).toFixed(3)} ms` : answer.reason
      say(`${scene}, ${engine}: ${what}`)
    }
  }
  const ours = bestOf(answers.get(OURS) ?? [])
  return Object.fromEntries(
    engines.map((engine) => [engine, compared(answers.get(engine), ours, wantedSteps)]),
  )
}

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
  const { label, manifest, files } = await adapterOf(engine)
  const described = await describe({ manifest, files })
  return { label, ...described, ...(await raceStart(engine, options)) }
}

/** `scenes` are names with step counts; `known` is what an earlier run learnt of the engines. */
export async function race(scenes, options) {
  const engines = {}
  for (const engine of options.engines) {
    engines[engine] = options.known[engine] ?? (await about(engine, options))
  }
  const results = {}
  for (const { name, steps } of scenes) results[name] = await raceScene(name, steps, options)
  return { engines, scenes: results }
}
