// What does not depend on the machine: records, draw calls and garbage of a frame. Prints
// 'N passed, N failed'. The packages to measure against are not needed.
import { CONTENDERS } from './contenders.mjs'
import { garbagePerFrame, launch, openContender } from './pages.mjs'

const COUNT = 20_000
const MOST_DRAW_CALLS = 2
/**
 * Nothing of a frame's garbage depends on how many sprites there are. V8 allocates in the first
 * thousand calls from WebAssembly to each function outside, and to compile.
 */
const FEW = 100
const WARM_FRAMES = 1200
const FRAMES = 60

let passed = 0
let failed = 0
function check(holds, sentence) {
  if (holds) passed++
  else failed++
  process.stdout.write(`${holds ? 'holds' : 'FAILED'}: ${sentence}\n`)
}

const browser = await launch()

async function garbageOf(contender) {
  const opened = await openContender(browser, contender, FEW)
  await opened.ask('burst', WARM_FRAMES)
  const { bytes, by } = await garbagePerFrame(opened, { frames: FRAMES, intervalBytes: 1 })
  if (bytes > 0) process.stdout.write(`${contender.label} allocates ${by.join(', ')}\n`)
  await opened.page.close()
  return bytes
}

async function holds(contender) {
  const garbage = await garbageOf(contender)
  const { ask, page } = await openContender(browser, contender, COUNT)
  await ask('time', 2)
  const records = await ask('records')
  const drawCalls = await ask('drawCalls')
  check(records === COUNT, `${contender.label}: ${records} records for ${COUNT} sprites`)
  check(drawCalls <= MOST_DRAW_CALLS, `${contender.label}: ${drawCalls} draw calls`)
  check(garbage === 0, `${contender.label}: ${garbage} B of garbage a frame`)
  await page.close()
}

for (const contender of CONTENDERS.filter(({ module }) => module === 'quoin')) {
  await holds(contender)
}
await browser.close()
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
