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

const TRIED = `## What keeps a bar from holding, and what was tried

- **SHA-256 of many messages.** Four messages at once take 52 operations of vectors a round: 22 for the
  two sums, as a rotation is three, 6 for the choice and the majority, 7 additions, 16 of the schedule (21
  in three rounds of four), and 1 of bringing bytes into order. That is 13 a byte, and with three of them
  in each cycle 4.3 cycles a byte: 690 MB/s at 3 GHz, were there no loads, no spills and no copies. The
  bar asks for about that much; ours takes 0.34 to 0.35 on a quiet machine, 0.28 to 0.45 on busy ones.
  None of the rotations is by whole bytes, and WebAssembly has none of vectors. Two
  streams of four lanes would need twice the registers where there are too few already. Tried: smaller
  buffers to copy into (48, 32 and 16 KiB: 1.01 to 1.02).
- **BLAKE3.** Some 1,050 operations for four blocks, with their transposition, are 4.1 a byte: 2.2 GB/s
  by the same count; 1.6 GB/s are reached with the input's copy: 0.36 in Chromium, 0.40 in Node, where 16 MiB are
  larger than the caches and the copy weighs more. Tried: two of a round's steps in lockstep
  (1.00 to 1.01), smaller buffers (1.01 to 1.1). At 1 KiB there is one chunk, whose blocks follow one
  another, and a call and a copy.
- **gzip's memory.** libdeflate's tables of fixed size are 0.2 MB at level 1, and 0.66 MB from level 2
  on (0.26 of chains, 0.4 of matches in waiting); input and result of this row are 1.2 MB, of which
  a tenth is less than any of them, and none of them can be set smaller.
- **gzip's levels.** libdeflate's 6 takes 16.5 ms and 180.1 kB for the save of 1 MB, its 5 11.8 and
  185.6; its 8 46 ms and 169.4 kB, its 7 22 and 176.2. Ours are 5 at 6 and 7 at 9. Words of 64 bits for
  libdeflate take 0.95 of the time at level 1, 0.98 at 6, and 0.91 in gunzip.
- **Blur.** Rows and pixels that weigh the same are added before the product: 0.81 of the time, the same
  bits.
- **JPEG's memory.** Tokens of 16 bits in place of 32: 1.60 MB for 2.71 MB, in 1.01 to 1.02 of the time.
- **PNG's memory.** Rows are packed in bands, and the file is read in pieces: 1.06 MB for 9.37 MB at
  level 1, 1.73 MB for 10.0 MB at 6, and 126 bytes more of 2.78 MB. Taken as a whole the file lies beside
  that, 0.45 of this picture's pixels. A sample that shows a search to be hopeless spares it: 0.26 of the
  time at 6. Where a search finds much, levels 2 to 5 take 1.1 to 1.25 times as long as in one go, since
  libdeflate's streams have to be walked for where their last block begins.
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
    TRIED,
    HOW.replace('%ROUNDS%', String(rounds)),
  ].join('\n')
}
