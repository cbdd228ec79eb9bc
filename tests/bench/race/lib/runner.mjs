// One engine in one scene, step by step, in Node as in a page.
import { adapterOf } from '../engines/adapter.mjs'
import { POSE_FLOATS } from '../engines/maker.mjs'
import { loadScenes } from './scenes.mjs'

const DT_S = Math.fround(1 / 60)
const SUBSTEPS = 4

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

  step() {
    this.maker.step(DT_S, SUBSTEPS)
  }

  read() {
    this.maker.readMoved(this.poses)
  }

  frame() {
    this.step()
    this.read()
  }

  /** Did two engines have the same work? Of those that have such a hash: the same bits? */
  work() {
    const { maker } = this
    const stateHash = maker.stateHash?.().toString(16).padStart(16, '0')
    return { counts: maker.counts(), meanHeight: maker.meanHeight(), stateHash }
  }
}

/**
 * Loads the engine, builds the scene and makes the first step. `scenesBytes` is race_scenes.wasm;
 * `beforeBuilding` is not in the time that it says.
 */
export async function start({ engine, scene, size }, scenesBytes, beforeBuilding = () => {}) {
  const started = performance.now()
  const adapter = await adapterOf(engine)
  const maker = await adapter.load()
  const loadMs = performance.now() - started
  const scenes = await loadScenes(scenesBytes, maker)
  const index = scenes.names.indexOf(scene)
  if (index < 0) throw new Error(`there is no scene ${scene}`)
  beforeBuilding()
  const building = performance.now()
  scenes.build(index, size)
  const runner = new Runner(maker, scenes, index)
  runner.prepare()
  runner.frame()
  return { runner, readyMs: loadMs + performance.now() - building }
}

/**
 * Until all steps are done, or the time is up by the clock `now` and the least number of steps is
 * done; `tell` hears between the steps how many are done.
 */
export function timeSteps(runner, { steps, capMs, leastSteps }, now, tell = () => {}) {
  const stepMs = new Float64Array(steps)
  const frameMs = new Float64Array(steps)
  const began = now()
  let done = 0
  while (done < steps && (done < leastSteps || now() - began < capMs)) {
    runner.prepare()
    const before = now()
    runner.step()
    const stepped = now()
    runner.read()
    frameMs[done] = now() - before
    stepMs[done] = stepped - before
    done++
    tell(done)
  }
  const round = (samples) => Array.from(samples.subarray(0, done), (ms) => Number(ms.toFixed(4)))
  return { stepMs: round(stepMs), frameMs: round(frameMs) }
}

export const reasonOf = (error) => `failed: ${error?.message ?? error}`
