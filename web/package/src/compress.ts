// gzip, zlib and raw deflate: over whole byte arrays, in pieces, and as streams of the web. Bytes
// are copied into the engine's memory and the answer out of it; a whole call leaves nothing behind,
// whether it succeeds or throws, and what works in pieces lives until it is disposed.
import { beginWith } from './bytes.js'
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import type { Given } from './given.js'
import type { ByteSource } from './memory-block.js'
import { Owned } from './owner.js'
import {
  type CompressFormat,
  DEFLATE_DEF_BYTES,
  type DeflateDef,
  GZIP_HEADER_BYTES,
  type GzipHeader,
  INFLATE_DEF_BYTES,
  type InflateDef,
  readGzipHeader as readHeader,
  writeDeflateDef,
  writeInflateDef,
} from './structs.gen.js'

/** What is unpacked to at most unless told otherwise. */
export const DEFAULT_MAX_SIZE_BYTES: number = 256 * 1024 * 1024

export interface GzipOptions {
  /** 0 (stored) to 9 (smallest); 6 unless given. */
  readonly level?: number | undefined
  /** Of the file that is packed; at most 255 bytes of UTF-8. */
  readonly name?: string | undefined
  /** At most 1023 bytes of UTF-8. */
  readonly comment?: string | undefined
  /** When the file was changed last, to the second. Nothing is written unless given. */
  readonly modified?: Date | undefined
}

export interface DeflateOptions extends GzipOptions {
  /** `zlib` is what HTTP and `CompressionStream` call deflate. */
  readonly format?: CompressFormat | undefined
  /** For zlib and raw: content that both sides know. Its last 32 KiB are used. */
  readonly dictionary?: Uint8Array | undefined
}

export interface GunzipOptions {
  /** Content beyond this is refused with `too-large`; 256 MiB unless given. */
  readonly maxSizeBytes?: number | undefined
  /** `join`: one gzip member after the other is one content. `one` refuses a second. */
  readonly members?: 'one' | 'join' | undefined
}

export interface InflateOptions extends GunzipOptions {
  readonly format?: CompressFormat | undefined
  /** For raw, and for zlib whose header asks for it. */
  readonly dictionary?: Uint8Array | undefined
}

/** What works in pieces has no usual format. */
type InPieces<Options> = Options & { readonly format: CompressFormat }

// ---- Options ----------------------------------------------------------------------------------

const MEMBERS = ['one', 'join'] as const

function secondsOf(c: EngineCore, modified: Date): number {
  const seconds = modified instanceof Date ? Math.floor(modified.getTime() / 1000) : Number.NaN
  return Number.isNaN(seconds) ? c.fail('bad-definition', 'modified must be a Date') : seconds
}

function putDeflateDef(c: EngineCore, options: DeflateOptions): number {
  const { format, level, name, comment, modified, dictionary } = c.object(options, 'options')
  const at = c.room(DEFLATE_DEF_BYTES)
  c.x.qn_deflate_def_default(at)
  const modifiedS = modified === undefined ? undefined : secondsOf(c, modified)
  const def: Given<DeflateDef> = { format, level, name, comment, modifiedS, dictionary }
  writeDeflateDef(c, at, def, 'options', false)
  return at
}

function putInflateDef(c: EngineCore, options: InflateOptions): number {
  const { format, maxSizeBytes, members, dictionary } = c.object(options, 'options')
  const at = c.room(INFLATE_DEF_BYTES)
  c.x.qn_inflate_def_default(at)
  const joinMembers =
    members === undefined ? undefined : c.choice(MEMBERS, members, 'members') === 1
  const def: Given<InflateDef> = { format, maxSizeBytes, joinMembers, dictionary }
  writeInflateDef(c, at, def, 'options', false)
  return at
}

// ---- Whole ------------------------------------------------------------------------------------

function pack(
  engine: Engine,
  bytes: ByteSource,
  options: DeflateOptions,
  during: string,
): Uint8Array<ArrayBuffer> {
  const [c, input] = beginWith(engine, bytes, during)
  const out = c.room(8)
  c.check(c.x.qn_deflate(input, putDeflateDef(c, options), out, out + 4))
  return c.takeBytes(out)
}

function unpack(
  engine: Engine,
  bytes: ByteSource,
  options: InflateOptions,
  during: string,
): Uint8Array<ArrayBuffer> {
  const [c, input] = beginWith(engine, bytes, during)
  const out = c.room(8)
  c.check(c.x.qn_inflate(input, putInflateDef(c, options), out, out + 4))
  return c.takeBytes(out)
}

/** Equal input and options give equal bytes, on every machine. A number is the level. */
export function gzip(
  engine: Engine,
  bytes: ByteSource,
  options: number | GzipOptions = {},
): Uint8Array<ArrayBuffer> {
  const given = typeof options === 'number' ? { level: options } : options
  return pack(engine, bytes, { ...given, format: 'gzip' }, 'gzip')
}

/** Checks CRC and length; a number is the most bytes that may come out. */
export function gunzip(
  engine: Engine,
  bytes: ByteSource,
  options: number | GunzipOptions = {},
): Uint8Array<ArrayBuffer> {
  const given = typeof options === 'number' ? { maxSizeBytes: options } : options
  return unpack(engine, bytes, { ...given, format: 'gzip' }, 'gunzip')
}

/** zlib unless another format is given. */
export function deflate(
  engine: Engine,
  bytes: ByteSource,
  options: DeflateOptions = {},
): Uint8Array<ArrayBuffer> {
  return pack(engine, bytes, { ...options, format: options.format ?? 'zlib' }, 'deflate')
}

/** zlib unless another format is given. */
export function inflate(
  engine: Engine,
  bytes: ByteSource,
  options: InflateOptions = {},
): Uint8Array<ArrayBuffer> {
  return unpack(engine, bytes, { ...options, format: options.format ?? 'zlib' }, 'inflate')
}

/** Of the first gzip member, the rest of which need not be there. */
export function readGzipHeader(engine: Engine, bytes: ByteSource): GzipHeader {
  const [c, input] = beginWith(engine, bytes, 'readGzipHeader')
  const out = c.room(GZIP_HEADER_BYTES)
  c.check(c.x.qn_gzip_read_header(input, out))
  return readHeader(c, out)
}

/** To go on from the sum of what came before, give it as `crc`. */
export function crc32(engine: Engine, bytes: ByteSource, crc = 0): number {
  const [c, input] = beginWith(engine, bytes, 'crc32')
  return c.x.qn_crc32(c.word(crc, 'crc'), input) >>> 0
}

/** To go on from the sum of what came before, give it as `adler`. */
export function adler32(engine: Engine, bytes: ByteSource, adler = 1): number {
  const [c, input] = beginWith(engine, bytes, 'adler32')
  return c.x.qn_adler32(c.word(adler, 'adler'), input) >>> 0
}

// ---- In pieces --------------------------------------------------------------------------------

type Bytes = Uint8Array<ArrayBuffer>
/** Hears each piece that comes out. */
type Sink = (piece: Bytes) => void
type Push = (input: number, output: number, room: number) => number

// What crosses at once, so that a piece of any size takes no more of the engine's memory than this.
const IN_BYTES = 256 * 1024
const OUT_BYTES = 64 * 1024

const FLUSHES = { none: 0, sync: 1, full: 2, finish: 3 } as const

class Crossing {
  readonly #core: EngineCore
  readonly #call: number
  readonly #from: number
  readonly #to: number

  constructor(core: EngineCore, bytes: Uint8Array) {
    if (!(bytes instanceof Uint8Array)) core.fail('bad-definition', 'bytes must be a Uint8Array')
    this.#core = core
    this.#call = core.room(16)
    this.#from = core.room(Math.min(bytes.length, IN_BYTES))
    this.#to = core.room(OUT_BYTES)
  }

  /** Pushes until there is room left, or `isDone`; gives what was left of the input. */
  run(piece: Uint8Array, push: Push, isDone: () => boolean, sink: Sink): number {
    const { memory } = this.#core
    const output = this.#call + 8
    const room = this.#call + 12
    memory.write(this.#from, piece)
    memory.setU32(this.#call, this.#from)
    memory.setU32(this.#call + 4, piece.length)
    do {
      memory.setU32(output, this.#to)
      memory.setU32(room, OUT_BYTES)
      const error = push(this.#call, output, room)
      const made = OUT_BYTES - memory.getU32(room)
      if (error === 0 && made > 0) sink(memory.copy(this.#to, made))
      this.#core.check(error)
    } while (memory.getU32(room) === 0 && !isDone())
    return memory.getU32(this.#call + 4)
  }
}

function joined(run: (sink: Sink) => void): Bytes {
  const pieces: Bytes[] = []
  run((piece) => pieces.push(piece))
  const [first] = pieces
  if (pieces.length === 1 && first !== undefined) return first
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}

/** Packs in pieces. Takes some 270 KiB of the engine's memory until it is disposed. */
export class Deflater extends Owned {
  constructor(engine: Engine, options: InPieces<DeflateOptions>) {
    super(
      engine.core,
      'deflater',
      (c, out) => c.x.qn_deflater_create(putDeflateDef(c, options), out),
      (c, at) => c.x.qn_deflater_destroy(at),
    )
  }

  /** What is ready of the packed bytes; with `sync` or `full`, all of them so far. */
  push(bytes: Uint8Array, flush: 'none' | 'sync' | 'full' = 'none'): Bytes {
    return joined((sink) => this.pushTo(bytes, flush, sink))
  }

  /** The rest. Nothing can be pushed afterwards. */
  finish(): Bytes {
    return joined((sink) => this.pushTo(new Uint8Array(0), 'finish', sink))
  }

  get isDone(): boolean {
    return this.begin('deflater.isDone').x.qn_deflater_is_done(this.at) !== 0
  }

  /** @internal */
  pushTo(bytes: Uint8Array, flush: keyof typeof FLUSHES, sink: Sink): void {
    const c = this.begin(flush === 'finish' ? 'deflater.finish' : 'deflater.push')
    const crossing = new Crossing(c, bytes)
    const last = c.choice(Object.keys(FLUSHES), flush, 'flush')
    let at = 0
    do {
      const piece = bytes.subarray(at, at + IN_BYTES)
      at += piece.length
      const now = at < bytes.length ? FLUSHES.none : last
      const push: Push = (input, output, room) =>
        c.x.qn_deflater_push(this.at, input, now, output, room)
      crossing.run(piece, push, () => false, sink)
    } while (at < bytes.length)
  }
}

/** Unpacks in pieces. Takes some 45 KiB of the engine's memory until it is disposed. */
export class Inflater extends Owned {
  #unusedBytes = 0

  constructor(engine: Engine, options: InPieces<InflateOptions>) {
    super(
      engine.core,
      'inflater',
      (c, out) => c.x.qn_inflater_create(putInflateDef(c, options), out),
      (c, at) => c.x.qn_inflater_destroy(at),
    )
  }

  /** What these bytes unpack to. What came out before an error is not known to be right. */
  push(bytes: Uint8Array): Bytes {
    return joined((sink) => this.pushTo(bytes, sink))
  }

  /** Says that there is no more; throws `truncated` unless the content has ended. */
  finish(): void {
    const c = this.begin('inflater.finish')
    c.check(c.x.qn_inflater_finish(this.at))
  }

  /** The content has ended and was right. Of joined members that is known after `finish`. */
  get isDone(): boolean {
    return this.begin('inflater.isDone').x.qn_inflater_is_done(this.at) !== 0
  }

  /** How many of the last bytes that were pushed lie behind the end. */
  get unusedBytes(): number {
    return this.#unusedBytes
  }

  /** gzip's, of the member that was begun last; throws `not-found` before it is whole. */
  getHeader(): GzipHeader {
    const c = this.begin('inflater.getHeader')
    const out = c.room(GZIP_HEADER_BYTES)
    c.check(c.x.qn_inflater_header(this.at, out))
    return readHeader(c, out)
  }

  /** @internal */
  pushTo(bytes: Uint8Array, sink: Sink): void {
    const c = this.begin('inflater.push')
    const crossing = new Crossing(c, bytes)
    const push: Push = (input, output, room) => c.x.qn_inflater_push(this.at, input, output, room)
    const isDone = () => c.x.qn_inflater_is_done(this.at) !== 0
    let at = 0
    let unused = 0
    do {
      const piece = bytes.subarray(at, at + IN_BYTES)
      at += piece.length
      unused = crossing.run(piece, push, isDone, sink)
    } while (at < bytes.length && !isDone())
    this.#unusedBytes = unused + bytes.length - at
  }
}

// ---- Streams of the web -----------------------------------------------------------------------

interface Stages {
  write(bytes: Uint8Array, sink: Sink): void
  close(sink: Sink): void
}

// Not a TransformStream, which does not tell when it is aborted: what works in pieces must be
// disposed then too.
function streamOver(owner: Owned, stages: Stages): ReadableWritablePair<Bytes, Uint8Array> {
  let out: ReadableStreamDefaultController<Bytes>
  let wake = () => {}
  let hasStopped = false
  const stop = () => {
    hasStopped = true
    owner.dispose()
    wake()
  }
  const sink: Sink = (piece) => out.enqueue(piece)
  const guarded = (run: () => void) => {
    try {
      run()
    } catch (error) {
      owner.dispose()
      out.error(error)
      throw error
    }
  }
  const readable = new ReadableStream<Bytes>({
    start(controller) {
      out = controller
    },
    pull() {
      wake()
    },
    cancel: stop,
  })
  const writable = new WritableStream<Uint8Array>({
    start(controller) {
      // At once: `abort` below is not called before a write that waits for its reader.
      controller.signal.addEventListener('abort', stop)
    },
    async write(bytes) {
      guarded(() => stages.write(bytes, sink))
      while (!hasStopped && (out.desiredSize ?? 0) <= 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    close() {
      guarded(() => stages.close(sink))
      owner.dispose()
      out.close()
    },
    abort(reason) {
      out.error(reason)
    },
  })
  return { readable, writable }
}

/** For `pipeThrough`; the engine's memory is given back when the stream ends in any way. */
export function compressionStream(
  engine: Engine,
  options: InPieces<DeflateOptions>,
): ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array> {
  const deflater = new Deflater(engine, options)
  return streamOver(deflater, {
    write: (bytes, sink) => deflater.pushTo(bytes, 'none', sink),
    close: (sink) => deflater.pushTo(new Uint8Array(0), 'finish', sink),
  })
}

/** For `pipeThrough`; the same. Bytes behind the end are an error, as everywhere. */
export function decompressionStream(
  engine: Engine,
  options: InPieces<InflateOptions>,
): ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array> {
  const inflater = new Inflater(engine, options)
  return streamOver(inflater, {
    write: (bytes, sink) => {
      if (bytes.length === 0) return
      inflater.pushTo(bytes, sink)
      if (inflater.unusedBytes > 0) inflater.pushTo(new Uint8Array(1), sink)
    },
    close: () => inflater.finish(),
  })
}
