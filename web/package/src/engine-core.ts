// One running instance of engine.wasm: its exports behind a guard, its memory, and the way of values
// into it and back, which is what the generated calls are made of.
//
// A trap means that the instance's memory can no longer be trusted. The guard turns it into a typed
// error, and from then on every call of that instance says so; a new load starts afresh.
//
// Structs and arrays of one call lie in a scratch area that the next call uses again; what does not
// fit is allocated, and freed by the call after. Every value is checked here as far as JavaScript
// can go wrong and C cannot see it (a missing field, a text for a number, half an index); ranges
// are the engine's business.
import { isDevelopment } from './dispose.js'
import {
  argumentDetails,
  type ErrorDetails,
  fieldDetails,
  handleKindOf,
  type Scalars,
} from './error-details.js'
import { errorCodeOf, type QuoinError, raise } from './errors.js'
import { type EngineExports, type EnginePart, PARTS } from './exports.gen.js'
import { guardExports } from './guard.js'
import { Memory } from './memory.js'
import { type ByteSource, MemoryBlock } from './memory-block.js'
import type { Owner } from './owner.js'

const FEATURE_SIMD = 1
const FEATURE_FIRST_PART = 2
const SCRATCH_BYTES = 16384
const MAX_U32 = 0xffffffff
const MAX_U64 = (1n << 64n) - 1n
const ALIGNMENT = 8
const MAX_ALLOCATION_BYTES = 0x7fffffff
/** Of a call so many are remembered, to say which one was stale. */
const HANDLE_ROOM = 8
const OBJECT_ROOM = 16
const SLOT_MASK = 0xfffff
const SLOT_BITS = 20
const encoder = new TextEncoder()
const strictDecoder = new TextDecoder('utf-8', { fatal: true })

function slotOfHandle(handle: number): number {
  return (handle & SLOT_MASK) - 1
}

function generationOfHandle(handle: number): number {
  return handle >>> SLOT_BITS
}

export class EngineCore {
  readonly x: EngineExports
  readonly memory: Memory
  readonly hasSimd: boolean
  readonly parts: readonly EnginePart[]
  readonly module: WebAssembly.Module
  /** By how they are read; see records.ts. */
  readonly lastRecords: Map<unknown, unknown> = new Map()
  readonly #scratch: number
  #top: number
  readonly #overflow: number[] = []
  #answers = { at: 0, bytes: 0 }
  #during = 'load'
  // Of the present call, the newest over the oldest.
  readonly #handles: number[] = new Array(HANDLE_ROOM).fill(0)
  readonly #objects: unknown[] = new Array(OBJECT_ROOM).fill(undefined)
  readonly #objectNames: string[] = new Array(OBJECT_ROOM).fill('')
  #objectCount = 0
  readonly #handleNames: string[] = new Array(HANDLE_ROOM).fill('')
  #handleCount = 0
  #trap: QuoinError | undefined

  constructor(instance: WebAssembly.Instance, module: WebAssembly.Module) {
    this.module = module
    this.x = guardExports(
      instance.exports,
      (error) => this.#trapped(error),
      (name) => this.#failAbsent(name),
    )
    this.memory = new Memory(this.x.memory)
    const features = this.x.quoin_features()
    this.hasSimd = (features & FEATURE_SIMD) !== 0
    this.parts = PARTS.filter((_, bit) => (features & (FEATURE_FIRST_PART << bit)) !== 0)
    this.#scratch = this.allocate(SCRATCH_BYTES)
    this.#top = this.#scratch
  }

  /** Set once the instance trapped and is of no more use. */
  get trap(): QuoinError | undefined {
    return this.#trap
  }

  /** Begins a call. `disposed` names what it was called on if that is gone. */
  begin(during: string, disposed?: string): this {
    if (disposed !== undefined) raise('disposed', during, `the ${disposed} was disposed`)
    if (this.#trap) throw this.#trap
    this.#during = during
    this.#handleCount = 0
    this.#objectCount = 0
    this.#top = this.#scratch
    while (this.#overflow.length > 0) this.x.quoin_free(this.#overflow.pop() ?? 0)
    return this
  }

  // ---- Memory ----

  /** Memory that stays until `free`. */
  allocate(bytes: number): number {
    const at = bytes <= MAX_ALLOCATION_BYTES ? this.x.quoin_allocate(bytes) >>> 0 : 0
    if (at === 0) this.fail('out-of-memory', `there is no room for ${bytes} bytes`)
    return at
  }

  free(at: number): void {
    if (at !== 0 && !this.#trap) this.x.quoin_free(at)
  }

  /** Zeroed memory for the rest of this call. */
  room(bytes: number): number {
    const at = Math.ceil(this.#top / ALIGNMENT) * ALIGNMENT
    if (at + bytes <= this.#scratch + SCRATCH_BYTES) {
      this.#top = at + bytes
      this.memory.fill(at, bytes, 0)
      return at
    }
    const block = this.allocate(bytes)
    this.#overflow.push(block)
    this.memory.fill(block, bytes, 0)
    return block
  }

  // ---- Errors ----

  #trapped(error: QuoinError): void {
    this.#trap = error
    // biome-ignore lint/suspicious/noConsole: its stack leads to C in the browser's debugger
    if (isDevelopment()) console.error(error)
  }

  #failAbsent(name: string): never {
    const had = this.parts.join(', ')
    return this.fail(
      'wasm-part',
      `${name} is of a part of the engine that was not loaded, only ${had} was; load that part, or all`,
    )
  }

  /** Called by the engine of a debug build, with the addresses of texts. */
  failAssert(expressionAt: number, fileAt: number, line: number, functionAt: number): never {
    const expression = this.memory.text(expressionAt)
    const file = this.memory.text(fileAt)
    return this.fail(
      'assert',
      `the engine found its own mistake at ${file}:${line}: ${expression}`,
      { about: 'assert', expression, file, line, function: this.memory.text(functionAt) },
    )
  }

  fail(
    code: Parameters<typeof raise>[0],
    message: string,
    details?: ErrorDetails,
    cause?: unknown,
  ): never {
    return raise(code, this.#during, message, cause, details)
  }

  /**
   * Throws unless `error` is 0. With the worlds that took part, adds the sentence behind their last
   * error, and leaves none behind for the next call to find. `scalars` are the arguments that are no
   * objects, by name.
   */
  check(error: number, world = 0, otherWorld = 0, scalars: Scalars = {}): void {
    if (error === 0) return
    const text = this.memory.text(this.x.qn_error_text(error))
    const why = this.#whyOf(world, error) + this.#whyOf(otherWorld, error)
    const code = errorCodeOf(error)
    const details =
      code === 'stale-handle'
        ? this.#staleHandle(world)
        : fieldDetails(this.#during, why, this.#givenObjects(), scalars)
    this.fail(code, why === '' ? text : `${text} (${why})`, details)
  }

  /** The definitions and vectors of this call by name, the last first. */
  #givenObjects(): [string, unknown][] {
    const given: [string, unknown][] = []
    for (let back = 1; back <= Math.min(this.#objectCount, OBJECT_ROOM); back++) {
      const at = (this.#objectCount - back) % OBJECT_ROOM
      given.push([this.#objectNames[at] ?? '', this.#objects[at]])
    }
    return given
  }

  /** The first handle of this call that is not alive. */
  #staleHandle(world: number): ErrorDetails | undefined {
    for (let at = 0; at < Math.min(this.#handleCount, HANDLE_ROOM); at++) {
      const handle = this.#handles[at] ?? 0
      const parameter = this.#handleNames[at] ?? ''
      const kind = handleKindOf(parameter)
      if (kind === undefined || world === 0 || handle === 0) continue
      if (this.x[`qn_${kind}_is_alive`](world, handle) !== 0) continue
      return {
        about: 'handle',
        function: this.#during,
        parameter,
        kind,
        index: slotOfHandle(handle),
        generation: generationOfHandle(handle),
        liveGeneration: kind === 'body' ? this.#liveGeneration(world, handle) : undefined,
      }
    }
    return undefined
  }

  #liveGeneration(world: number, handle: number): number | undefined {
    const { at, count } = this.gather(4, (to, capacity) =>
      this.x.qn_world_bodies(world, to, capacity),
    )
    const bodies = this.list(at, count, 4, (from) => this.memory.getU32(from))
    const found = bodies.find((body) => slotOfHandle(body) === slotOfHandle(handle))
    return found === undefined ? undefined : generationOfHandle(found)
  }

  /** After a call that answers instead of giving an error. */
  checkWorld(world: number): void {
    const error = this.x.qn_world_last_error(world, 0)
    if (error !== 0) this.check(error, world)
  }

  #whyOf(world: number, error: number): string {
    if (world === 0) return ''
    const at = this.room(4)
    const last = this.x.qn_world_last_error(world, at)
    this.x.qn_world_clear_error(world)
    return last === error ? this.memory.text(this.memory.getU32(at)) : ''
  }

  // ---- Scalars ----

  /** Any number; NaN and infinity are the engine's to refuse. */
  float(value: number, name: string): number {
    if (typeof value !== 'number') this.#bad(name, 'a number', value)
    return value
  }

  #outOfRange(name: string, wanted: string, value: unknown): never {
    const details = argumentDetails(this.#during, name, value)
    return this.fail('out-of-range', `${name} is no ${wanted}`, details)
  }

  int(value: number, name: string): number {
    if (typeof value !== 'number') this.#bad(name, 'an integer', value)
    if ((value | 0) !== value) this.#outOfRange(name, 'integer of 32 bits', value)
    return value
  }

  byte(value: number, name: string): number {
    if (typeof value !== 'number') this.#bad(name, 'an integer', value)
    if ((value & 0xff) !== value) this.#outOfRange(name, 'integer from 0 to 255', value)
    return value
  }

  word(value: number, name: string): number {
    if (typeof value !== 'number') this.#bad(name, 'an integer', value)
    if (value >>> 0 !== value) this.#outOfRange(name, `integer from 0 to ${MAX_U32}`, value)
    return value
  }

  handle(value: number, name: string): number {
    if (typeof value !== 'number') this.#bad(name, 'a handle', value)
    if (value >>> 0 !== value) {
      const details = argumentDetails(this.#during, name, value)
      this.fail('stale-handle', `${name} is no handle`, details)
    }
    const at = this.#handleCount++ % HANDLE_ROOM
    this.#handles[at] = value
    this.#handleNames[at] = name
    return value
  }

  long(value: bigint | number, name: string): bigint {
    const whole = typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
    if (typeof whole !== 'bigint') return this.#bad(name, 'a bigint or a safe integer', value)
    if (whole < 0n || whole > MAX_U64) this.#outOfRange(name, 'integer of 64 bits', value)
    return whole
  }

  choice(names: readonly (string | undefined)[], value: string, name: string): number {
    const index = typeof value === 'string' ? names.indexOf(value) : -1
    if (index < 0) this.#bad(name, `one of ${names.filter(Boolean).join(', ')}`, value)
    return index
  }

  named<Name extends string | undefined>(
    names: readonly Name[],
    index: number,
  ): Exclude<Name, undefined> {
    const found = names[index]
    if (found === undefined) this.fail('unknown', `the engine answered ${index}, which has no name`)
    return found as Exclude<Name, undefined>
  }

  #bad(name: string, wanted: string, value: unknown): never {
    const given = value === null ? 'null' : typeof value
    // The members of a vector are read right after it; calls that were given none have an x of their own.
    const isMember = this.#objectCount > 0 && (name === 'x' || name === 'y')
    const object = this.#objectNames[(this.#objectCount - 1) % OBJECT_ROOM]
    const parameter = isMember ? `${object}.${name}` : name
    const details = argumentDetails(this.#during, parameter, value)
    return this.fail('bad-definition', `${parameter} must be ${wanted}, not ${given}`, details)
  }

  // ---- Structs and arrays ----

  object<T>(value: T, name: string): T {
    if (typeof value !== 'object' || value === null) this.#bad(name, 'an object', value)
    const at = this.#objectCount++ % OBJECT_ROOM
    this.#objects[at] = value
    this.#objectNames[at] = name
    return value
  }

  /** Whether a field is given; one that must be is an error if it is not. */
  has<T>(value: T | undefined, whole: boolean, name: string, field: string): value is T {
    if (value !== undefined) return true
    if (whole) {
      const details = argumentDetails(this.#during, `${name}.${field}`, undefined)
      this.fail('bad-definition', `${name}.${field} is missing`, details)
    }
    return false
  }

  #array<T>(value: readonly T[], name: string): readonly T[] {
    if (!Array.isArray(value)) this.#bad(name, 'an array', value)
    return value
  }

  /** Writes an array for this call and gives its address. */
  putAll<T>(
    items: readonly T[],
    bytes: number,
    name: string,
    write: (at: number, item: T, name: string) => void,
  ): number {
    const given = this.#array(items, name)
    const at = this.room(given.length * bytes)
    for (let index = 0; index < given.length; index++) {
      write(at + index * bytes, given[index] as T, `${name}[${index}]`)
    }
    return at
  }

  /** The same, with address and count written to a struct. */
  putArray<T>(
    pointerAt: number,
    countAt: number,
    items: readonly T[],
    bytes: number,
    name: string,
    write: (at: number, item: T, name: string) => void,
  ): void {
    const at = this.putAll(items, bytes, name, write)
    this.memory.setU32(pointerAt, at)
    this.memory.setU32(countAt, items.length)
  }

  /** Writes items into an array of a struct, and how many there are to `countAt` unless it is 0. */
  putItems<T>(
    at: number,
    countAt: number,
    items: readonly T[],
    capacity: number,
    bytes: number,
    name: string,
    write: (at: number, item: T, name: string) => void,
  ): void {
    const given = this.#array(items, name)
    if (given.length > capacity) {
      this.fail('capacity', `${name} has ${given.length} items, and room for ${capacity}`)
    }
    given.forEach((item, index) => {
      write(at + index * bytes, item, `${name}[${index}]`)
    })
    if (countAt !== 0) this.memory.setU32(countAt, given.length)
  }

  /** Writes exactly `count` items for this call and gives their address. */
  putExactly(
    items: ArrayLike<number>,
    count: number,
    bytes: number,
    name: string,
    write: (at: number, item: number, name: string) => void,
  ): number {
    const length = this.object(items, name).length
    if (length !== count) {
      const details = argumentDetails(this.#during, name, length)
      this.fail('bad-definition', `${name} must have ${count} items`, details)
    }
    const at = this.room(count * bytes)
    for (let index = 0; index < count; index++) {
      write(at + index * bytes, items[index] as number, `${name}[${index}]`)
    }
    return at
  }

  // ---- Many questions at once ----

  countOf(items: readonly unknown[] | ArrayBufferView, bytes: number, name: string): number {
    if (!ArrayBuffer.isView(items)) return this.#array(items, name).length
    if (items.byteLength % bytes !== 0) {
      this.fail('bad-definition', `${name} must hold ${bytes} bytes for each question`)
    }
    return items.byteLength / bytes
  }

  /** What is laid out as the engine has it goes as it is, objects go one by one. */
  putMany<T>(
    items: readonly T[] | ArrayBufferView,
    bytes: number,
    name: string,
    write: (core: EngineCore, at: number, item: T, name: string, whole: boolean) => void,
  ): number {
    if (!ArrayBuffer.isView(items)) {
      return this.putAll(items, bytes, name, (at, item, label) =>
        write(this, at, item, label, true),
      )
    }
    const at = this.room(items.byteLength)
    this.memory.write(at, new Uint8Array(items.buffer, items.byteOffset, items.byteLength))
    return at
  }

  /** Room for answers that stay until the next call of this. */
  answers(bytes: number): number {
    if (bytes > this.#answers.bytes) {
      const at = this.allocate(bytes)
      this.free(this.#answers.at)
      this.#answers = { at, bytes }
    }
    return this.#answers.at
  }

  /** As `check`, and says which question was refused. */
  checkMany(error: number, world: number, indexAt: number): void {
    if (error === 0) return
    const index = this.memory.getI32(indexAt)
    if (index >= 0) this.#during = `${this.#during}[${index}]`
    this.check(error, world)
  }

  /** Writes { address, size } to `at`: of a copy for this call, or of a block that stays. */
  putBytes(at: number, bytes: ByteSource, name: string): void {
    if (bytes instanceof MemoryBlock) {
      this.memory.setU32(at, this.pointerOf(bytes, name))
      this.memory.setU32(at + 4, bytes.sizeBytes)
      return
    }
    if (!(bytes instanceof Uint8Array)) this.#bad(name, 'a Uint8Array or a MemoryBlock', bytes)
    const copy = this.room(bytes.length)
    this.memory.write(copy, bytes)
    this.memory.setU32(at, copy)
    this.memory.setU32(at + 4, bytes.length)
  }

  /** Copies exactly so many bytes for this call and writes their address to `at`. */
  putFixed(at: number, bytes: ArrayLike<number>, count: number, name: string): void {
    const copy = this.putExactly(bytes, count, 1, name, (to, item, label) =>
      this.memory.setU8(to, this.byte(item, label)),
    )
    this.memory.setU32(at, copy)
  }

  /** Copies bytes for longer than this call; the caller frees them. */
  keepBytes(bytes: Uint8Array, name: string): number {
    if (!(bytes instanceof Uint8Array)) this.#bad(name, 'a Uint8Array', bytes)
    const copy = this.allocate(bytes.length)
    this.memory.write(copy, bytes)
    return copy
  }

  /** Copies a text for this call as null-terminated UTF-8 and writes its address to `at`. */
  putText(at: number, text: string, name: string): void {
    if (typeof text !== 'string') this.#bad(name, 'a text', text)
    if (text.includes('\0')) this.fail('out-of-range', `${name} holds a character of code 0`)
    const bytes = encoder.encode(text)
    const copy = this.room(bytes.length + 1)
    this.memory.write(copy, bytes)
    this.memory.setU32(at, copy)
  }

  /** Copies rows of bits, each a whole number of bytes, and writes their address to `at`. */
  putBits(at: number, bits: Uint8Array, width: number, height: number): void {
    if (!(bits instanceof Uint8Array)) this.#bad('bits', 'a Uint8Array', bits)
    const wanted = Math.ceil(width / 8) * height
    if (width > 0 && height > 0 && bits.length < wanted) {
      this.fail(
        'truncated',
        `bits has ${bits.length} bytes, ${width} x ${height} cells take ${wanted}`,
      )
    }
    const copy = this.room(bits.length)
    this.memory.write(copy, bits)
    this.memory.setU32(at, copy)
  }

  // ---- Results ----

  bytesAt(at: number): Uint8Array<ArrayBuffer> {
    return this.memory.copy(this.memory.getU32(at), this.memory.getU32(at + 4))
  }

  /** A null-terminated text in room of its own: UTF-8, or Latin-1 where it is no UTF-8. */
  textIn(at: number, bytes: number): string {
    const all = this.memory.copy(at, bytes)
    const end = all.indexOf(0)
    const text = end < 0 ? all : all.subarray(0, end)
    try {
      return strictDecoder.decode(text)
    } catch {
      return Array.from(text, (byte) => String.fromCharCode(byte)).join('')
    }
  }

  /** Rows of bits behind the pointer at `at`; none where it is null. */
  bitsAt(at: number, width: number, height: number): Uint8Array<ArrayBuffer> {
    const from = this.memory.getU32(at)
    return this.memory.copy(from, from === 0 ? 0 : Math.ceil(width / 8) * height)
  }

  /** Bytes that the engine allocated, from { address, size } at `at`; they are given back. */
  takeBytes(at: number): Uint8Array<ArrayBuffer> {
    const bytes = this.bytesAt(at)
    this.x.qn_memory_release(this.memory.getU32(at))
    return bytes
  }

  list<T>(at: number, count: number, bytes: number, read: (at: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => read(at + index * bytes))
  }

  /** Asks with what room there is, and again where there is more than that. */
  gather(
    bytes: number,
    ask: (at: number, capacity: number) => number,
  ): { at: number; count: number } {
    const free = this.#scratch + SCRATCH_BYTES - this.#top - ALIGNMENT
    const capacity = Math.max(Math.floor(free / bytes), 1)
    const at = this.room(capacity * bytes)
    const count = ask(at, capacity)
    if (count <= capacity) return { at, count }
    const larger = this.room(count * bytes)
    return { at: larger, count: Math.min(ask(larger, count), count) }
  }

  /** Bytes of a size that the engine tells when there is too little room. */
  sized(
    ask: (at: number, size: number, sizeAt: number) => number,
    world: number,
  ): Uint8Array<ArrayBuffer> {
    const sizeAt = this.room(4)
    if (ask(sizeAt, 0, sizeAt) !== 0) this.x.qn_world_clear_error(world)
    const size = this.memory.getU32(sizeAt)
    const at = this.room(size)
    this.check(ask(at, size, sizeAt), world)
    return this.memory.copy(at, this.memory.getU32(sizeAt))
  }

  /** A text of a length that the engine tells. */
  text(ask: (at: number, size: number) => number): string {
    const size = ask(0, 0) + 1
    const at = this.room(size)
    ask(at, size)
    return this.memory.text(at)
  }

  /** The address of another object of this engine. */
  pointerOf(owner: Owner, name: string): number {
    const engine = owner?.engine
    if (engine === undefined) this.fail('disposed', `the ${name} was disposed`)
    if (engine !== (this as unknown)) this.fail('wrong-type', `the ${name} is of another engine`)
    return owner.at
  }
}
