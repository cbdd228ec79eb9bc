// How the time of a step grows with the number of bodies: scenes at ten to fifty thousand of them.

import { growthExponent, median } from '../../lib/statistics.mjs'
import { measure } from './children.mjs'

export const GROWTH_SCENES = ['pile', 'large_pyramid', 'rain']
export const GROWTH_SIZES = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 50_000]
/** An engine's curve ends where a step takes longer. */
export const MOST_STEP_MS = 250

const LEAST_STEPS = 10
const STEPS = 400
/**
 * Rain is full after 320 steps. The later half of twice as many is one round of it at every size: each
 * ragdoll falls, lies and goes. What is cut short says nothing of that size, so it has longer.
 */
export const RAIN = { name: 'rain', steps: 640, capFactor: 10 }
/** Where few bodies are, the fixed cost of a step hides how it grows. */
const LEAST_SIZE_OF_FIT = 300
/** The pile is in the table of scenes under its usual sizes. */
const SCENE_OF = { pile: 'pile_100' }

/** Of the later half of the steps, when what fell has come down. */
const settledMs = (stepMs) => median(stepMs.slice(Math.floor(stepMs.length / 2)))

function requestFor(engine, scene, size, { capMs, clock, scenesFile }) {
  const limits = { clock, leastSteps: LEAST_STEPS, scenesFile }
  const isRain = scene === RAIN.name
  return {
    kind: 'time',
    engine,
    scene: SCENE_OF[scene] ?? scene,
    size,
    steps: isRain ? RAIN.steps : STEPS,
    capMs: isRain ? RAIN.capFactor * capMs : capMs,
    ...limits,
  }
}

/** Why an answer is no point of a curve, or undefined where it is one. */
function faultOf({ stepMs, reason }, scene) {
  if (!stepMs) return reason
  const isPart = scene === RAIN.name && stepMs.length < RAIN.steps
  return isPart ? `only ${stepMs.length} of ${RAIN.steps} steps` : undefined
}

/**
 * Whether rain of the next size cannot end in time, going by the one before: a step takes at least as
 * much longer as there are more bodies, and half as long while it fills; a fifth is left for doubt.
 * Finding out would take as long as all that was measured.
 */
export function isTooLong(last, size, scene, capMs) {
  if (scene !== RAIN.name || !last) return false
  const stepMs = (last.ms * size) / last.size
  return 0.75 * stepMs * RAIN.steps > 1.2 * RAIN.capFactor * capMs
}

async function curveOf(engine, scene, options) {
  const { sizes, under, say } = options
  const points = []
  for (const size of sizes) {
    if (isTooLong(points.at(-1), size, scene, options.capMs)) {
      say(`${scene}, ${engine}, ${size}: would take too long`)
      break
    }
    const answer = await measure(requestFor(engine, scene, size, options), under)
    const fault = faultOf(answer, scene)
    if (fault) {
      say(`${scene}, ${engine}, ${size}: ${fault}`)
      break
    }
    const ms = settledMs(answer.stepMs)
    say(`${scene}, ${engine}, ${size}: ${ms.toFixed(3)} ms`)
    points.push({ size, bodies: answer.counts.bodies, steps: answer.stepMs.length, ms })
    if (ms > MOST_STEP_MS) break
  }
  return points
}

export async function grow(options) {
  const curves = {}
  for (const scene of options.scenes) {
    curves[scene] = {}
    for (const engine of options.engines) {
      curves[scene][engine] = await curveOf(engine, scene, options)
    }
  }
  return curves
}

/** The power with which a curve grows, or undefined where it has too few points to say. */
export function exponentOf(points) {
  const fitted = points.filter(({ size }) => size >= LEAST_SIZE_OF_FIT)
  if (fitted.length < 3) return undefined
  return growthExponent(fitted.map(({ bodies, ms }) => ({ x: bodies, y: ms })))
}
