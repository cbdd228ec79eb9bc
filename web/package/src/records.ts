// A run of equal records in the engine's memory, such as the events of a step, read in place.
//
// Nothing is copied: the records say what the engine's memory says. `words` and `floats` are the
// same bytes as typed arrays, for loops that may not allocate. All are good until the next step, or
// until whatever else the call that handed them out names; a copy is `[...records]`.
import type { EngineCore } from './engine-core.js'

export type ReadRecord<T> = (core: EngineCore, at: number) => T

/** The run that was asked for last, if it lies where this one does: a frame makes no garbage. */
export function recordsAt<T>(
  core: EngineCore,
  at: number,
  count: number,
  bytes: number,
  read: ReadRecord<T>,
): Records<T> {
  const last = core.lastRecords.get(read) as Records<T> | undefined
  if (last?.isAt(at, count)) return last
  const records = new Records(core, at, count, bytes, read)
  core.lastRecords.set(read, records)
  return records
}

export class Records<T> implements Iterable<T> {
  readonly length: number
  /** Numbers from one record to the next in `words` and `floats`. */
  readonly stride: number
  readonly #core: EngineCore
  readonly #at: number
  readonly #read: ReadRecord<T>
  #words: Uint32Array | undefined
  #floats: Float32Array | undefined

  constructor(core: EngineCore, at: number, count: number, bytes: number, read: ReadRecord<T>) {
    this.#core = core
    this.#at = at
    this.#read = read
    this.length = count
    this.stride = bytes / 4
  }

  /** Undefined outside of [0, length). */
  get(index: number): T | undefined {
    if (!(index >= 0 && index < this.length)) return undefined
    return this.#read(this.#core, this.#at + Math.trunc(index) * this.stride * 4)
  }

  isAt(at: number, count: number): boolean {
    return this.#at === at && this.length === count
  }

  get words(): Uint32Array {
    const { memory } = this.#core
    if (!this.#words || !memory.isCurrent(this.#words)) {
      this.#words = memory.words(this.#at, this.length * this.stride)
    }
    return this.#words
  }

  get floats(): Float32Array {
    const { memory } = this.#core
    if (!this.#floats || !memory.isCurrent(this.#floats)) {
      this.#floats = memory.floats(this.#at, this.length * this.stride)
    }
    return this.#floats
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let index = 0; index < this.length; index++) {
      yield this.#read(this.#core, this.#at + index * this.stride * 4)
    }
  }
}
