// Tests of the race's own parts, and that Quoin's adapter makes the worlds that the C maker makes.
// Prints what fails and the counts: node test.mjs <the native driver>
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { modulesFrom } from '../lib/modules.mjs'
import { geometricMean, growthExponent, median, percentile } from '../lib/statistics.mjs'
import { bytes, number, table } from '../lib/table.mjs'
import { adapterOf } from './engines/adapter.mjs'
import { asBox, boxPoints, capsuleOutline, grown, velocityTo } from './engines/maker.mjs'
import { OURS } from './engines/table.mjs'
import { logLogChart, placeLabels, STYLES } from './lib/chart.mjs'
import { docsText } from './lib/docs.mjs'
import { exponentOf, isTooLong } from './lib/growth.mjs'
import { isSound } from './lib/race.mjs'
import { growthTable, ratioTable, reasons, stepTable } from './lib/report.mjs'
import { bestOf, compared, raceScene } from './lib/rounds.mjs'
import { loadScenes } from './lib/scenes.mjs'

const SCENES_FILE = fileURLToPath(new URL('../../../build/wasm/race_scenes.wasm', import.meta.url))

let passed = 0
let failed = 0
function check(holds, sentence) {
  if (holds) passed++
  else {
    failed++
    process.stdout.write(`FAILED: ${sentence}\n`)
  }
}
const same = (found, wanted, sentence) =>
  check(
    isDeepStrictEqual(found, wanted),
    `${sentence}: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`,
  )
const near = (found, wanted, sentence) =>
  check(Math.abs(found - wanted) < 1e-6, `${sentence}: ${found}, not ${wanted}`)
function throws(call, sentence) {
  try {
    call()
  } catch {
    passed++
    return
  }
  check(false, sentence)
}

// ---- Statistics ----

same(median([3, 1, 2]), 2, 'the median is the middle one')
same(percentile([5, 4, 3, 2, 1], 0.99), 5, 'the 99th of a hundred of five is the largest')
check(Number.isNaN(median([])), 'no samples have no median')
near(geometricMean([2, 8]), 4, 'the geometric mean')
const powers = [10, 100, 1000].map((x) => ({ x, y: 3 * x ** 1.5 }))
near(growthExponent(powers), 1.5, 'the exponent of a power')
const curve = [30, 300, 1000, 3000].map((size) => ({ size, bodies: size, ms: size ** 2 }))
near(exponentOf(curve), 2, 'few bodies do not count in a fit')
same(exponentOf(curve.slice(0, 3)), undefined, 'two points are no fit')
const last = { size: 1000, ms: 100 }
same(
  [isTooLong(last, 3000, 'rain', 10_000), isTooLong(last, 1500, 'rain', 10_000)],
  [true, false],
  'rain that cannot end in time is not begun',
)
same(isTooLong(last, 3000, 'pile', 10_000), false, 'a pile is measured as far as it comes')

// ---- Tables ----

same(
  [0.01234, 1.234, 12.34, 1234, 0].map(number),
  ['0.0123', '1.23', '12.3', '1234', '0.00'],
  'digits',
)
same(number(Number.NaN), '', 'no number is nothing')
same([12, 1234, 2.5e6].map(bytes), ['12 B', '1.23 kB', '2.50 MB'], 'bytes')
same(
  table(['name', 'a'], [['long name', 1]]),
  '| name      |   a |\n| --------- | --: |\n| long name |   1 |',
  'a table is set in columns',
)
throws(() => table(['a', 'b'], [['only one']]), 'a row with too few cells is refused')

const answer = { stepMs: [4, 4, 4], frameMs: [5, 5, 5], counts: {}, meanHeight: 1, memoryBytes: 1 }
const ours = { ...answer, stepMs: [2, 2, 2, 9, 9], frameMs: [5, 5, 5, 9, 9] }
const cut = compared([answer], ours, 5)
same(
  [cut.isCut, cut.stepRatio, cut.frameRatio],
  [true, 2, 1],
  'a cut run is held to the same steps',
)
same(compared([{ reason: 'no' }], ours, 5).reason, 'no', 'what did not work has its reason')
const slow = { ...answer, stepMs: [8, 8, 8] }
same(bestOf([slow, { reason: 'no' }, answer]), answer, 'the best round counts')
same(isSound({ garbageBytes: 9, emptyBytes: 0, collections: 0 }), true, 'a sound reading')
same(isSound({ garbageBytes: 9, emptyBytes: 0, collections: 1 }), false, 'a collection spoils it')
same(isSound({ garbageBytes: 9, emptyBytes: 64, collections: 0 }), false, 'so does other garbage')

// ---- In turn ----

const asked = []
const told = []
const turns = await raceScene('rain', 3, {
  engines: ['other', 'cut', 'quoin'],
  rounds: 2,
  measure: async (engine, scene, steps, round) => {
    asked.push(`${engine} ${scene} ${steps} ${round}`)
    return engine === 'cut' ? { ...answer, stepMs: [4], frameMs: [5] } : answer
  },
  tell: ({ engine, results }) => told.push([engine, Object.keys(results).length]),
})
same(
  asked,
  ['other rain 3 0', 'cut rain 3 0', 'quoin rain 3 0', 'other rain 3 1', 'quoin rain 3 1'],
  'engines go in turn, and what was cut short has no second round',
)
same(
  told.map(([engine, count]) => `${engine} ${count}`),
  ['other 1', 'cut 2', 'quoin 3', 'other 3', 'quoin 3'],
  'each answer is told with all that there is by then',
)
same([turns.other.stepRatio, turns.cut.isCut], [1, true], 'and the results are compared')

const result = compared([answer], ours, 3)
const race = {
  engines: { quoin: { label: 'Quoin' }, other: { label: 'Other' } },
  scenes: {
    rain: { quoin: { ...result, stepRatio: 1 }, other: { ...result, isCut: true } },
    pile_20: { quoin: { ...result, stepRatio: 1 }, other: { reason: 'too much' } },
  },
}
check(stepTable(race).includes('| 4.00 / 4.00* |'), 'a cut run has a star')
check(/\| pile_20 +\| 4.00 \/ 4.00 \| +n\/a \|/.test(stepTable(race)), 'what is missing is n/a')
check(
  /\| mean of Box2D's scenes \(1 of 10\) +\| +1.00 \| +2.00 \|/.test(ratioTable(race, 'stepRatio')),
  'a mean',
)
same(reasons(race), ['Other in pile_20: too much'], 'and the reason is told')
check(
  /\| 300 +\| +90000 \|/.test(growthTable({ quoin: curve }, { quoin: 'Quoin' })),
  'growth in rows',
)

// ---- Docs ----

const machine = { cpu: 'CPU', cpuCount: 2, memoryGb: 8, system: 'Linux', node: '20', date: 'a day' }
const size = { rawBytes: 2000, gzipBytes: 1000 }
const described = { version: '1', wasm: size, scripts: size, readyMs: 5, garbageBytes: 0 }
const engines = {
  quoin: { ...race.engines.quoin, ...described },
  other: { ...race.engines.other, ...described, garbageBytes: undefined },
}
for (const results of Object.values(race.scenes)) {
  for (const one of Object.values(results))
    one.counts &&= { bodies: 7, shapes: 8, joints: 9, touching: 6, awake: 5 }
}
const docs = docsText({
  race: { machine, capMs: 3000, clock: 'wall', physicsOnly: size, engines, scenes: race.scenes },
  growth: {
    machine,
    clock: 'wall',
    labels: { quoin: 'Quoin' },
    curves: { pile: { quoin: curve } },
  },
  ours: OURS,
})
check(
  docs.includes('Run on a day: CPU, 2 processors, 8 GB, Linux, Node 20.'),
  'docs name the machine',
)
check(/\| Quoin +\| +1 \| 2.00 kB \|.* 2.00 kB \| +5.00 \| +0 B \|/.test(docs), 'and sizes')
check(/\| Quoin, physics only +\| +\| 2.00 kB \| +1.00 kB \|/.test(docs), 'and that of the physics')
check(/\| Other .*\| +n\/a \|/.test(docs), 'a reading that is not sound is left out')
check(docs.includes('by the clock on the wall'), 'and the clock')
check(docs.includes('cut short after 3 s'), 'and after how long a scene is cut short')
check(docs.includes('- Other in pile_20: too much'), 'and why an engine is missing')
check(docs.includes('(benchmarks/growth-pile.svg)'), 'and show the charts')
check(!docs.includes('Rain takes'), 'and say of rain how it was measured where it was')
check(docs.includes('to the power of 2.00'), 'and how ours grows')
check(!/NaN|undefined/.test(docs), 'and leave nothing open')

// ---- Charts ----

const lines = ['One & only', 'Two', 'Three'].map((label, index) => ({
  label,
  isOurs: index === 0,
  points: [10, 100, 1000].map((x) => ({ x, y: (x * (index + 1)) / 100 })),
}))
const about = { title: 'Title <1>', description: 'Text', xLabel: 'x', yLabel: 'y' }
const chart = logLogChart({ ...about, lines })
check(chart.includes('<title id="title">Title &#60;1&#62;</title>'), 'a chart has a title, escaped')
check(chart.includes('<desc id="description">Text</desc>'), 'and a description')
check(chart.includes('role="img" aria-labelledby="title description"'), 'that screen readers find')
check(chart.includes('prefers-color-scheme:dark'), 'it has colours for the dark')
check(chart.includes('>One &#38; only</text>'), 'each line is named')
same(chart.match(/class="line"/g).length, 3, 'one line an engine')
same(chart.match(/class="mark"/g).length, 9, 'and a mark a point')
const opened = chart.match(/<(?!\/)[^>]*[^/]>/g).length
same(opened, chart.match(/<\/\w+>/g).length, 'each element is closed')
check(!/NaN|undefined|Infinity/.test(chart), 'and no number is missing')
const gap = logLogChart({ ...about, lines: [lines[0], { label: 'No', points: [] }, lines[2]] })
check(
  gap.includes('class="s2"') && !gap.includes('class="s1"'),
  'a missing line keeps its style free',
)
throws(() => logLogChart({ ...about, lines: [] }), 'a chart without points is refused')

const ends = [100, 101, 102, 110].map((y, index) => ({ x: index < 3 ? 500 : 300, y, width: 250 }))
const placed = placeLabels(ends)
const isBeside = (a, b) => a.x >= b.x + b.width || b.x >= a.x + a.width
const isClear = placed.every((a, index) =>
  placed.every((b, other) => index === other || isBeside(a, b) || Math.abs(a.y - b.y) >= 17),
)
check(isClear, 'names do not cover one another')
check(placed[0].y < placed[1].y && placed[1].y < placed[2].y, 'and keep the order of their lines')

/** The contrast of two colours, as WCAG has it. */
function contrast(a, b) {
  const light = (colour) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}
for (const { light, dark } of STYLES) {
  check(contrast(light, '#ffffff') >= 4.5, `${light} is readable on white`)
  check(contrast(dark, '#15171a') >= 4.5, `${dark} is readable in the dark`)
}

// ---- Shapes that engines lack ----

same(
  asBox(boxPoints(1, 2, 3, 4)),
  { x: 1, y: 2, halfWidth: 3, halfHeight: 4 },
  'a box is known from its points',
)
same(asBox([0, 0, 2, 0, 3, 1, 0, 1]), undefined, 'and another shape is not')
const larger = asBox(grown(boxPoints(0, 0, 1, 1), 0.5))
near(larger.halfWidth, 1.5, 'a grown box')
const outline = capsuleOutline(0, 0, 2, 0, 1, 5)
same(outline.length, 20, 'a capsule has so many corners')
near(Math.max(...outline), 3, 'the outline reaches its end')
const turn = velocityTo({ x: 0, y: 0, angle: 3 }, { x: 1, y: 0, angle: -3 }, 0.5)
near(turn.x, 2, 'a velocity to a place')
near(turn.w, (2 * Math.PI - 6) / 0.5, 'and the shorter way round')

// ---- What a page loads ----

const loaded = await modulesFrom(new URL('lib/rounds.mjs', import.meta.url))
same(
  loaded.map(({ pathname }) => pathname.split('/').at(-1)),
  ['rounds.mjs', 'statistics.mjs', 'table.mjs'],
  'a module loads what it imports',
)

// ---- The same worlds as natively ----

/** Scene, size, steps: every call of maker.h is in one of them. */
const WORLDS = [
  ['pile_100', 0, 60],
  ['ragdolls_40', 0, 60],
  ['platformer', 0, 60],
  ['rain', 550, 60],
  ['junkyard', 0, 10],
  ['spinner', 0, 1],
  ['washer', 0, 2],
  ['many_pyramids', 0, 1],
]

/** What the native driver says of its world. */
function nativeHash([scene, size, steps]) {
  const given = ['--json', '--size', String(size), '--steps', String(steps), scene]
  return JSON.parse(execFileSync(process.argv[2], given, { encoding: 'utf8' })).state_hash
}

async function hashOf(engine, [scene, size, steps]) {
  const maker = await (await adapterOf(engine)).load()
  const scenes = await loadScenes(readFileSync(SCENES_FILE), maker)
  scenes.build(scenes.names.indexOf(scene), size)
  for (let tick = 0; tick < steps; tick++) {
    scenes.act(scenes.names.indexOf(scene), tick)
    maker.step(Math.fround(1 / 60), 4)
  }
  const hash = maker.stateHash().toString(16).padStart(16, '0')
  maker.dispose()
  return hash
}

for (const world of WORLDS) {
  const native = nativeHash(world)
  for (const engine of [OURS, 'quoin-scalar']) {
    same(await hashOf(engine, world), native, `${world[0]} is the same world in ${engine}`)
  }
}

process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
