// Every engine in a scene, in turn (A B C, A B C), and what tables show of it. How one is measured is
// the caller's: in a process of Node, or in a worker of a page.

import { median, percentile } from '../../lib/statistics.mjs'
import { OURS } from '../engines/table.mjs'

/** What a table shows of one measurement; the samples are left out. */
function summary(answer, wantedSteps) {
  const { stepMs, frameMs, counts, meanHeight, memoryBytes, stateHash } = answer
  return {
    steps: stepMs.length,
    isCut: stepMs.length < wantedSteps,
    stepMedianMs: median(stepMs),
    stepP99Ms: percentile(stepMs, 0.99),
    frameMedianMs: median(frameMs),
    frameP99Ms: percentile(frameMs, 0.99),
    counts,
    meanHeight,
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(stateHash !== undefined && { stateHash }),
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

/** What there is to show of a scene, of the engines that answered so far. */
function resultsOf(answers, wantedSteps) {
  const ours = bestOf(answers.get(OURS) ?? [])
  const answered = [...answers].filter(([, all]) => all.length > 0)
  return Object.fromEntries(
    answered.map(([engine, all]) => [engine, compared(all, ours, wantedSteps)]),
  )
}

/**
 * `measure(engine, scene, steps, round)` gives an answer; `tell` hears each one, with what is to be
 * shown by then.
 */
export async function raceScene(scene, wantedSteps, { engines, rounds, measure, tell }) {
  const answers = new Map(engines.map((engine) => [engine, []]))
  for (let round = 0; round < rounds; round++) {
    for (const engine of engines) {
      const earlier = answers.get(engine).at(-1)
      // Nothing is won by waiting once more for what was cut short or did not work.
      if (earlier && !(earlier.stepMs?.length === wantedSteps)) continue
      const answer = await measure(engine, scene, wantedSteps, round)
      answers.get(engine).push(answer)
      tell({ scene, engine, answer, results: resultsOf(answers, wantedSteps) })
    }
  }
  return resultsOf(answers, wantedSteps)
}
