// Tests of what measures the modules: that the inputs are the same everywhere, that results are judged
// as they deserve and bars told as they hold, and that the adapter of ours calls what it says it calls.
// Prints what fails and the counts. The packages of npm are not needed; the module of WebAssembly is.
import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { inPlace } from './contenders/table.mjs'
import { exportList, publicNames } from './exports.mjs'
import { loadInput } from './inputs/load.mjs'
import { makePicture, withAlpha } from './inputs/picture.mjs'
import { Random, shuffled } from './inputs/random.mjs'
import { referenceBlur, referenceResize, referenceResizeLinear } from './inputs/reference.mjs'
import { makeSave } from './inputs/save.mjs'
import { judgeBar, judgeMemory, ratioOf } from './lib/bars.mjs'
import { contest } from './lib/contest.mjs'
import { damagedInputs, isHonest, verdictsOf } from './lib/damage.mjs'
import { docsText } from './lib/docs.mjs'
import { judge } from './lib/judges.mjs'
import { watchMemories } from './lib/memories.mjs'
import { psnr, psnrWeighted, ssim } from './lib/quality.mjs'
import { barTable, damageTable, rowTable, sizeTable } from './lib/report.mjs'
import { load as loadOurs } from './ours.mjs'
import { RIVALS_NAME, ROWS } from './rows.mjs'

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
  check(Math.abs(found - wanted) < 1e-9, `${sentence}: ${found}, not ${wanted}`)
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

// ---- Inputs ----

const save = makeSave()
same(sha256(save).slice(0, 16), '6c758b8a96d9d716', 'the save is the same everywhere')
check(Math.abs(save.length - 1e6) < 1000, 'the save is a megabyte')
const game = JSON.parse(new TextDecoder().decode(save))
check(game.entities.length > 1000 && game.log.length > 1000, 'the save holds what a game saves')
const packing = save.length / gzipSync(save, { level: 6 }).length
check(packing > 4.5 && packing < 6, `the save packs as saves do: ${packing}`)
check(sha256(makeSave(2)) !== sha256(save), 'another seed is another save')

const picture = makePicture(200, 150)
same(sha256(picture.data).slice(0, 16), '35b5f0d280f55aff', 'the picture is the same everywhere')
check(sha256(makePicture(200, 150, 2).data) !== sha256(picture.data), 'and depends on the seed')
const alphas = withAlpha(picture).data.filter((_, at) => at % 4 === 3)
check(
  alphas.includes(0) && alphas.includes(255) && new Set(alphas).size > 100,
  'its alpha takes all values',
)
same(
  shuffled([1, 2, 3, 4, 5], new Random(3)).sort(),
  [1, 2, 3, 4, 5],
  'an order at random holds all',
)
const read = async (name) => Uint8Array.from({ length: 64 }, (_, at) => at + name.length)
const messages = await loadInput({ kind: 'messages', bytes: 4, count: 3 }, read)
same(
  messages.map((one) => [...one]),
  [
    [10, 11, 12, 13],
    [14, 15, 16, 17],
    [18, 19, 20, 21],
  ],
  'messages follow one another',
)
const loaded = await loadInput({ kind: 'picture', name: 'x', width: 4, height: 4 }, read)
same([loaded.width, loaded.data.length, loaded.data[0]], [4, 64, 1], 'a picture is loaded')

// ---- References and likeness ----

const flat = { width: 9, height: 7, data: new Uint8ClampedArray(9 * 7 * 4).fill(99) }
check(
  referenceResize(flat, 4, 5).data.every((byte) => byte === 99),
  'a flat colour stays in resizing',
)
check(
  referenceBlur(flat, 3).data.every((byte) => byte === 99),
  'and in blurring',
)
check(
  referenceResizeLinear(flat, 4, 5).data.every((byte) => byte === 99),
  'and in linear light under alpha',
)
same(
  sha256(referenceResize(picture, 200, 150).data),
  sha256(picture.data),
  'resizing to the same size changes nothing',
)
const clear = { width: 2, height: 1, data: Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 0) }
same(
  [...referenceResizeLinear(clear, 1, 1).data.slice(0, 3)],
  [255, 0, 0],
  'what is not seen gives no colour',
)

same(psnr(picture, picture), Infinity, 'a picture is like itself')
near(ssim(picture, picture), 1, 'in structure too')
const brighter = {
  ...picture,
  data: picture.data.map((byte) => (byte < 128 ? byte + 1 : byte - 1)),
}
near(psnr(picture, brighter), 20 * Math.log10(255), 'one level apart is 48.1 dB')
check(ssim(picture, brighter) < 1 && ssim(picture, brighter) > 0.99, 'and is hardly seen')
const gray = { ...picture, data: new Uint8ClampedArray(picture.data.length).fill(128) }
check(ssim(picture, gray) < 0.5, 'a picture is not like plain gray')
const hidden = { width: 1, height: 1, data: Uint8ClampedArray.of(255, 9, 9, 0) }
const other = { width: 1, height: 1, data: Uint8ClampedArray.of(0, 200, 9, 0) }
same(psnrWeighted(hidden, other), Infinity, 'colours that are not seen do not count')
check(psnr(hidden, other) < 20, 'unless they are asked for')
const three = { width: 1, height: 1, data: Uint8ClampedArray.of(255, 9, 9) }
same(psnr(hidden, three), Infinity, 'three bytes a pixel are held against the first three of four')

// ---- Judgement of results ----

const rowNamed = (name) => ROWS.find((row) => row.name === name)
const packed = gzipSync(save)
const packedFacts = await judge(packed, { row: rowNamed('gzip-6'), input: save })
same([packedFacts.isRight, packedFacts.bytes], [true, packed.length], 'what is packed is unpacked')
const shorter = await judge(packed, { row: rowNamed('gzip-6'), input: save.slice(1) })
same(shorter.isRight, false, 'and held against what went in')
const unpacked = { row: rowNamed('gunzip'), read: async () => save }
same(await judge(save, unpacked), { isRight: true }, 'what was unpacked is compared')
same(await judge(save.slice(1), unpacked), { isRight: false }, 'and a byte too few is seen')
const decoded = { row: rowNamed('png-decode'), read: async () => picture.data }
same(await judge(picture, decoded), { isRight: true }, 'pixels of PNG are to be exact')
same(await judge(brighter, decoded), { isRight: false }, 'one level apart is not')
const grayRow = { row: rowNamed('grayscale'), read: async () => picture.data }
same(await judge(picture, grayRow), { isRight: false }, 'colours are not gray')
const luma = Uint8ClampedArray.from(picture.data, (_, at) => {
  const [red, green, blue] = picture.data.slice(at - (at % 4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
})
same(await judge({ ...picture, data: luma }, grayRow), { isRight: true }, 'the light of them is')
same(await judge(gray, grayRow), { isRight: false }, 'any other gray is not')

const many = { row: rowNamed('sha256-many') }
same(
  await judge([Uint8Array.of(1), Uint8Array.of(2)], many),
  await judge(Uint8Array.of(1, 2), many),
  'digests in a list are those in one piece',
)

// ---- In turn ----

const asked = []
const times = { quoin: [2, 2, 9], fflate: [4, 4, 18], pako: [8, 8, 36] }
const session = (name, digest) => ({
  warm: async () => ({ runMs: 4, memory: {}, facts: { digest } }),
  sample: async (count) => {
    asked.push(`${name} ${count}`)
    const ms = times[name][asked.filter((one) => one.startsWith(name)).length - 1]
    return { wallMs: ms + 1, cpuMs: ms }
  },
  close: () => asked.push(`${name} closed`),
})
const row = {
  name: 'row',
  title: 'A row',
  contenders: ['quoin', 'fflate', 'pako', 'node'],
  plainBytes: 1000,
  bars: [],
}
const results = await contest(row, {
  rounds: 3,
  sampleMs: 40,
  random: new Random(5),
  clock: 'cpuMs',
  say: () => {},
  open: async (_, name) =>
    name === 'node' ? { reason: 'not installed' } : session(name, name === 'pako' ? 'b' : 'a'),
})
same(asked.filter((one) => /\d/.test(one)).length, 9, 'each has its turn in each round')
check(asked.includes('quoin 10'), 'for as many runs as fill the time')
for (let round = 0; round < 3; round++) {
  const turn = asked.slice(3 * round, 3 * round + 3).map((one) => one.split(' ')[0])
  same(turn.sort(), ['fflate', 'pako', 'quoin'], 'nobody twice in a round')
}
same(
  asked.slice(-3).every((one) => one.endsWith('closed')),
  true,
  'and all are closed',
)
same(results.node, { reason: 'not installed' }, 'what is not there has its reason')
same(
  [results.quoin.ms, results.quoin.bestWallMs],
  [2, 3],
  'the median by one clock, the best by the other',
)
same(
  [results.fflate.facts.isRight, results.pako.facts.isRight],
  [true, false],
  'who has another digest than the most is wrong',
)

// ---- Bars ----

near(ratioOf(results.quoin, results.fflate), 0.5, 'the ratio is taken in each round')
const bar = (most, against, ...conditions) => ({ most, against, conditions })
const holds = (one, given = results) => judgeBar(row, one, given).holds
same([holds(bar(0.5, ['fflate'])), holds(bar(0.49, ['fflate']))], [true, false], 'a bar is a limit')
same(judgeBar(row, bar(1, RIVALS_NAME), results).rival, 'fflate', 'the fastest rival is found')
same(judgeBar(row, bar(1, ['pako']), results).rival, 'pako', 'or the one that is named')
const withBytes = (ours, theirs) => ({
  quoin: { ...results.quoin, facts: { bytes: ours, ssim: 0.95 } },
  fflate: { ...results.fflate, facts: { bytes: theirs, ssim: 0.951 } },
})
const fewer = bar(1, ['fflate'], { fact: 'bytes', is: 'fewer' })
same(
  [holds(fewer, withBytes(9, 10)), holds(fewer, withBytes(10, 10))],
  [true, false],
  'fewer bytes are fewer',
)
const like = (slack) => bar(1, ['fflate'], { fact: 'ssim', is: 'no less', slack })
same(
  [holds(like(0.002), withBytes(1, 1)), holds(like(0.0005), withBytes(1, 1))],
  [true, false],
  'likeness may be less by the slack alone',
)
const wrong = { ...results, quoin: { ...results.quoin, facts: { isRight: false } } }
same(holds(bar(9, ['fflate']), wrong), false, 'a wrong result holds no bar')
const missing = judgeBar(row, bar(1, ['fflate']), {
  ...results,
  quoin: { reason: 'not in this build' },
})
same(
  [missing.holds, missing.why],
  [undefined, 'not in this build'],
  'what was not measured is told',
)
check(
  ROWS.every(({ bars, contenders }) =>
    bars.every(
      ({ against }) => against === RIVALS_NAME || against.every((one) => contenders.includes(one)),
    ),
  ),
  'every bar is about somebody who contends',
)
same(new Set(ROWS.map(({ name }) => name)).size, ROWS.length, 'no two rows have one name')

// ---- Damage ----

const part = save.slice(0, 5000)
const inputs = damagedInputs(part, gzipSync(part))
const zlib = { gunzip: (bytes) => () => gunzipSync(bytes) }
const words = await verdictsOf(zlib, part, gzipSync(part))
same(words.length, inputs.length, 'each input has a verdict')
check(
  words.slice(0, 4).every((word) => word === 'right'),
  'zlib takes what is whole',
)
check(
  words.slice(4).every((word) => word.startsWith('error: ')),
  'and refuses all that is damaged',
)
check(isHonest(words), 'which is honest')
const credulous = await verdictsOf({ gunzip: () => () => part }, part, gzipSync(part))
same(credulous[2], 'SILENT: 5000 of 10000 B', 'half of the content is a silent loss')
same(credulous[4], 'ACCEPTED, content right', 'damage that is passed over is told')
check(!isHonest(credulous), 'and is not honest')
check(!isHonest({ reason: 'ended' }), 'nor is no answer')

// ---- Memory ----

const watched = { ...WebAssembly, Memory: WebAssembly.Memory, Instance: WebAssembly.Instance }
const heldBytes = watchMemories(watched)
const memory = new watched.Memory({ initial: 1 })
memory.grow(1)
same(heldBytes(), 2 * 65536, 'a memory is seen, and its growth')

const held = (engineBytes) => ({
  quoin: {
    ...results.quoin,
    memory: { engineBytes, inputBytes: 100, resultBytes: 20, pixelBytes: [0, 20] },
  },
})
const judged = (of, engineBytes) =>
  judgeMemory({ ...row, memory: { most: 1.1, of } }, held(engineBytes))
near(judged('input and result', 20).ratio, 1, 'memory is held against what goes in and comes out')
near(judged('pixels', 30).ratio, 1.5, 'or against the pixels alone')
same(
  [judged('input and result', 32).holds, judged('input and result', 33).holds],
  [true, false],
  'which is a limit',
)
same(judged('pixels', undefined), undefined, 'what is not counted is not judged')

// ---- Tables ----

const shown = rowTable(row, { ...results, ...withBytes(123, 456), pako: results.pako })
check(/\| pako \(WRONG\) +\| +8.00 \|/.test(shown), 'a wrong result is marked')
check(/\| Node \(native\) +\| not installed \|/.test(shown), 'a missing one has its reason')
check(
  /\| fflate +\| +4.00 \| +5.00 \| +0.250 \| +0.500 \| +456 \|/.test(shown),
  'times, speed, ratio and facts',
)
const bars = barTable(
  [{ ...row, bars: [fewer] }],
  { row: { ...results, ...withBytes(123, 456) } },
  {},
)
check(
  bars.includes('| at most 1.00 of fflate, fewer bytes |    0.500 |   holds |'),
  'a bar that holds',
)
const damage = {
  names: ['whole', 'cut'],
  verdicts: { quoin: ['right', 'error: cut'], fflate: { reason: 'no' } },
}
check(!damageTable(damage).includes('fflate'), 'who was not asked has no column')
const sizes = [{ label: 'Ours', rawBytes: 300_000, gzipBytes: 131_000 }]
check(sizeTable(sizes).includes('|  131 kB |'), 'sizes')
check(barTable([], {}, { sizes }).includes('FAILS: too large'), 'a size that is too large')
const machine = { cpu: 'CPU', cpuCount: 2, memoryGb: 8, system: 'Linux', node: '20', date: 'a day' }
const docs = docsText({ machine, versions: { pako: '3' }, rounds: 4, rows: {}, damage, sizes })
check(
  docs.includes('Run on a day: CPU') && docs.includes('pako 3') && docs.includes('4 rounds'),
  'docs tell where and how',
)
check(!/NaN|undefined/.test(docs + shown + bars), 'and leave nothing open')

const inChromium = docsText({
  machine,
  versions: {},
  rounds: 4,
  rows: {},
  page: { browser: 'Chromium 9', rows: {} },
})
check(inChromium.includes('The same in Chromium 9'), 'docs tell of the page where it was measured')
same(
  inPlace(rowNamed('gunzip'), 'page').contenders,
  ['quoin', 'fflate', 'pako', 'web'],
  'Node does not contend in a page',
)

// ---- Ours ----

same(
  publicNames('QN_API void qn_a(int x);\nQN_API const char *qn_b(\n  int y);\nvoid qn_c(void);'),
  ['qn_a', 'qn_b'],
  'public functions are read from a header',
)
check(exportList(['QN_API int qn_a(void);']).startsWith('_qn_a\n_malloc\n'), 'and exported')
const ours = await loadOurs()
const hex = (bytes) => Buffer.from(bytes).toString('hex')
same(hex(ours.sha256(save)()), sha256(save), 'ours hashes what it is given')
const small = save.slice(0, 1000)
same(hex(ours.sha256(small)()), sha256(small), 'in one piece as in many')
if (ours.sha256Many) {
  const list = Array.from({ length: 500 }, (_, at) => save.slice(at, 3 * at))
  const wanted = list.map(sha256).join('')
  same(hex(ours.sha256Many(list)()), wanted, 'and many messages at once')
}
same(sha256(ours.gunzip(ours.gzip(save, 6)())()), sha256(save), 'and packs and unpacks it')
check(ours.peakBytes() > save.length, 'and its memory is counted')
const oursWords = await verdictsOf(ours, part, gzipSync(part))
check(isHonest(oursWords), `ours passes no damage over: ${oursWords}`)

process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
