// docs/benchmarks.md, written by a run: what was measured where, the tables, how to do it again.

import { number } from '../../lib/table.mjs'
import { exponentOf, RAIN } from './growth.mjs'
import {
  engineTable,
  frameTable,
  growthTable,
  memoryTable,
  ratioTable,
  reasons,
  stepTable,
  workTable,
} from './report.mjs'

const HEAD = `# Benchmarks against the engines of npm

Written by \`node tests/bench/race/run.mjs --write-docs\` from what the last runs measured; do not edit.
Every engine gets the same bodies, shapes and joints in the same order, at the same ticks: the scenes
are written once, in C (\`tests/bench/race/scenes*.c\`), compiled to a module of their own, and each
engine answers its calls (\`tests/bench/race/engines/\`).
`

const HOW = `## How to run

\`\`\`sh
make bench                                    # the C benchmarks, the race, the growth curves
scripts/bench.sh --quick                      # a short one of each
node tests/bench/race/run.mjs --help          # single engines and scenes, once bench.sh has run
node tests/bench/race/run.mjs --write-docs    # this file, from build/bench/
\`\`\`

## What is measured, and how

- One process of Node for each engine and scene, one after the other, the engines in turn, and the
  round with the better median counts. No options for Node but \`--expose-gc\`.
- 60 Hz; four sub-steps where an engine has them (Quoin, box2d3-wasm, phaser-box2d; Rapier's four
  solver iterations); all else as each engine has it by default. One thread each. Sleeping as the scene
  says: off where a scene is to keep its engine busy.
- %CLOCK%
- The first step, which makes the first pairs, is not counted, nor is what a scene does between steps.
- **Step**: the call that steps the world. **Frame**: the step, and then x, y and angle (or cosine and
  sine) of every body that moves, written into one \`Float32Array\`, the fastest way that the engine's
  public interface has. Sleeping bodies are left out where it says which ones are awake (box2d3-wasm,
  Rapier); the others hand over all.
- A scene is cut short after %CAP% s, but not before 30 steps; those cells have a star. Their ratio is
  to the same first steps of Quoin.
- **Memory**: what the engine says that it holds (Quoin, box2d3-wasm) or by how much the memory of its
  module grew (Rapier, in steps of 64 kB), and what is left on the JavaScript heap after a collection.
- **Garbage**: bytes that a frame of the settled \`pile_100\` leaves on the JavaScript heap, in a process
  with so large a young generation that nothing is collected meanwhile (checked), after the compilers
  have come to rest; an empty loop reads 0 (checked).
- **First step after**: from the import of the package until \`pile_20\` has made its first step, from
  files on this machine; the network is not in it.
- **Sizes**: the files that a page has to load, as the packages have them, with \`gzip -9\`. The peers'
  scripts are the minified ones where a package has those; Quoin's are the modules as the package has
  them, with their comments, before any bundler.
  **Physics only** is what a game loads that links the world itself and takes no more than it calls
  (\`tests/bench/race/physics_only.txt\`).

## What it does not show

- How well an engine simulates. Work that is not done is fast: the table of the same work shows
  contacts and heights; \`make bench\` prints the table "quality", \`docs/solver.md\` discusses it.
- Threads. box2d3-wasm and Box2D itself can use several; nothing here does.
- Browsers, phones, other processors: the page \`/bench\` of the app (\`make play\`) runs scenes and engines
  of your choice in your own browser. On a machine shared with others only ratios within one run mean
  anything.
- matter and planck were not made for thousands of bodies; they are here because games use them.

## What the peers lack, and what is done instead

Each adapter says it at its top: \`tests/bench/race/engines/<name>.mjs\`. In short: only Quoin and
Rapier have a shape for tiles, the others get a box of each cell; Rapier has one of spring and motor in
a joint; planck has no springs in revolute joints and no capsules; matter has no motors, limits and
springs in its joints, takes 50 pixels for a metre and gives centres of mass.
`

const CLOCKS = {
  wall: 'Times are by the clock on the wall.',
  cpu: `Times are what all threads of the process used of the processors (\`--cpu\`): others use the
  machine too, and what interrupts a step would count. The compilers of the JavaScript engine run in
  such threads and make most of the 99th of a hundred where steps are short.`,
}

function machineText({ cpu, cpuCount, memoryGb, system, node, date }) {
  return `Run on ${date}: ${cpu}, ${cpuCount} processors, ${memoryGb} GB, ${system}, Node ${node}.`
}

function section(title, ...parts) {
  return [`## ${title}`, '', ...parts, ''].join('\n')
}

function raceText(race) {
  const missing = reasons(race)
  return [
    section('The engines', engineTable(race)),
    section('A step: median / 99th of a hundred, ms', stepTable(race)),
    section('A step, times as long as that of Quoin', ratioTable(race, 'stepRatio')),
    section('A frame: median / 99th of a hundred, ms', frameTable(race)),
    section('A frame, times as long as that of Quoin', ratioTable(race, 'frameRatio')),
    section('Memory at the end', memoryTable(race)),
    section('The same work: at the end', workTable(race)),
    ...(missing.length > 0
      ? [section('Not available', ...missing.map((line) => `- ${line}`))]
      : []),
  ].join('\n')
}

const rainText = (capMs) => [
  `Rain takes ${RAIN.steps} steps, of which the later half is one round: each ragdoll falls, lies and goes.`,
  `Its curve ends where ${(RAIN.capFactor * (capMs ?? 10_000)) / 1000} s do not hold them.`,
]

function growthText({ curves, labels, capMs }, ours) {
  const cap = `${(capMs ?? 10_000) / 1000} s`
  const parts = Object.entries(curves).map(([scene, lines]) => {
    const exponent = exponentOf(lines[ours] ?? [])
    const power =
      exponent === undefined
        ? ''
        : `The step of Quoin grows with the number of bodies to the power of ${number(exponent)} (300 bodies and more).`
    const picture = `![The step of each engine in ${scene} over the number of bodies](benchmarks/growth-${scene}.svg)`
    return [`### ${scene}`, '', picture, '', power, '', growthTable(lines, labels), ''].join('\n')
  })
  return [
    '## Growth',
    '',
    'Milliseconds of a step, the median of the later half of up to 400 steps, over the number of bodies;',
    `a curve ends where a step takes longer than 250 ms. Of slow engines ${cap} hold fewer steps, while a`,
    'pile still falls and costs less than at rest.',
    ...(curves[RAIN.name] ? rainText(capMs) : []),
    '',
    ...parts,
  ].join('\n')
}

/** `race` and `growth` are what the runs wrote; either may be missing. */
export function docsText({ race, growth, ours }) {
  const machine = race?.machine ?? growth?.machine
  const cap = String((race?.capMs ?? 20_000) / 1000)
  return [
    HEAD,
    machineText(machine),
    '',
    ...(race ? [raceText(race)] : []),
    ...(growth ? [growthText(growth, ours)] : []),
    HOW.replace('%CAP%', cap).replace('%CLOCK%', CLOCKS[(race ?? growth).clock]),
  ].join('\n')
}
