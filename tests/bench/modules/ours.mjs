// Quoin as a page has it that calls the module of WebAssembly itself: the bytes are copied in, one
// function of the C interface is called, its result is copied out. What is hashed goes through a small
// buffer that stays in the processor's cache, in pieces where there is more of it; a PNG file is read in
// pieces while it is written. A call that this build has no function for is left out of the answer of
// `load`.
//
// A struct with more than one field crosses as the address of its fields, each 4 bytes (8 for 64 bits).
import { bytesAt } from './contenders/peer.mjs'

const WASM = new URL('../../../build/wasm/modules_only.wasm', import.meta.url)
const MOST_BYTES = 2 ** 30
const DIGEST_BYTES = 32
/** A qn_hash_part. */
const PART_BYTES = 8
const CHANNELS = 4
/** Where in the scratch memory each thing lies. */
const SPAN = 0
const RESULT = 16
const BITMAP = 32
const OTHER_BITMAP = 48
const OPTIONS = 64
const SCRATCH_BYTES = 192
/** What is hashed at once. */
const BUFFER_BYTES = 64 * 1024
const STATE_BYTES = 4096

/** The door to the memory of the module; it may have grown after any call. */
class Door {
  #bytes = new Uint8Array()
  #words = new Uint32Array()

  constructor(exports) {
    this.c = exports
    exports.modules_count()
    this.scratch = exports.malloc(SCRATCH_BYTES)
    this.buffer = exports.malloc(BUFFER_BYTES)
    this.state = exports.malloc(STATE_BYTES)
    this.bytes.fill(0, this.scratch, this.scratch + SCRATCH_BYTES)
  }

  /** Views are made anew once the memory has grown. */
  #look() {
    if (this.#bytes.buffer === this.c.memory.buffer) return
    this.#bytes = new Uint8Array(this.c.memory.buffer)
    this.#words = new Uint32Array(this.c.memory.buffer)
  }

  get bytes() {
    this.#look()
    return this.#bytes
  }

  get words() {
    this.#look()
    return this.#words
  }

  at(place) {
    return this.scratch + place
  }

  word(place) {
    return this.words[this.at(place) >> 2]
  }

  /** Copied in for as long as `use` takes; it gets the address. */
  within(data, use) {
    const address = this.c.malloc(data.length)
    if (address === 0) throw new Error('out of memory')
    try {
      this.bytes.set(data, address)
      return use(address)
    } finally {
      this.c.free(address)
    }
  }

  /** The address of a struct whose fields begin with these words. */
  put(place, ...words) {
    const at = this.at(place) >> 2
    for (let index = 0; index < words.length; index++) this.words[at + index] = words[index]
    return this.at(place)
  }

  /** The address of options that begin with these words; the rest of them is 0. */
  options(...words) {
    this.bytes.fill(0, this.at(OPTIONS), this.scratch + SCRATCH_BYTES)
    return this.put(OPTIONS, ...words)
  }

  check(error) {
    if (error === 0) return
    const start = this.c.modules_error_text(error)
    const end = this.bytes.indexOf(0, start)
    throw new Error(new TextDecoder().decode(this.bytes.slice(start, end)))
  }

  /** What the engine allocated, copied out and given back. */
  take(address, length) {
    const data = this.bytes.slice(address, address + length)
    this.c.qn_memory_release(address)
    return data
  }

  /** Of a call that answers by an address and a size. */
  packed(error) {
    this.check(error)
    return this.take(this.word(RESULT), this.word(RESULT + 4))
  }

  picture(error, place) {
    this.check(error)
    const [width, height] = [this.word(place), this.word(place + 4)]
    const data = this.take(this.word(place + 8), CHANNELS * width * height)
    return { width, height, data }
  }

  /** A qn_bytes of what is copied in. */
  span(data, use) {
    return this.within(data, (address) => use(this.put(SPAN, address, data.length)))
  }

  /** A qn_bitmap of pixels that are copied in. */
  bitmap({ width, height, data }, use) {
    return this.within(data, (address) => use(this.put(BITMAP, width, height, address), address))
  }
}

/** A qn_bytes of what was put into the buffer. */
function buffered(door, data) {
  door.bytes.set(data, door.buffer)
  return door.put(SPAN, door.buffer, data.length)
}

function digest(door, name, bytes) {
  const out = door.at(RESULT)
  if (bytes.length <= BUFFER_BYTES) {
    door.c[name](buffered(door, bytes), out)
  } else {
    door.c[`${name}_init`](door.state)
    for (let at = 0; at < bytes.length; at += BUFFER_BYTES) {
      const piece = bytes.subarray(at, at + BUFFER_BYTES)
      door.check(door.c[`${name}_update`](door.state, buffered(door, piece)))
    }
    door.c[`${name}_final`](door.state, out)
  }
  return door.bytes.slice(out, out + DIGEST_BYTES)
}

/** The end of a run of messages, from `start` on, that fill the buffer with their parts and digests. */
function endOfGroup(messages, start) {
  let [end, size] = [start, 0]
  while (end < messages.length) {
    size += messages[end].length + PART_BYTES + DIGEST_BYTES
    if (size > BUFFER_BYTES) break
    end++
  }
  return end
}

/** Each message has its offset and its size, behind them all; digests follow those. */
function digestGroup(door, messages, start, end, digests) {
  const { bytes, words, buffer } = door
  let offset = 0
  const parts = []
  for (let index = start; index < end; index++) {
    bytes.set(messages[index], buffer + offset)
    parts.push(offset, messages[index].length)
    offset += messages[index].length
  }
  const partsAt = buffer + ((offset + 3) & ~3)
  words.set(parts, partsAt >> 2)
  const out = partsAt + PART_BYTES * (end - start)
  door.check(door.c.qn_sha256_many(door.put(SPAN, buffer, offset), partsAt, end - start, out))
  digests.set(bytes.subarray(out, out + DIGEST_BYTES * (end - start)), DIGEST_BYTES * start)
}

/** Each message is to fit the buffer. */
function digestMany(door, messages) {
  const digests = new Uint8Array(DIGEST_BYTES * messages.length)
  for (let start = 0; start < messages.length; ) {
    const end = endOfGroup(messages, start)
    if (end === start) throw new Error('the message is too large')
    digestGroup(door, messages, start, end, digests)
    start = end
  }
  return digests
}

/** Calls that answer by a file: the bitmap, the options, where its address and its size go. */
const encoded = (door, picture, name, options) =>
  door.bitmap(picture, (bitmap) =>
    door.packed(door.c[name](bitmap, options, door.at(RESULT), door.at(RESULT + 4))),
  )

/** What is read at once of a PNG file that is written. */
const PIECE_PX = 100_000n

/** A PNG file, piece by piece, so that the engine never holds it as a whole. */
const encodedPng = (door, picture, options) =>
  door.bitmap(picture, (bitmap) => {
    door.check(door.c.qn_png_encoder_create(bitmap, options, door.at(RESULT)))
    const encoder = door.word(RESULT)
    const pieces = []
    const read = () => {
      door.check(door.c.qn_png_encoder_read(encoder, door.at(RESULT), door.at(RESULT + 4)))
      const start = door.word(RESULT)
      pieces.push(door.bytes.slice(start, start + door.word(RESULT + 4)))
    }
    try {
      for (read(); door.c.qn_png_encoder_progress(encoder) < 1; read()) {
        door.check(door.c.qn_png_encoder_run(encoder, PIECE_PX))
      }
    } finally {
      door.c.qn_png_encoder_destroy(encoder)
    }
    return joined(pieces)
  })

function joined(pieces) {
  const all = new Uint8Array(pieces.reduce((size, { length }) => size + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

const decoded = (door, name) => (file) => () =>
  door.span(file, (span) =>
    door.picture(door.c[name](span, 0, door.at(OTHER_BITMAP)), OTHER_BITMAP),
  )

/** qn_resize_opts: the kernel, 0 being Lanczos3, and a byte each for is_plain and is_linear. */
const PLAIN = 1
const LINEAR = 1 << 8
const resized = (door, flags) => (picture, width, height) => () =>
  door.bitmap(picture, (bitmap) => {
    const options = door.options(0, flags)
    const out = door.at(OTHER_BITMAP)
    return door.picture(door.c.qn_image_resize(bitmap, width, height, options, out), OTHER_BITMAP)
  })

function blurred(door, picture, sigma) {
  const { width, height, data } = picture
  return door.bitmap(picture, (bitmap, address) => {
    door.check(door.c.qn_image_blur(bitmap, sigma))
    return { width, height, data: door.bytes.slice(address, address + data.length) }
  })
}

/** The picture stays in the engine's memory, from which it is copied when somebody looks. */
function grayscale(door, { width, height, data }) {
  const address = door.c.malloc(data.length)
  door.bytes.set(data, address)
  const result = {
    width,
    height,
    get data() {
      return door.bytes.slice(address, address + data.length)
    },
  }
  return () => {
    door.check(door.c.qn_image_grayscale(door.put(BITMAP, width, height, address)))
    return result
  }
}

/** Each call of the benchmark with the function that it stands on. */
const callsOf = (door) => ({
  sha256: ['qn_sha256', (bytes) => () => digest(door, 'qn_sha256', bytes)],
  blake3: ['qn_blake3', (bytes) => () => digest(door, 'qn_blake3', bytes)],
  sha256Many: ['qn_sha256_many', (messages) => () => digestMany(door, messages)],
  gzip: [
    'qn_gzip',
    (bytes, level) => () =>
      door.span(bytes, (span) =>
        door.packed(door.c.qn_gzip(span, level, door.at(RESULT), door.at(RESULT + 4))),
      ),
  ],
  gunzip: [
    'qn_gunzip',
    (bytes) => () =>
      door.span(bytes, (span) =>
        door.packed(door.c.qn_gunzip(span, MOST_BYTES, door.at(RESULT), door.at(RESULT + 4))),
      ),
  ],
  resize: ['qn_image_resize', resized(door, PLAIN)],
  resizeLinear: ['qn_image_resize', resized(door, LINEAR)],
  decodeJpeg: ['qn_image_decode_jpeg', decoded(door, 'qn_image_decode_jpeg')],
  encodeJpeg: [
    'qn_image_encode_jpeg',
    (picture, quality) => () =>
      encoded(door, picture, 'qn_image_encode_jpeg', door.options(quality)),
  ],
  decodePng: ['qn_image_decode_png', decoded(door, 'qn_image_decode_png')],
  encodePng: [
    'qn_png_encoder_create',
    (picture, level) => () => encodedPng(door, picture, door.options(level)),
  ],
  grayscale: ['qn_image_grayscale', (picture) => grayscale(door, picture)],
  blur: ['qn_image_blur', (picture, sigma) => () => blurred(door, picture, sigma)],
})

export async function load() {
  const { instance } = await WebAssembly.instantiate(await bytesAt(WASM), {
    env: { emscripten_notify_memory_growth: () => {} },
    wasi_snapshot_preview1: { proc_exit: () => {} },
  })
  instance.exports._initialize?.()
  const door = new Door(instance.exports)
  const there = Object.entries(callsOf(door)).filter(([, [name]]) => name in instance.exports)
  return {
    ...Object.fromEntries(there.map(([call, [, make]]) => [call, make])),
    peakBytes: () => door.c.modules_peak_bytes(),
  }
}
