// The rows of the benchmark in Chromium, from the command line: node page.mjs [--quick] [part of a name ...]
// The tables have those contenders that run in a page, by the clock on the wall; results go to
// build/bench/. QN_CHROMIUM is the browser.
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { inPlace } from './contenders/table.mjs'
import { makeInputs } from './inputs/make.mjs'
import { FULL, QUICK } from './lib/plans.mjs'
import { barTable, rowTable } from './lib/report.mjs'
import { serve } from './lib/server.mjs'
import { ROWS } from './rows.mjs'

const ROOT = new URL('../../../', import.meta.url)
const OUT = fileURLToPath(new URL('build/bench/', ROOT))
const { chromium } = createRequire(new URL('web/package.json', ROOT))('playwright-core')

const print = (text) => process.stdout.write(`${text}\n`)
const say = (text) => process.stderr.write(`  ${text}\n`)

const { values: options, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false } },
})

const isWanted = ({ name }) => parts.length === 0 || parts.some((part) => name.includes(part))
/** Natively there is nothing to be measured in a page. */
const rows = ROWS.filter(({ name }) => !name.startsWith('native-'))
  .filter(isWanted)
  .map((row) => inPlace(row, 'page'))
const plan = { ...(options.quick ? QUICK : FULL), seed: 1 }

async function measure(page) {
  const results = {}
  for (const row of rows) {
    say(row.name)
    results[row.name] = await page.evaluate(
      async ([name, about]) => {
        const { contestInPage } = await import('/tests/bench/modules/lib/page-contest.mjs')
        return contestInPage(name, about)
      },
      [row.name, plan],
    )
    print(`\n${row.title}\n\n${rowTable(row, results[row.name])}`)
  }
  return results
}

await makeInputs(join(OUT, 'modules-inputs'), say)
const server = await serve()
const browser = await chromium.launch({
  executablePath: process.env.QN_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  const page = await browser.newPage()
  await page.goto(server.address)
  const results = await measure(page)
  await mkdir(OUT, { recursive: true })
  const about = { browser: `Chromium ${browser.version()}`, rounds: plan.rounds, rows: results }
  const name = options.quick ? 'quick-modules-page.json' : 'modules-page.json'
  await writeFile(join(OUT, name), JSON.stringify(about, null, 2))
  print(`\nThe bars, in Chromium ${browser.version()}\n\n${barTable(rows, results, {})}`)
} finally {
  await browser.close()
  server.close()
}
