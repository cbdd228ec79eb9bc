// What is measured: the rows of the benchmark. Each says what goes in (inputs/load.mjs), which call of
// a contender gets it, with what beside, who contends, how the results are judged (lib/judges.mjs),
// and the bars: ours may take at most so many times as long as the fastest of those named, where it is
// to have no more bytes or no less likeness as well.
//
// `plainBytes` turns times into MB/s; `pictureOf` says what a result is to be like; `memory` is what ours
// may hold at most, as a ratio to the input and the result, or to the pixels of the larger picture.
import { OURS } from './contenders/table.mjs'
import { BLUR_SIGMA, LARGE, SMALL } from './inputs/sizes.mjs'

const JPEG_QUALITY = 85
const KIB = 1024
const MESSAGES = 10_000

const WHOLE_MEMORY = { most: 1.1, of: 'input and result' }
const PICTURE_MEMORY = { most: 1.3, of: 'pixels' }

const most = (ratio, against, ...conditions) => ({ most: ratio, against, conditions })
const fewerBytes = { fact: 'bytes', is: 'fewer' }
const noMoreBytes = { fact: 'bytes', is: 'no more' }
/** As far apart as two encoders are whose pictures nobody tells apart. */
const noLessLike = { fact: 'ssim', is: 'no less', slack: 0.002 }

function hashRow(algorithm, label, sizeName, bytes, bar, contenders) {
  return {
    name: `${algorithm}-${sizeName.toLowerCase().replace(' ', '')}`,
    title: `${label} of ${sizeName.replace('KiB', ' KiB').replace('MiB', ' MiB')}`,
    input: { kind: 'bytes', bytes },
    call: algorithm,
    contenders: [OURS, ...contenders],
    judge: 'digest',
    bars: [most(bar, ['hash-wasm'])],
    plainBytes: bytes,
    memory: WHOLE_MEMORY,
  }
}

const sha256 = (size, bytes) =>
  hashRow('sha256', 'SHA-256', size, bytes, 1, ['hash-wasm', 'noble', 'node', 'web'])
const blake3 = (size, bytes, bar) =>
  hashRow('blake3', 'BLAKE3', size, bytes, bar, ['hash-wasm', 'noble'])

const nativeSha256 = (size, bytes) => ({
  ...hashRow('sha256', 'SHA-256', size, bytes, 1.1, []),
  name: `native-sha256-${size.toLowerCase()}`,
  title: `SHA-256 natively, ${bytes / KIB / KIB} MiB`,
  contenders: ['quoin-native', 'node'],
  bars: [most(1.1, ['node'])],
})

const gzip = (level, bar) => ({
  name: `gzip-${level}`,
  title: `gzip, level ${level}, of a save of 1 MB`,
  input: { kind: 'file', name: 'save.json' },
  call: 'gzip',
  options: [level],
  // The platform's stream knows no levels; what it has is 6.
  contenders: [OURS, 'fflate', 'pako', 'node', ...(level === 6 ? ['web'] : [])],
  judge: 'packed',
  bars: [most(bar, ['fflate'], fewerBytes)],
  plainBytes: 1_000_000,
  memory: WHOLE_MEMORY,
})

const decode = (name, title, file, call, contenders, bars) => ({
  name,
  title,
  input: { kind: 'file', name: file },
  call,
  contenders: [OURS, ...contenders],
  judge: call === 'decodePng' ? 'exact' : 'like',
  pictureOf: 'large.rgba',
  bars,
  memory: PICTURE_MEMORY,
})

const encode = (name, title, call, options, contenders, judge, bars) => ({
  name,
  title,
  input: { kind: 'picture', name: 'small.rgba', ...SMALL },
  call,
  options,
  contenders: [OURS, ...contenders],
  judge,
  bars,
  memory: PICTURE_MEMORY,
})

const PNG_CODECS = ['jsquash', 'vips', 'photon', 'browser']
const JPEG_CODECS = ['jsquash', 'cornerstone', 'vips', 'photon', 'browser']
/** The peers take no level, or have one by default. */
const pngEncode = (name, how, level, bar) =>
  encode(name, `PNG of 1440x1080 RGBA, ${how}`, 'encodePng', [level], PNG_CODECS, 'png', [bar])
const RIVALS = 'the fastest peer'

export const ROWS = [
  sha256('64KiB', 64 * KIB),
  sha256('1MiB', KIB * KIB),
  sha256('16MiB', 16 * KIB * KIB),
  {
    name: 'sha256-many',
    title: `SHA-256 of ${MESSAGES.toLocaleString('en')} messages of 1 KiB`,
    input: { kind: 'messages', bytes: KIB, count: MESSAGES },
    call: 'sha256Many',
    contenders: [OURS, 'hash-wasm', 'noble', 'node', 'web'],
    judge: 'digests',
    bars: [most(0.33, ['hash-wasm'])],
    plainBytes: KIB * MESSAGES,
    memory: WHOLE_MEMORY,
  },
  blake3('1KiB', KIB, 0.7),
  blake3('64KiB', 64 * KIB, 0.38),
  blake3('16MiB', 16 * KIB * KIB, 0.38),
  nativeSha256('1MiB', KIB * KIB),
  nativeSha256('16MiB', 16 * KIB * KIB),
  gzip(1, 0.3),
  gzip(6, 0.4),
  gzip(9, 1),
  {
    name: 'gunzip',
    title: 'gunzip of the same save',
    input: { kind: 'file', name: 'save.json.gz' },
    call: 'gunzip',
    contenders: [OURS, 'fflate', 'pako', 'node', 'web'],
    judge: 'unpacked',
    bars: [most(0.4, ['fflate'])],
    plainBytes: 1_000_000,
    memory: WHOLE_MEMORY,
  },
  {
    name: 'resize',
    title: 'Lanczos3, 4000x3000 to 1440x1080, plain',
    input: { kind: 'picture', name: 'large.rgba', ...LARGE },
    call: 'resize',
    options: [SMALL.width, SMALL.height],
    contenders: [OURS, 'pica', 'jsquash', 'vips', 'photon', 'browser'],
    judge: 'like',
    pictureOf: 'resized.rgba',
    bars: [most(0.3, ['pica']), most(1, ['vips'])],
    memory: PICTURE_MEMORY,
  },
  {
    name: 'resize-linear',
    title: 'Lanczos3, 4000x3000 to 1440x1080, weighted by alpha, in linear light',
    input: { kind: 'picture', name: 'large.rgba', hasAlpha: true, ...LARGE },
    call: 'resizeLinear',
    options: [SMALL.width, SMALL.height],
    contenders: [OURS, 'jsquash'],
    judge: 'likeWeighted',
    pictureOf: 'resized-linear.rgba',
    bars: [most(0.18, ['jsquash'])],
    memory: PICTURE_MEMORY,
  },
  decode('jpeg-decode', 'JPEG to pixels, 12 Mpx', 'large.jpg', 'decodeJpeg', JPEG_CODECS, [
    most(0.8, RIVALS),
  ]),
  encode(
    'jpeg-encode',
    `JPEG of quality ${JPEG_QUALITY}, 1440x1080`,
    'encodeJpeg',
    [JPEG_QUALITY],
    JPEG_CODECS,
    'jpeg',
    [most(0.9, RIVALS, noMoreBytes, noLessLike)],
  ),
  decode('png-decode', 'PNG to pixels, 12 Mpx', 'large.png', 'decodePng', PNG_CODECS, [
    most(0.9, ['vips']),
  ]),
  decode(
    'png-decode-filtered',
    'PNG to pixels, 12 Mpx, rows with filters',
    'filtered.png',
    'decodePng',
    PNG_CODECS,
    [most(0.9, ['vips'])],
  ),
  pngEncode(
    'png-encode-fast',
    'in a hurry (ours: level 1)',
    1,
    most(0.9, ['jsquash'], noMoreBytes),
  ),
  pngEncode('png-encode', 'as each does by default', 6, most(0.9, ['vips'], fewerBytes)),
  {
    name: 'grayscale',
    title: 'Grayscale in place, 12 Mpx that lie in memory already',
    input: { kind: 'picture', name: 'large.rgba', ...LARGE },
    call: 'grayscale',
    contenders: [OURS, 'plain'],
    judge: 'gray',
    pictureOf: 'large.rgba',
    bars: [most(0.3, ['plain'])],
    memory: PICTURE_MEMORY,
  },
  {
    name: 'blur',
    title: `Gaussian blur of sigma ${BLUR_SIGMA}, 1440x1080`,
    input: { kind: 'picture', name: 'small.rgba', ...SMALL },
    call: 'blur',
    options: [BLUR_SIGMA],
    contenders: [OURS, 'vips', 'photon'],
    judge: 'like',
    pictureOf: 'blurred.rgba',
    bars: [most(1, ['vips'])],
    memory: PICTURE_MEMORY,
  },
]

/** Ours in a row, in WebAssembly or natively. */
export const oursOf = (row) => row.contenders[0]
export const RIVALS_NAME = RIVALS
