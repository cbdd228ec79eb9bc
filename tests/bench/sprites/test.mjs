// What does not depend on the machine: records, draw calls and garbage of a frame. Prints
// 'N passed, N failed'. The packages to measure against are not needed.
import { CONTENDERS } from './contenders.mjs'
import { garbagePerFrame, launch, openContender } from './pages.mjs'

const COUNT = 20_000
const MOST_DRAW_CALLS = 2
/** A frame's numbers that JavaScript boxes on their way to WebGL; nothing grows with the sprites. */
const MOST_GARBAGE_BYTES = 2000

let passed = 0
let failed = 0
function check(holds, sentence) {
  if (holds) passed++
  else failed++
  process.stdout.write(`${holds ? 'holds' : 'FAILED'}: ${sentence}\n`)
}

const browser = await launch()
for (const contender of CONTENDERS.filter(({ module }) => module === 'quoin')) {
  const opened = await openContender(browser, contender, COUNT)
  const { ask, page } = opened
  await ask('time', 5)
  const records = await ask('records')
  const drawCalls = await ask('drawCalls')
  const garbage = await garbagePerFrame(opened, 30)
  check(records === COUNT, `${contender.label}: ${records} records for ${COUNT} sprites`)
  check(drawCalls <= MOST_DRAW_CALLS, `${contender.label}: ${drawCalls} draw calls`)
  check(garbage <= MOST_GARBAGE_BYTES, `${contender.label}: ${Math.round(garbage)} B of garbage`)
  await page.close()
}
await browser.close()
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
