// In the page: one contender, frame by frame. Times are of the main thread: from the first line of a
// frame to the last call of WebGL. What the browser then draws elsewhere is not in them; the next
// frame begins when the browser asks for it.
import { HEIGHT_PX, WIDTH_PX } from './scene.mjs'

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve))
const DRAWS = [
  'drawArrays',
  'drawElements',
  'drawArraysInstanced',
  'drawElementsInstanced',
  'drawRangeElements',
]

let contender

/** Its name is what garbage is looked for below. */
function measuredFrame() {
  contender.frame()
}

function makeCanvas() {
  const canvas = document.createElement('canvas')
  canvas.id = 'canvas'
  canvas.width = WIDTH_PX
  canvas.height = HEIGHT_PX
  document.body.append(canvas)
  return canvas
}

export async function open(module, options) {
  const { open: openContender } = await import(`./engines/${module}.mjs`)
  contender = await openContender(makeCanvas(), options)
}

/** Milliseconds of each frame, and how long a frame was in all, in the middle. */
export async function time(frames) {
  const samples = []
  const began = performance.now()
  for (let count = 0; count < frames; count++) {
    await nextFrame()
    const from = performance.now()
    measuredFrame()
    samples.push(performance.now() - from)
  }
  return { samples, wallMs: (performance.now() - began) / frames }
}

/** Draw calls of one frame, by whatever context. */
export async function drawCalls() {
  await nextFrame()
  let count = 0
  const restores = []
  for (const prototype of [WebGLRenderingContext.prototype, WebGL2RenderingContext.prototype]) {
    for (const name of DRAWS.filter((draw) => Object.hasOwn(prototype, draw))) {
      const original = prototype[name]
      prototype[name] = function (...given) {
        count++
        return original.apply(this, given)
      }
      restores.push(() => {
        prototype[name] = original
      })
    }
  }
  contender.frame()
  for (const restore of restores) restore()
  return count
}

export const records = () => contender.records?.()

/** So many frames, many at once, until V8 has made of all of it what it will. */
export async function burst(count) {
  for (let left = count; left > 0; left--) {
    if (left % 20 === 0) await nextFrame()
    measuredFrame()
  }
}

/** Frames whose garbage is measured from outside. */
export async function frames(count) {
  for (let left = count; left > 0; left--) {
    await nextFrame()
    measuredFrame()
  }
}
