// The race against the physics engines of npm, from the command line; scripts/bench.sh builds what it
// needs and calls it. Results go to build/bench/, tables to the terminal, docs on demand.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { machine } from '../lib/machine.mjs'
import { sizeOf } from '../lib/sizes.mjs'
import { number } from '../lib/table.mjs'
import { ENGINES, OURS } from './engines/table.mjs'
import { logLogChart } from './lib/chart.mjs'
import { docsText } from './lib/docs.mjs'
import { exponentOf, GROWTH_SCENES, GROWTH_SIZES, grow } from './lib/growth.mjs'
import { race } from './lib/race.mjs'
import { engineTable, growthTable, ratioTable, stepTable, workTable } from './lib/report.mjs'
import { loadScenes } from './lib/scenes.mjs'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const OUT = join(ROOT, 'build/bench')
const DOCS = join(ROOT, 'docs')
const SCENES_FILE = join(ROOT, 'build/wasm/race_scenes.wasm')
const PHYSICS_FILE = join(ROOT, 'build/wasm/physics_only.wasm')
const CAP_S = 20
const GROWTH_CAP_S = 10
const QUICK_CAP_S = 2
/** A quick run takes these, and a quarter of their steps. */
const QUICK_SCENES = [
  'pile_20',
  'pile_100',
  'pile_400',
  'ragdolls_40',
  'platformer',
  'large_pyramid',
]
const QUICK_PART = 4
const QUICK_SIZE = 3000

const USAGE = `usage: node run.mjs [options]

  --engines a,b   only these (${ENGINES.map(({ name }) => name).join(', ')})
                  instead of all but ${ENGINES.filter((one) => one.isOptional).map(({ name }) => name)}
  --scenes a,b    only these; what is known of the others stays
  --rounds n      how often each engine runs each scene (2)
  --cap s         after so many seconds, by the clock of the run, a scene is cut short (20)
  --quick         few scenes, a quarter of the steps, one round
  --growth        the growth curves instead: build/bench/growth-<scene>.svg
  --cpu           by the time of the processors that an engine used, not by the wall's: where others
                  use the machine, a step that they interrupt counts what they do
  --under "..."   a command that each measurement runs under, such as "taskset -c 1"
  --write-docs    docs/benchmarks.md from what the last runs measured, without measuring
`

const print = (text) => process.stdout.write(`${text}\n`)
const say = (text) => process.stderr.write(`  ${text}\n`)

const { values: options } = parseArgs({
  options: {
    engines: { type: 'string' },
    scenes: { type: 'string' },
    rounds: { type: 'string' },
    cap: { type: 'string' },
    cpu: { type: 'boolean', default: false },
    under: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    growth: { type: 'boolean', default: false },
    'write-docs': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

/** The names that a list asks for, all of which have to be known. */
function chosen(list, known, usual = known) {
  if (list === undefined) return usual
  const names = list.split(',')
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new Error(`unknown: ${unknown}; known: ${known}`)
  return names
}

function wholeNumber(name, usual) {
  const value = Number(options[name] ?? usual)
  if (!(Number.isInteger(value) && value > 0)) throw new Error(`--${name} takes a whole number`)
  return value
}

const under = options.under.split(' ').filter(Boolean)
const clock = options.cpu ? 'cpu' : 'wall'
const common = () => ({ engines: engines(), clock, scenesFile: SCENES_FILE, under, say })

const namesOf = (engines) => engines.map(({ name }) => name)
const USUAL_ENGINES = ENGINES.filter(({ isOptional }) => !isOptional)

const engines = () => chosen(options.engines, namesOf(ENGINES), namesOf(USUAL_ENGINES))

async function write(name, value) {
  await mkdir(OUT, { recursive: true })
  await writeFile(
    join(OUT, name),
    typeof value === 'string' ? value : JSON.stringify(value, null, 2),
  )
}

/** Quick runs are kept apart: docs are made of full ones. */
const fileName = (name) => (options.quick ? `quick-${name}` : name)

const read = (name) =>
  readFile(join(OUT, name), 'utf8').then(JSON.parse, (error) => {
    if (error.code !== 'ENOENT') throw error
  })

const inOrder = (results, names) =>
  Object.fromEntries(names.filter((name) => results[name]).map((name) => [name, results[name]]))

/** What an earlier run wrote, where single scenes are to be put in its place. */
const earlier = async (name) => (options.scenes === undefined ? undefined : await read(name))

async function runRace() {
  const all = await loadScenes(await readFile(SCENES_FILE), undefined)
  const wanted = chosen(options.scenes, all.names, options.quick ? QUICK_SCENES : all.names)
  const scenes = wanted.map((name) => {
    const steps = all.steps(all.names.indexOf(name))
    return { name, steps: options.quick ? Math.ceil(steps / QUICK_PART) : steps }
  })
  const rounds = wholeNumber('rounds', options.quick ? 1 : 2)
  const capMs = 1000 * wholeNumber('cap', options.quick ? QUICK_CAP_S : CAP_S)
  const name = fileName('race.json')
  const before = await earlier(name)
  const about = { ...common(), rounds, capMs }
  const result = {
    machine: machine(),
    capMs,
    clock,
    physicsOnly: await sizeOf([PHYSICS_FILE]),
    ...(await race(scenes, { ...about, known: before?.engines ?? {} })),
  }
  await write(name, {
    ...result,
    engines: { ...before?.engines, ...result.engines },
    scenes: inOrder({ ...before?.scenes, ...result.scenes }, all.names),
  })
  print(`\nThe engines\n\n${engineTable(result)}`)
  print(`\nA step: median / 99th of a hundred, ms (* cut short)\n\n${stepTable(result)}`)
  if (result.engines[OURS]) {
    print(`\nA step, times as long as ours\n\n${ratioTable(result, 'stepRatio')}`)
    print(`\nA frame with its poses, times as long\n\n${ratioTable(result, 'frameRatio')}`)
  }
  print(`\nThe same work: at the end\n\n${workTable(result)}`)
}

function chartOf(scene, curves) {
  const lines = ENGINES.map(({ name, label }) => ({
    label,
    isOurs: name === OURS,
    points: (curves[name] ?? []).map(({ bodies, ms }) => ({ x: bodies, y: ms })),
  }))
  const ends = lines
    .filter(({ points }) => points.length > 0)
    .map(({ label, points }) => {
      const { x, y } = points.at(-1)
      return `${label}: ${number(y)} ms at ${x} bodies`
    })
  return logLogChart({
    title: `The step in ${scene} over the number of bodies`,
    description: `Both scales are logarithmic. Ends of the lines: ${ends.join('; ')}.`,
    xLabel: 'bodies',
    yLabel: 'milliseconds a step',
    lines,
  })
}

async function runGrowth() {
  const scenes = chosen(options.scenes, GROWTH_SCENES)
  const sizes = options.quick ? GROWTH_SIZES.filter((size) => size <= QUICK_SIZE) : GROWTH_SIZES
  const capMs = 1000 * wholeNumber('cap', options.quick ? QUICK_CAP_S : GROWTH_CAP_S)
  const about = { ...common(), scenes, sizes, capMs }
  const curves = await grow(about)
  const labels = Object.fromEntries(ENGINES.map(({ name, label }) => [name, label]))
  const name = fileName('growth.json')
  const before = await earlier(name)
  await write(name, {
    machine: machine(),
    clock,
    capMs,
    labels,
    curves: inOrder({ ...before?.curves, ...curves }, GROWTH_SCENES),
  })
  for (const scene of scenes) {
    await write(fileName(`growth-${scene}.svg`), chartOf(scene, curves[scene]))
    print(`\n${scene}, ms a step\n\n${growthTable(curves[scene], labels)}`)
    const exponent = exponentOf(curves[scene][OURS] ?? [])
    if (exponent !== undefined)
      print(`\nours grows with bodies to the power of ${number(exponent)}`)
  }
}

async function writeDocs() {
  const race = await read('race.json')
  const growth = await read('growth.json')
  if (!race && !growth) throw new Error('nothing was measured yet')
  await mkdir(join(DOCS, 'benchmarks'), { recursive: true })
  for (const scene of Object.keys(growth?.curves ?? {})) {
    const chart = chartOf(scene, growth.curves[scene])
    await writeFile(join(DOCS, 'benchmarks', `growth-${scene}.svg`), chart)
  }
  await writeFile(join(DOCS, 'benchmarks.md'), docsText({ race, growth, ours: OURS }))
}

if (options.help) print(USAGE)
else if (options['write-docs']) await writeDocs()
else await (options.growth ? runGrowth() : runRace())
