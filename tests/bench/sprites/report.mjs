// From results to tables, for the terminal and for docs/benchmarks/sprites.md.
import { bytes, number, table } from '../lib/table.mjs'
import { CONTENDERS } from './contenders.mjs'

const HEADS = [
  'contender',
  'textures',
  'min ms',
  'median ms',
  'frame ms',
  'draw calls',
  'garbage a frame',
]

export function spriteTable(results) {
  const rows = CONTENDERS.filter(({ name }) => results[name]).map(({ name, label, options }) => {
    const { minMs, medianMs, wallMs, drawCalls, garbageBytes } = results[name]
    return [
      label,
      options.textureCount,
      number(minMs),
      number(medianMs),
      number(wallMs),
      drawCalls,
      garbageBytes === 0 ? '0' : bytes(garbageBytes),
    ]
  })
  return table(HEADS, rows)
}

const about = ({ cpu, cpuCount, system, browser, frames, date }) =>
  `${browser} on ${system}, ${cpu}, ${cpuCount} processors, no GPU; ${frames} frames of each; ${date}.`

/** What stands between the marks is written anew. */
export function withTables(text, report) {
  const tables = Object.entries(report.counts).map(
    ([count, results]) =>
      `### ${Number(count).toLocaleString('en')} sprites\n\n${spriteTable(results)}\n`,
  )
  const filled = `<!-- tables -->\n${about(report)}\n\n${tables.join('\n')}<!-- /tables -->`
  return text.replace(/<!-- tables -->.*<!-- \/tables -->/s, () => filled)
}
