// The modules of hashes, compression and pictures against the packages of npm, from the command line;
// scripts/bench.sh builds what it needs and calls it. Results go to build/bench/, tables to the
// terminal, docs on demand.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { machine } from '../lib/machine.mjs'
import { inPlace } from './contenders/table.mjs'
import { makeInputs } from './inputs/make.mjs'
import { Random } from './inputs/random.mjs'
import { askDamage, opener } from './lib/children.mjs'
import { contest } from './lib/contest.mjs'
import { damagedInputs } from './lib/damage.mjs'
import { docsText } from './lib/docs.mjs'
import { moduleSizes } from './lib/modules-size.mjs'
import { FULL, QUICK } from './lib/plans.mjs'
import { barTable, damageTable, rowTable, sizeTable } from './lib/report.mjs'
import { versions } from './lib/versions.mjs'
import { ROWS } from './rows.mjs'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const OUT = join(ROOT, 'build/bench')
const INPUTS = join(OUT, 'modules-inputs')
const DOCS = join(ROOT, 'docs/benchmarks/modules.md')
const UNPACKERS = ['quoin', 'fflate', 'pako', 'node', 'web']
/** Besides the rows, these are parts of a run that names can pick. */
const DAMAGE = 'damaged'
const SIZES = 'sizes'

const USAGE = `usage: node run.mjs [options] [part of a name ...]

  the names: ${[...ROWS.map(({ name }) => name), DAMAGE, SIZES].join(', ')}
  --rounds n      how often each contender has its turn (${FULL.rounds})
  --seed n        of the order in each round (1)
  --quick         few rounds after a short time of getting warm
  --write-docs    docs/benchmarks/modules.md from the last full run, without measuring
`

const print = (text) => process.stdout.write(`${text}\n`)
const say = (text) => process.stderr.write(`  ${text}\n`)

const { values: options, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

function wholeNumber(name, usual) {
  const value = Number(options[name] ?? usual)
  if (!(Number.isInteger(value) && value > 0)) throw new Error(`--${name} takes a whole number`)
  return value
}

const isWanted = (name) => parts.length === 0 || parts.some((part) => name.includes(part))

/** Quick runs are kept apart: docs are made of full ones. */
const FILE = join(OUT, options.quick ? 'quick-modules.json' : 'modules.json')

const PAGE_FILE = join(OUT, 'modules-page.json')

const readResult = (file = FILE) =>
  readFile(file, 'utf8').then(JSON.parse, (error) => {
    if (error.code !== 'ENOENT') throw error
  })

async function runRows(rows) {
  const plan = options.quick ? QUICK : FULL
  const about = {
    ...plan,
    rounds: wholeNumber('rounds', plan.rounds),
    random: new Random(wholeNumber('seed', 1)),
    clock: 'cpuMs',
    open: opener(INPUTS),
    say,
  }
  const results = {}
  for (const row of rows) {
    results[row.name] = await contest(row, about)
    print(`\n${row.title}\n\n${rowTable(row, results[row.name])}`)
  }
  return { rounds: about.rounds, rows: results }
}

async function runDamage() {
  const verdicts = {}
  for (const name of UNPACKERS) verdicts[name] = await askDamage(name, INPUTS)
  const names = damagedInputs(new Uint8Array(), new Uint8Array(64)).map(({ name }) => name)
  print(`\ngunzip of what is damaged or odd\n\n${damageTable({ names, verdicts })}`)
  return { names, verdicts }
}

async function runSizes() {
  const sizes = await moduleSizes()
  print(`\nSizes\n\n${sizeTable(sizes)}`)
  return sizes
}

/** What single rows were measured anew is put in the place of what an earlier run wrote. */
function merged(before, now) {
  const all = { ...before?.rows, ...now.rows }
  const inOrder = ROWS.filter(({ name }) => all[name]).map(({ name }) => [name, all[name]])
  return { ...before, ...now, rows: Object.fromEntries(inOrder) }
}

async function run() {
  await makeInputs(INPUTS, say)
  const rows = ROWS.filter(({ name }) => isWanted(name)).map((row) => inPlace(row, 'node'))
  const now = { machine: machine(), versions: await versions(), ...(await runRows(rows)) }
  if (isWanted(DAMAGE)) now.damage = await runDamage()
  if (isWanted(SIZES)) now.sizes = await runSizes()
  const before = parts.length > 0 ? await readResult() : undefined
  await mkdir(OUT, { recursive: true })
  await writeFile(FILE, JSON.stringify(merged(before, now), null, 2))
  print(`\nThe bars\n\n${barTable(rows, now.rows, now)}`)
}

async function writeDocs() {
  const result = await readResult()
  if (!result) throw new Error('nothing was measured yet')
  await writeFile(DOCS, docsText({ ...result, page: await readResult(PAGE_FILE) }))
}

if (options.help) print(USAGE)
else if (
  parts.some(
    (part) => ![...ROWS, { name: DAMAGE }, { name: SIZES }].some(({ name }) => name.includes(part)),
  )
) {
  process.stderr.write(USAGE)
  process.exitCode = 2
} else await (options['write-docs'] ? writeDocs() : run())
