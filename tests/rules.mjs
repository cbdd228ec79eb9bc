// The rules that no compiler knows: which folder may include which, which symbols the engine may
// need, and that the README and the manual show the programs that are tested. Run from anywhere:
// node tests/rules.mjs <libquoin.a>
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(dirname(new URL(import.meta.url).pathname), '..')
const library = process.argv[2]

// What each folder may include besides <...>, its own headers and the public ones of quoin/.
const arrows = {
  'engine/base': [],
  'engine/physics': ['base'],
  'engine/hash': ['base'],
  'engine/compress': ['base'],
  'engine/image': ['base', 'compress', 'hash'],
  'engine/pack': ['base', 'compress', 'hash'],
  'engine/save': ['base', 'compress', 'hash'],
  'engine/draw': ['base', 'image'],
  'engine/sound': ['base'],
  game: [],
  cli: [],
  shell: ['game'],
}
// Public headers that a folder must not see, though they are public.
const hiddenHeaders = {
  'engine/physics': ['color', 'camera', 'camera_rig', 'viewport', 'draw', 'text', 'tween', 'particle', 'tilemap', 'animation', 'sheet', 'sprite', 'soft', 'image', 'compress', 'pack', 'save', 'input', 'atlas', 'sound'],
  'engine/draw': ['physics', 'compress', 'pack', 'save', 'hash'],
  'engine/hash': ['compress', 'image', 'pack', 'save', 'physics', 'draw'],
  'engine/compress': ['image', 'pack', 'save', 'physics', 'draw'],
  'engine/sound': ['physics', 'draw', 'image', 'compress', 'pack', 'save', 'input', 'hash'],
}
// The headers of the game that others may see.
const doors = { shell: ['game/game.h'], cli: ['run/verify.h'] }
const systemHeaders = ['stdlib', 'string', 'stdint', 'stddef', 'stdbool', 'limits', 'math']
const ownSystemHeaders = {
  'engine/base': ['assert', 'emmintrin', 'arm_neon', 'wasm_simd128'],
  'engine/hash': ['immintrin', 'cpuid'], // behind a question to the processor
  'engine/compress': ['zlib', 'libdeflate'],
  'engine/draw': ['stb_truetype'],
}
// libm functions whose bits differ between C libraries, and what an engine must not ask an OS for.
const bannedSymbols =
  /^(f?(sin|cos|tan|asin|acos|atan|atan2|pow|exp|exp2|log|log2|log10|hypot|cbrt|fmod|fma|fmin|fmax)f?|rand|srand|qsort|time|clock|clock_gettime|getenv|fopen|printf|fprintf|puts|fwrite)$/

const problems = []
let count = 0
const check = (holds, sentence) => {
  count += 1
  if (!holds) problems.push(sentence)
}

const sourcesBelow = (folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => /\.[ch]$/.test(name))
    .map((name) => join(folder, name))

function checkInclude(folder, file, kind, path) {
  const noun = path.replace(/\.h$/, '')
  if (path.startsWith('quoin/')) {
    const hidden = hiddenHeaders[folder] ?? []
    check(!hidden.includes(noun.slice(6).split('/')[0]), `${file} includes ${path}`)
  } else if (kind === '<') {
    const allowed = [...systemHeaders, ...(ownSystemHeaders[folder] ?? [])]
    check(!folder.startsWith('engine') || allowed.includes(noun), `${file} includes <${path}>`)
  } else if (folder.startsWith('engine')) {
    const target = path.includes('/') ? path.split('/')[0] : folder.slice(7)
    const allowed = [folder.slice(7), ...arrows[folder]]
    check(allowed.includes(target), `${file} includes ${path}`)
  } else {
    const ownFolders = readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
    const target = path.includes('/') ? path.split('/')[0] : folder
    const allowed = [folder, ...ownFolders]
    const isDoor = (doors[folder] ?? []).includes(path)
    check(allowed.includes(target) || isDoor, `${file} includes ${path}`)
  }
}

for (const folder of Object.keys(arrows)) {
  for (const file of sourcesBelow(folder)) {
    const text = readFileSync(join(root, file), 'utf8')
    for (const [, kind, path] of text.matchAll(/^\s*#\s*include\s+([<"])([^>"]+)[>"]/gm)) {
      checkInclude(folder, file, kind, path)
    }
    check(text.split('\n').length <= 601, `${file} is longer than 600 lines: split it`)
  }
}

const readme = readFileSync(join(root, 'README.md'), 'utf8')
for (const example of ['examples/hello.c', 'web/app/src/app/hello/hello.tsx']) {
  const text = readFileSync(join(root, example), 'utf8')
  check(readme.includes(text), `README.md does not show ${example} as it is`)
}

// A manual shows each of its samples once and no other C, a test runs all of them, and it names
// nothing that is not public.
const publicText = sourcesBelow('engine/include/quoin')
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')
const publicNames = new Set(publicText.match(/\b(qn|QN)_\w+/g))

function samplesOf(folder, test) {
  const samples = new Map()
  const testText = readFileSync(join(root, test), 'utf8')
  for (const name of readdirSync(join(root, folder))) {
    const text = readFileSync(join(root, folder, name), 'utf8')
    const isRun = testText.includes(`"../${folder}/${name}"`)
    check(isRun || name === 'sample.h', `${test} does not run ${name}`)
    const marked = /^( *)\/\/ \[([\w-]+)\]\n([^]*?)^ *\/\/ \[\/\2\]$/gm
    for (const [, indent, sample, lines] of text.matchAll(marked)) {
      samples.set(sample, lines.replaceAll(new RegExp(`^${indent}`, 'gm'), ''))
    }
  }
  return samples
}

// A manual is a file or a folder of files.
function manualText(path) {
  const names = path.endsWith('.md') ? [''] : readdirSync(join(root, path))
  const files = names.map((name) => join(path, name))
  return files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
}

function checkManual(path, samples) {
  const manual = manualText(path)
  const blocks = [...manual.matchAll(/^```c\n([^]*?)^```$/gm)].map(([, text]) => text)
  for (const [name, text] of samples) {
    const times = blocks.filter((block) => block === text).length
    check(times === 1, `${path} shows the sample ${name} ${times} times as it is`)
  }
  const shown = new Set(samples.values())
  for (const block of blocks) {
    check(shown.has(block), `${path} shows what no sample holds: ${block.split('\n')[0]}`)
  }
  for (const [name] of manual.matchAll(/\b(qn|QN)_\w+/g)) {
    // Names of tables are put together by macros: X(OK, "ok", ...).
    const isRow = publicText.includes(`X(${name.replace(/^QN_(ERROR|ADVICE)_/, '')},`)
    check(publicNames.has(name) || isRow, `${path} names ${name}, which no public header has`)
  }
}

for (const [path, folder, test, least] of [
  ['docs/physics.md', 'examples/physics', 'tests/test_manual.c', 25],
  ['docs/modules.md', 'examples/modules', 'tests/test_manual_modules.c', 10],
  ['docs/sound.md', 'examples/sound', 'tests/test_manual_sound.c', 7],
  ['docs/graphics', 'examples/graphics', 'tests/test_manual_graphics.c', 23],
]) {
  const samples = samplesOf(folder, test)
  check(samples.size >= least, `${path} has only ${samples.size} samples`)
  checkManual(path, samples)
}

if (library) {
  const names = execFileSync('nm', ['-A', '--undefined-only', library], { encoding: 'utf8' })
  for (const line of names.trim().split('\n')) {
    const [, object, symbol] = line.match(/:([^:]+):\s+U\s+(\S+)/) ?? []
    const isOurs = object && !object.startsWith('stb_')
    if (isOurs) check(!bannedSymbols.test(symbol), `${object} needs ${symbol}`)
  }
}

for (const problem of problems) console.log(problem)
console.log(`${count - problems.length} passed, ${problems.length} failed`)
process.exitCode = problems.length > 0 || count === 0 ? 1 : 0
