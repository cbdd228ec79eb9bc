// docs/benchmarks/modules.md, written by a run: what was measured where, the tables, how to do it again.
import { ROWS } from '../rows.mjs'
import { barTable, damageTable, rowTable, sizeTable } from './report.mjs'

const HEAD = `# Hashes, compression and pictures against the packages of npm

Written by \`node tests/bench/modules/run.mjs --write-docs\` from what the last full run measured; do not
edit. Each row is one call with the same input for all: ours through the module of WebAssembly with
these functions alone, the input copied in and the result copied out, as a page calls it.
`

const HOW = `## How to run

\`\`\`sh
scripts/bench.sh --modules                       # all rows
scripts/bench.sh --modules --quick gzip resize   # rows by parts of their names, in short
node tests/bench/modules/run.mjs --help          # the names, once bench.sh has run
node tests/bench/modules/run.mjs --write-docs    # this file, from build/bench/modules.json
scripts/bench.sh --modules --page                # the same rows in Chromium
\`\`\`

## What is measured, and how

- One process of Node for each contender of a row, all at the same time, of which one runs and the
  others wait. Each runs until the compilers have come to rest (two seconds and more); then they take
  turns, in an order at random in each of %ROUNDS% rounds. Nothing forces a collection of garbage.
- **ms** is the time of the processors, of all threads of the process, for one call: the median over
  the rounds. It is steady where others use the machine, and counts what compilers and collectors of
  JavaScript do in their own threads. **best, wall** is the best round by the clock on the wall.
- **ours / theirs** is the median of the ratios in each round. That is what the bars are about: a bar
  that does not hold is printed, not hidden.
- **engine** is the most that our engine held at one moment, by its own count, the copies of input and
  result beside it not included. **wasm** is all memory of WebAssembly in the process at the end, which
  never shrinks. **process** is by how much the process grew at most, garbage included.
- Results are judged: digests are to agree, what is unpacked and decoded is to be exact, pictures are
  held against the formulas in double precision (PSNR; for JPEG SSIM too). A wrong one is marked.
- One thread each: wasm-vips runs with one, pica without its workers. Native ones (Node, the platform)
  are there to be seen.
- @jsquash/jpeg encodes as it does by default, progressive and with trellis quantisation: fewer bytes
  for more time. cornerstone's libjpeg-turbo has pixels of three bytes, is spared the fourth, and writes
  baseline files, which take it a third of the time of its default.

## What goes in

All of it is made by the benchmark from a seed, the same bytes on every machine
(\`tests/bench/modules/inputs/\`): a save of a game in JSON of 1 MB; a picture of things of every size
that hide one another, with textures, soft edges and the noise of a sensor, of 4000x3000 and 1440x1080.
The large one takes 0.36 bytes a pixel as JPEG of quality 90 with 4:2:0, and as PNG 2.8 without filters
and 1.8 with them: as much as photographs in full detail do.
`

function machineText({ cpu, cpuCount, memoryGb, system, node, date }) {
  return `Run on ${date}: ${cpu}, ${cpuCount} processors, ${memoryGb} GB, ${system}, Node ${node}.`
}

const versionsText = (versions) =>
  `Versions: ${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}.`

const section = (title, ...parts) => [`## ${title}`, '', ...parts, ''].join('\n')

function pageText({ browser, rows }) {
  const measured = ROWS.filter(({ name }) => rows[name])
  return [
    section(
      'In a page',
      `The same in ${browser}, each contender in a worker, by the clock on the wall.`,
      '',
      barTable(measured, rows, {}),
    ),
    ...measured.map((row) => `### ${row.title}\n\n${rowTable(row, rows[row.name])}\n`),
  ].join('\n')
}

/** What runs wrote, in Node and in a page; damage, sizes and the page may be missing. */
export function docsText({ machine, versions, rounds, rows, damage, sizes, page }) {
  const measured = ROWS.filter(({ name }) => rows[name])
  return [
    HEAD,
    machineText(machine),
    versionsText(versions),
    '',
    section('The bars', barTable(measured, rows, { damage, sizes })),
    ...measured.map((row) => section(row.title, rowTable(row, rows[row.name]))),
    ...(damage ? [section('gunzip of what is damaged or odd', damageTable(damage))] : []),
    ...(sizes ? [section('Sizes', sizeTable(sizes))] : []),
    ...(page ? [pageText(page)] : []),
    HOW.replace('%ROUNDS%', String(rounds)),
  ].join('\n')
}
