// Two drivers of the race (race.c), such as ours and that over Box2D, or today's and yesterday's:
// each scene by the one, then by the other, a process each, as many rounds as asked for. Prints the
// first's time and memory as parts of the second's; scripts/compare.sh builds and calls it.
import { execFile } from 'node:child_process'
import { parseArgs, promisify } from 'node:util'
import { geometricMean, median } from '../lib/statistics.mjs'
import { number, table } from '../lib/table.mjs'

const run = promisify(execFile)
const MOST_OUTPUT_BYTES = 1024 * 1024
const USAGE = `usage: node compare.mjs [options] ours theirs scene ...

  ours, theirs    drivers: programs, or what Emscripten makes for Node
  --rounds n      how often each runs each scene (1); the medians are compared
  --quick         a quarter of the steps
  --cpu           by the thread's own clock, which stops while others run
  --warm          each scene runs for a second first, so that WebAssembly has been compiled well
  --snapshots     also how long snapshots take
`

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    cpu: { type: 'boolean', default: false },
    warm: { type: 'boolean', default: false },
    snapshots: { type: 'boolean', default: false },
  },
})

const FLAGS = ['quick', 'cpu', 'warm', 'snapshots'].filter((flag) => options[flag])

async function measure(driver, scene) {
  const command = driver.endsWith('.js') ? [process.execPath, driver] : [driver]
  const [program, ...args] = [...command, '--json', ...FLAGS.map((flag) => `--${flag}`), scene]
  const { stdout } = await run(program, args, { maxBuffer: MOST_OUTPUT_BYTES })
  return JSON.parse(stdout)
}

const COLUMNS = {
  median: (result) => result.median_us,
  mean: (result) => result.mean_us,
  p99: (result) => result.p99_us,
  memory: (result) => result.memory_bytes,
  ...(options.snapshots && {
    take: (result) => result.take_us,
    restore: (result) => result.restore_us,
  }),
}

async function compare(scene, [ours, theirs]) {
  const pairs = []
  for (let round = 0; round < Number(options.rounds); round++) {
    pairs.push([await measure(ours, scene), await measure(theirs, scene)])
  }
  const ratios = Object.values(COLUMNS).map((column) =>
    median(pairs.map(([a, b]) => column(a) / column(b))),
  )
  const [a, b] = pairs[0]
  const work = ({ touching, mean_height_m: height }) => `${touching} at ${number(height)}`
  return { ratios, cells: [number(a.median_us), number(b.median_us), work(a), work(b)] }
}

const [ours, theirs, ...scenes] = positionals
if (scenes.length === 0) {
  process.stderr.write(USAGE)
  process.exit(2)
}
const rows = []
for (const scene of scenes) {
  process.stderr.write(`  ${scene}\n`)
  rows.push(await compare(scene, [ours, theirs]))
}
const means = Object.keys(COLUMNS).map((_, at) =>
  geometricMean(rows.map(({ ratios }) => ratios[at])),
)
const heads = ['scene', ...Object.keys(COLUMNS), 'us', 'theirs', 'touching, m high', 'theirs']
const body = rows.map(({ ratios, cells }, at) => [scenes[at], ...ratios.map(number), ...cells])
body.push(['geometric mean', ...means.map(number), '', '', '', ''])
process.stdout.write(`${table(heads, body)}\n`)
