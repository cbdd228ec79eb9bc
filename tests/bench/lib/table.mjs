// Tables that are read in a terminal and, as they are, as Markdown.

/** Three significant digits, and none after the point where there are as many before it. */
export function number(value) {
  if (!Number.isFinite(value)) return ''
  const digits = value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1
  return value.toFixed(Math.min(4, Math.max(0, 3 - digits)))
}

/** In the unit that fits: B, kB (1000 bytes) or MB. */
export function bytes(value) {
  if (!Number.isFinite(value)) return ''
  if (value >= 1e6) return `${number(value / 1e6)} MB`
  return value >= 1e3 ? `${number(value / 1e3)} kB` : `${Math.round(value)} B`
}

/** The first column is text, the others are set to the right. */
export function table(heads, rows) {
  const cells = [heads, ...rows].map((row) => row.map(String))
  for (const row of cells) {
    if (row.length !== heads.length) throw new Error(`a row of ${row.length} cells: ${row}`)
  }
  const widths = heads.map((_, column) => Math.max(3, ...cells.map((row) => row[column].length)))
  const line = (row) =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`
  const rule = widths.map((width, at) =>
    at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  )
  return [line(cells[0]), `| ${rule.join(' | ')} |`, ...cells.slice(1).map(line)].join('\n')
}
