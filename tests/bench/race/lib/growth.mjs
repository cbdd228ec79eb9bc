// How the time of a step grows with the number of bodies: scenes at ten to fifty thousand of them.
import { measure } from './children.mjs'
import { growthExponent, median } from './statistics.mjs'

export const GROWTH_SCENES = ['pile', 'large_pyramid', 'rain']
export const GROWTH_SIZES = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 50_000]
/** An engine's curve ends where a step takes longer. */
export const MOST_STEP_MS = 250

const STEPS = 400
const LEAST_STEPS = 10
/** Rain takes a while to fill; less than this part of it says nothing of that size. */
const LEAST_PART = 0.5
/** Where few bodies are, the fixed cost of a step hides how it grows. */
const LEAST_SIZE_OF_FIT = 300
/** The pile is in the table of scenes under its usual sizes. */
const SCENE_OF = { pile: 'pile_100' }

/** Of the later half of the steps, when what fell has come down. */
const settledMs = (stepMs) => median(stepMs.slice(Math.floor(stepMs.length / 2)))

async function curveOf(engine, scene, { capMs, clock, scenesFile, sizes, under, say }) {
  const points = []
  for (const size of sizes) {
    const request = { kind: 'time', engine, scene: SCENE_OF[scene] ?? scene, size, steps: STEPS }
    const limits = { capMs, clock, leastSteps: LEAST_STEPS, scenesFile }
    const answer = await measure({ ...request, ...limits }, under)
    if (!answer.stepMs) {
      say(`${scene}, ${engine}, ${size}: ${answer.reason}`)
      break
    }
    if (answer.counts.bodies < LEAST_PART * size) {
      say(`${scene}, ${engine}, ${size}: only ${answer.counts.bodies} bodies came`)
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
