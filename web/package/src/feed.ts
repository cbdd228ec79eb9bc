// The poses of a world on their way from a worker to a page, many times a second.
//
// Where memory can be shared, both sides have one buffer with two places for poses and a counter. The
// worker writes the place that the counter does not name, then raises the counter; the page copies the
// place that it names, and again if the counter was raised meanwhile. Elsewhere buffers are handed over
// and given back, so that none is made for a step.

/** Numbers in front of the two places: the counter, and how many floats each place holds. */
const HEADER_WORDS = 4
const COUNTER = 0
const COUNTS = 1

export const canShare = (): boolean =>
  typeof SharedArrayBuffer === 'function' && globalThis.crossOriginIsolated !== false

const placeFloats = (buffer: SharedArrayBuffer): number =>
  (buffer.byteLength / 4 - HEADER_WORDS) / 2

/** The worker's end of shared memory. */
export class SharedPoses {
  readonly buffer: SharedArrayBuffer
  readonly capacity: number
  readonly #header: Int32Array
  readonly #floats: Float32Array

  /** Room for so many floats. */
  constructor(capacity: number) {
    this.capacity = capacity
    this.buffer = new SharedArrayBuffer((HEADER_WORDS + 2 * capacity) * 4)
    this.#header = new Int32Array(this.buffer, 0, HEADER_WORDS)
    this.#floats = new Float32Array(this.buffer, HEADER_WORDS * 4)
  }

  write(poses: Float32Array): void {
    const next = Atomics.load(this.#header, COUNTER) + 1
    const place = next & 1
    this.#floats.set(poses, place * this.capacity)
    Atomics.store(this.#header, COUNTS + place, poses.length)
    Atomics.store(this.#header, COUNTER, next)
  }
}

/** Copies what was written last into `into`, or into a longer array. Undefined before the first. */
export function readShared(
  buffer: SharedArrayBuffer,
  into: Float32Array<ArrayBuffer>,
): Float32Array<ArrayBuffer> | undefined {
  const header = new Int32Array(buffer, 0, HEADER_WORDS)
  const floats = new Float32Array(buffer, HEADER_WORDS * 4)
  const capacity = placeFloats(buffer)
  for (;;) {
    const counter = Atomics.load(header, COUNTER)
    if (counter === 0) return undefined
    const place = counter & 1
    const count = Atomics.load(header, COUNTS + place)
    const out = count <= into.length ? into : new Float32Array(capacity)
    out.set(floats.subarray(place * capacity, place * capacity + count))
    if (Atomics.load(header, COUNTER) === counter) return out.subarray(0, count)
  }
}
