// Measures one engine in one scene, in a worker of a page. The request is a message; the answers are
// { done } with the number of steps every now and then, and at last { answer }. The page ends a
// worker that takes too long, and has a new one for each measurement: nothing that an engine left
// behind touches the next.
import { reasonOf, start, timeSteps } from './lib/runner.mjs'

const SCENES_FILE = new URL('../../../build/wasm/race_scenes.wasm', import.meta.url)
const LEAST_STEPS = 10
/** Telling takes time from what is measured, if not from the steps themselves. */
const TELL_EVERY_MS = 250

async function scenesBytes() {
  const response = await fetch(SCENES_FILE)
  if (!response.ok) throw new Error(`the scenes are not there (${response.status})`)
  return response.arrayBuffer()
}

function teller() {
  let last = performance.now()
  return (done) => {
    const now = performance.now()
    if (now - last < TELL_EVERY_MS) return
    last = now
    self.postMessage({ done })
  }
}

async function answer(request) {
  try {
    const { runner, readyMs } = await start({ ...request, size: 0 }, await scenesBytes())
    self.postMessage({ done: 0 })
    const limits = { ...request, leastSteps: LEAST_STEPS }
    const times = timeSteps(runner, limits, () => performance.now(), teller())
    return { readyMs, ...runner.work(), ...times }
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

self.addEventListener('message', async ({ data }) => {
  self.postMessage({ answer: await answer(data) })
})
