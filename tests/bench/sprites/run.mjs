// The benchmark of sprites, from the command line: node run.mjs [--quick] [--write-docs] [part of a name ...]
// Rotating tinted sprites of 8 px in 8 pictures at 640 x 360, in Chromium. Results go to build/bench/.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { machine } from '../lib/machine.mjs'
import { median } from '../lib/statistics.mjs'
import { CONTENDERS } from './contenders.mjs'
import { garbagePerFrame, launch, openContender } from './pages.mjs'
import { spriteTable, withTables } from './report.mjs'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const OUT = join(ROOT, 'build/bench')
const DOCS = join(ROOT, 'docs/benchmarks/sprites.md')
const COUNTS = [20_000, 10_000]
/**
 * V8 allocates in the first thousand calls of WebAssembly to each function outside, until it compiles
 * a way across. Garbage is measured where it does so at once.
 */
const NO_WARM_UP = '--wasm-wrapper-tiering-budget=1'

const print = (text) => process.stdout.write(`${text}\n`)
const say = (text) => process.stderr.write(`  ${text}\n`)

const { values: given, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
  },
})
const plan = given.quick ? { warm: 5, frames: 20, rounds: 1 } : { warm: 20, frames: 60, rounds: 2 }
const contenders = CONTENDERS.filter(
  ({ name }) => parts.length === 0 || parts.some((part) => name.includes(part)),
)

async function measureOnce(browser, contender, count) {
  const { page, ask } = await openContender(browser, contender, count)
  await ask('time', plan.warm)
  const { samples, wallMs } = await ask('time', plan.frames)
  const result = {
    samples,
    wallMs,
    drawCalls: await ask('drawCalls'),
    records: await ask('records'),
  }
  await page.close()
  return result
}

async function garbageOf(browser, contender, count) {
  const opened = await openContender(browser, contender, count)
  await opened.ask('time', plan.warm)
  const { bytes } = await garbagePerFrame(opened, { frames: 30, intervalBytes: 32 })
  await opened.page.close()
  return bytes
}

/** The rounds of one contender come between those of the others, as the machine's moods do. */
async function measureAll(browser, steadyBrowser, count) {
  const results = {}
  for (let round = 0; round < plan.rounds; round++) {
    for (const contender of contenders) {
      say(`${count} ${contender.name}`)
      const { samples, ...rest } = await measureOnce(browser, contender, count)
      const known = results[contender.name]?.samples ?? []
      results[contender.name] = { ...rest, samples: [...known, ...samples] }
    }
  }
  for (const contender of contenders) {
    const result = results[contender.name]
    result.garbageBytes = await garbageOf(steadyBrowser, contender, count)
    result.minMs = Math.min(...result.samples)
    result.medianMs = median(result.samples)
  }
  return results
}

const [browser, steadyBrowser] = [await launch(), await launch(NO_WARM_UP)]
try {
  const report = {
    ...machine(),
    browser: `Chromium ${browser.version()}`,
    frames: plan.frames * plan.rounds,
    counts: {},
  }
  for (const count of COUNTS) {
    report.counts[count] = await measureAll(browser, steadyBrowser, count)
    print(`\n${count} sprites\n\n${spriteTable(report.counts[count])}`)
  }
  await mkdir(OUT, { recursive: true })
  await writeFile(join(OUT, 'sprites.json'), JSON.stringify(report, null, 2))
  if (given['write-docs']) await writeFile(DOCS, withTables(await readFile(DOCS, 'utf8'), report))
} finally {
  await browser.close()
  await steadyBrowser.close()
}
