// The one owner of raw WebAssembly memory: nothing else in the package makes a view of it.
//
// A memory that grows replaces its buffer and leaves old views with length 0. The engine says when
// that happens, and the views kept here are made anew; views that are handed out are good until the
// next call that can allocate, as steps and calls that create something do.
import { raise } from './errors.js'

const decoder = new TextDecoder()

export class Memory {
  readonly #memory: WebAssembly.Memory
  #bytes: Uint8Array
  #data: DataView

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory
    this.#bytes = new Uint8Array(memory.buffer)
    this.#data = new DataView(memory.buffer)
  }

  /** After each growth. */
  refresh(): void {
    this.#bytes = new Uint8Array(this.#memory.buffer)
    this.#data = new DataView(this.#memory.buffer)
  }

  get sizeBytes(): number {
    return this.#memory.buffer.byteLength
  }

  getU8(at: number): number {
    return this.#data.getUint8(at)
  }

  getI32(at: number): number {
    return this.#data.getInt32(at, true)
  }

  getU32(at: number): number {
    return this.#data.getUint32(at, true)
  }

  getF32(at: number): number {
    return this.#data.getFloat32(at, true)
  }

  getU64(at: number): bigint {
    return this.#data.getBigUint64(at, true)
  }

  setU8(at: number, value: number): void {
    this.#data.setUint8(at, value)
  }

  setU32(at: number, value: number): void {
    this.#data.setUint32(at, value, true)
  }

  setF32(at: number, value: number): void {
    this.#data.setFloat32(at, value, true)
  }

  setU64(at: number, value: bigint): void {
    this.#data.setBigUint64(at, value, true)
  }

  fill(at: number, sizeBytes: number, byte: number): void {
    this.#bytes.fill(byte, at, at + sizeBytes)
  }

  write(at: number, bytes: Uint8Array | Uint8ClampedArray): void {
    this.#bytes.set(bytes, at)
  }

  /** A copy: it stays as it is whatever the engine does next. */
  copy(at: number, sizeBytes: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#bytes.subarray(at, at + sizeBytes))
  }

  bytes(at: number, count: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, count)
  }

  floats(at: number, count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, count)
  }

  clamped(at: number, count: number): Uint8ClampedArray {
    return new Uint8ClampedArray(this.#memory.buffer, at, count)
  }

  words(at: number, count: number): Uint32Array {
    return new Uint32Array(this.#memory.buffer, at, count)
  }

  /** False once the memory has grown since the view was made. */
  isCurrent(view: ArrayBufferView): boolean {
    return view.buffer === this.#memory.buffer
  }

  /** The null-terminated UTF-8 text at `at`. */
  text(at: number): string {
    const end = this.#bytes.indexOf(0, at)
    if (at === 0 || end < 0) raise('unknown', 'memory.text', 'the engine gave no text')
    return decoder.decode(this.#bytes.slice(at, end))
  }
}
