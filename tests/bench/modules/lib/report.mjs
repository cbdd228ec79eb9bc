// From results to tables, for the terminal and for docs/benchmarks/modules.md.
import { bytes, number, table } from '../../lib/table.mjs'
import { contenderOf, OURS } from '../contenders/table.mjs'
import { oursOf } from '../rows.mjs'
import { isDone, judgeBars, judgeMemory, ratioOf } from './bars.mjs'
import { isHonest } from './damage.mjs'

/** Of WebAssembly with hashes, compression and pictures. */
export const MOST_GZIP_BYTES = 130_000

const labelOf = (name) => contenderOf(name).label

/** Columns that only some rows have: where some result has the fact. */
const FACTS = [
  { fact: 'bytes', head: 'bytes', show: (value) => String(value) },
  { fact: 'packing', head: 'packed', show: (value) => `${value.toFixed(3)}x` },
  { fact: 'psnr', head: 'PSNR, dB', show: (value) => number(value) || 'exact' },
  { fact: 'ssim', head: 'SSIM', show: (value) => value.toFixed(4) },
]
const MEMORIES = [
  { part: 'engineBytes', head: 'engine' },
  { part: 'wasmBytes', head: 'wasm' },
  { part: 'processBytes', head: 'process' },
]

const shown = (value, show) => (value === undefined ? '' : show(value))
const hasFact = (results, fact) =>
  Object.values(results).some((result) => result.facts?.[fact] !== undefined)

const hasMemory = (results, part) =>
  Object.values(results).some((result) => result.memory?.[part] > 0)

/** The contenders of one row: times, the ratio of ours to theirs, facts, and memory. */
export function rowTable(row, results) {
  const facts = FACTS.filter(({ fact }) => hasFact(results, fact))
  const memories = MEMORIES.filter(({ part }) => hasMemory(results, part))
  const ours = results[oursOf(row)]
  const heads = [
    'contender',
    'ms',
    'best, wall',
    ...(row.plainBytes ? ['MB/s'] : []),
    'ours / theirs',
    ...facts.map(({ head }) => head),
    ...memories.map(({ head }) => head),
  ]
  const cells = Object.entries(results).map(([name, result]) => {
    if (!isDone(result)) {
      return [labelOf(name), result.reason, ...heads.slice(2).map(() => '')]
    }
    const { ms, bestWallMs, memory } = result
    const mark = result.facts.isRight === false ? ' (WRONG)' : ''
    return [
      labelOf(name) + mark,
      number(ms),
      number(bestWallMs),
      ...(row.plainBytes ? [number(row.plainBytes / 1000 / ms)] : []),
      isDone(ours) ? number(ratioOf(ours, result)) : '',
      ...facts.map(({ fact, show }) => shown(result.facts[fact], show)),
      ...memories.map(({ part }) => (memory[part] > 0 ? bytes(memory[part]) : '')),
    ]
  })
  return table(heads, cells)
}

function verdictCell({ holds, why }) {
  if (holds === undefined) return why
  return holds ? 'holds' : `FAILS: ${why}`
}

const honestyCells = ({ verdicts: { [OURS]: words } }) => [
  'gunzip of what is damaged',
  'nothing passed over',
  '',
  isHonest(words) ? 'holds' : 'FAILS: damage passed over, or what is whole refused',
]

function sizeCells([{ label, gzipBytes }]) {
  const bar = `at most ${bytes(MOST_GZIP_BYTES)} gzip`
  if (gzipBytes === 0) return [label, bar, '', 'not built']
  const verdict = gzipBytes <= MOST_GZIP_BYTES ? 'holds' : 'FAILS: too large'
  return [label, bar, bytes(gzipBytes), verdict]
}

function barCell({ most, rival, conditions }) {
  const label = contenderOf(rival)?.label ?? rival
  const wishes = conditions.map(({ fact, is }) => `, ${is} ${fact}`)
  return `at most ${number(most)} of ${label}${wishes.join('')}`
}

function memoryCells(row, results) {
  const bar = judgeMemory(row, results)
  if (!bar) return []
  const wish = `memory: at most ${number(bar.most)} of ${bar.of}`
  return [[row.title, wish, number(bar.ratio), verdictCell(bar)]]
}

/** All bars of all rows, with what was measured; of damage and sizes where they were. */
export function barTable(rows, results, { damage, sizes }) {
  const cells = rows
    .filter(({ name }) => results[name])
    .flatMap((row) => [
      ...judgeBars(row, results[row.name]).map((bar) => [
        row.title,
        barCell(bar),
        number(bar.ratio),
        verdictCell(bar),
      ]),
      ...memoryCells(row, results[row.name]),
    ])
  const others = [...(damage ? [honestyCells(damage)] : []), ...(sizes ? [sizeCells(sizes)] : [])]
  return table(['row', 'bar', 'measured', 'verdict'], [...cells, ...others])
}

/** What each unpacker says to each input. */
export function damageTable({ names, verdicts }) {
  const asked = Object.entries(verdicts).filter(([, words]) => Array.isArray(words))
  const heads = ['input', ...asked.map(([name]) => labelOf(name))]
  return table(
    heads,
    names.map((name, at) => [name, ...asked.map(([, words]) => words[at])]),
  )
}

export function sizeTable(sizes) {
  const cells = sizes.map(({ label, rawBytes, gzipBytes }) => [
    label,
    rawBytes > 0 ? bytes(rawBytes) : 'not built',
    rawBytes > 0 ? bytes(gzipBytes) : '',
  ])
  return table(['what a page loads', 'raw', 'gzip -9'], cells)
}
