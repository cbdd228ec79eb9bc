// A run of equal records in the engine's memory, such as the events of a step, read in place.
//
// Nothing is copied: the records say what the engine's memory says. `words` and `floats` are the
// same bytes as typed arrays, for loops that may not allocate. All are good until the next step, or
// until whatever else the call that handed them out names; a copy is `[...records]`.
import type { EngineCore } from './engine-core.js'

export type ReadRecord<T> = (core: EngineCore, at: number) => T

export class Records<T> implements Iterable<T> {
  readonly length: number
  /** Numbers from one record to the next in `words` and `floats`. */
  readonly stride: number
  readonly #core: EngineCore
  readonly #at: number
  readonly #read: ReadRecord<T>

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

  get words(): Uint32Array {
    return this.#core.memory.words(this.#at, this.length * this.stride)
  }

  get floats(): Float32Array {
    return this.#core.memory.floats(this.#at, this.length * this.stride)
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let index = 0; index < this.length; index++) {
      yield this.#read(this.#core, this.#at + index * this.stride * 4)
    }
  }
}
