// From measurements to tables, for the terminal and for docs/benchmarks.md.
import { geometricMean } from '../../lib/statistics.mjs'
import { bytes, number, table } from '../../lib/table.mjs'

/** The scenes that Box2D's own benchmark has; the mean over them is the one to quote. */
const BOX2D_SCENES = [
  'compounds',
  'joint_grid',
  'junkyard',
  'large_pyramid',
  'many_pyramids',
  'rain',
  'smash',
  'spinner',
  'tumbler',
  'washer',
]

const star = (result) => (result.isCut ? '*' : '')
const isDone = (result) => result && result.reason === undefined

/** One row a scene, one column an engine. */
function sceneTable(race, cell) {
  const names = Object.keys(race.engines)
  const heads = ['scene', ...names.map((name) => race.engines[name].label)]
  const rows = Object.entries(race.scenes).map(([scene, results]) => [
    scene,
    ...names.map((name) => (isDone(results[name]) ? cell(results[name]) : 'n/a')),
  ])
  return { heads, rows, names }
}

export function stepTable(race) {
  const { heads, rows } = sceneTable(
    race,
    (result) => `${number(result.stepMedianMs)} / ${number(result.stepP99Ms)}${star(result)}`,
  )
  return table(heads, rows)
}

export function frameTable(race) {
  const { heads, rows } = sceneTable(
    race,
    (result) => `${number(result.frameMedianMs)} / ${number(result.frameP99Ms)}${star(result)}`,
  )
  return table(heads, rows)
}

function meanRow(race, title, names, key, isMember) {
  const scenes = Object.entries(race.scenes).filter(([scene]) => isMember(scene))
  const cells = names.map((name) => {
    const ratios = scenes.map(([, results]) => results[name]?.[key]).filter(Number.isFinite)
    const missing = scenes.length - ratios.length
    if (ratios.length === 0) return ''
    return `${number(geometricMean(ratios))}${missing > 0 ? ` (${ratios.length} of ${scenes.length})` : ''}`
  })
  return scenes.length > 0 ? [[title, ...cells]] : []
}

/** Says how many of them were measured where some are missing. */
function box2dTitle(race) {
  const count = BOX2D_SCENES.filter((scene) => race.scenes[scene]).length
  const part = count < BOX2D_SCENES.length ? ` (${count} of ${BOX2D_SCENES.length})` : ''
  return `mean of Box2D's scenes${part}`
}

/** How many times as long as ours, `key` being stepRatio or frameRatio. */
export function ratioTable(race, key) {
  const { heads, rows, names } = sceneTable(race, (result) => number(result[key]))
  const isBox2d = (scene) => BOX2D_SCENES.includes(scene)
  return table(heads, [
    ...rows,
    ...meanRow(race, box2dTitle(race), names, key, isBox2d),
    ...meanRow(race, 'mean of the others', names, key, (scene) => !isBox2d(scene)),
  ])
}

/** Whether the engines had the same work: what there was at the end. */
export function workTable(race) {
  const heads = ['scene', 'engine', 'bodies', 'shapes', 'joints', 'touching', 'awake', 'height, m']
  const rows = []
  for (const [scene, results] of Object.entries(race.scenes)) {
    for (const [name, result] of Object.entries(results)) {
      if (!isDone(result)) continue
      const { bodies, shapes, joints, touching, awake } = result.counts
      const height = `${number(result.meanHeight)}${star(result)}`
      const label = race.engines[name].label
      rows.push([scene, label, bodies, shapes, joints, touching, awake, height])
    }
  }
  return table(heads, rows)
}

export function memoryTable(race) {
  const { heads, rows } = sceneTable(race, (result) => bytes(result.memoryBytes))
  return table(heads, rows)
}

export function engineTable(race) {
  const heads = [
    'engine',
    'version',
    'wasm',
    'gzip',
    'scripts',
    'gzip',
    'all gzip',
    'first step after, ms',
    'garbage a frame',
  ]
  const rows = Object.values(race.engines).map(({ label, version, wasm, scripts, ...engine }) => [
    label,
    version,
    wasm.rawBytes > 0 ? bytes(wasm.rawBytes) : 'none',
    wasm.rawBytes > 0 ? bytes(wasm.gzipBytes) : '',
    bytes(scripts.rawBytes),
    bytes(scripts.gzipBytes),
    bytes(wasm.gzipBytes + scripts.gzipBytes),
    number(engine.readyMs),
    engine.garbageBytes === undefined ? 'n/a' : bytes(engine.garbageBytes),
  ])
  return table(heads, [...rows, physicsRow(race.physicsOnly)])
}

/** Ours once more, as a game has it that links the world itself. */
function physicsRow({ rawBytes, gzipBytes }) {
  const all = bytes(gzipBytes)
  return ['Quoin, physics only', '', bytes(rawBytes), all, '', '', all, '', '']
}

/** Why engines are missing in scenes, a sentence each. */
export function reasons(race) {
  return Object.entries(race.scenes).flatMap(([scene, results]) =>
    Object.entries(results)
      .filter(([, result]) => result.reason !== undefined)
      .map(([name, { reason }]) => `${race.engines[name].label} in ${scene}: ${reason}`),
  )
}

export function growthTable(curves, engines) {
  const names = Object.keys(curves)
  const sizes = [...new Set(names.flatMap((name) => curves[name].map(({ size }) => size)))]
  sizes.sort((a, b) => a - b)
  const cell = (name, size) => {
    const point = curves[name].find((one) => one.size === size)
    return point ? number(point.ms) : ''
  }
  const rows = sizes.map((size) => [size, ...names.map((name) => cell(name, size))])
  return table(['bodies', ...names.map((name) => engines[name] ?? name)], rows)
}
