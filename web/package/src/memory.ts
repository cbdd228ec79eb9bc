// The one owner of raw WebAssembly memory: nothing else in the package makes a view of it.
//
// A memory that grows replaces its buffer and leaves old views with length 0. So the views kept
// here are compared with the buffer before each use and made anew when it changed; views that are
// handed out are good until the next call that can allocate.
import { raise } from './errors.js'

const decoder = new TextDecoder()

export class Memory {
  readonly #memory: WebAssembly.Memory
  #buffer: ArrayBufferLike
  #bytes: Uint8Array
  #data: DataView

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory
    this.#buffer = memory.buffer
    this.#bytes = new Uint8Array(memory.buffer)
    this.#data = new DataView(memory.buffer)
  }

  #refresh(): void {
    if (this.#buffer === this.#memory.buffer) return
    this.#buffer = this.#memory.buffer
    this.#bytes = new Uint8Array(this.#buffer)
    this.#data = new DataView(this.#buffer)
  }

  get sizeBytes(): number {
    return this.#memory.buffer.byteLength
  }

  getU32(at: number): number {
    this.#refresh()
    return this.#data.getUint32(at, true)
  }

  getF32(at: number): number {
    this.#refresh()
    return this.#data.getFloat32(at, true)
  }

  getU64(at: number): bigint {
    this.#refresh()
    return this.#data.getBigUint64(at, true)
  }

  setU32(at: number, value: number): void {
    this.#refresh()
    this.#data.setUint32(at, value, true)
  }

  setF32(at: number, value: number): void {
    this.#refresh()
    this.#data.setFloat32(at, value, true)
  }

  setU64(at: number, value: bigint): void {
    this.#refresh()
    this.#data.setBigUint64(at, value, true)
  }

  write(at: number, bytes: Uint8Array): void {
    this.#refresh()
    this.#bytes.set(bytes, at)
  }

  /** A copy: it stays as it is whatever the engine does next. */
  copy(at: number, sizeBytes: number): Uint8Array<ArrayBuffer> {
    this.#refresh()
    return new Uint8Array(this.#bytes.subarray(at, at + sizeBytes))
  }

  floats(at: number, count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, count)
  }

  words(at: number, count: number): Uint32Array {
    return new Uint32Array(this.#memory.buffer, at, count)
  }

  /** The null-terminated UTF-8 text at `at`. */
  text(at: number): string {
    this.#refresh()
    const end = this.#bytes.indexOf(0, at)
    if (at === 0 || end < 0) raise('unknown', 'memory.text', 'the engine gave no text')
    return decoder.decode(this.#bytes.slice(at, end))
  }
}
