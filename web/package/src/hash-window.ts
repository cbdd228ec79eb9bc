// Where bytes to hash lie in the engine's memory: one window for each engine, made when something is
// first hashed and kept. Longer input goes through it piece by piece, so that it neither makes the
// memory grow nor leaves the processor's cache.
import { HASH_BYTES } from './constants.gen.js'
import type { EngineCore } from './engine-core.js'
import { type ByteSource, MemoryBlock } from './memory-block.js'

/** Enough for the lanes of BLAKE3 at every level of its tree. */
export const WINDOW_BYTES: number = 128 * 1024
const SPAN_BYTES = 8

/** Addresses in the engine's memory. */
interface Window {
  /** WINDOW_BYTES bytes. */
  readonly bytes: number
  /** Address and size of what is in the window; the address stays as it is. */
  readonly span: number
  /** Room for one digest. */
  readonly digest: number
}

const windows = new WeakMap<EngineCore, Window>()

export function windowOf(c: EngineCore): Window {
  const known = windows.get(c)
  if (known !== undefined) return known
  const bytes = c.allocate(WINDOW_BYTES + SPAN_BYTES + HASH_BYTES)
  const span = bytes + WINDOW_BYTES
  c.memory.setU32(span, bytes)
  const made = { bytes, span, digest: span + SPAN_BYTES }
  windows.set(c, made)
  return made
}

export function wantBytes(
  c: EngineCore,
  bytes: unknown,
  name: string,
): asserts bytes is Uint8Array {
  if (!(bytes instanceof Uint8Array)) {
    const given = bytes === null ? 'null' : typeof bytes
    c.fail('bad-definition', `${name} must be a Uint8Array, not ${given}`)
  }
}

/** Puts the bytes into the window and gives their span. */
export function putInWindow(c: EngineCore, bytes: Uint8Array): number {
  const window = windowOf(c)
  c.memory.write(window.bytes, bytes)
  c.memory.setU32(window.span + 4, bytes.length)
  return window.span
}

/** One span of all bytes, unless they are too many for the window. */
export function spanOf(c: EngineCore, bytes: ByteSource): number | undefined {
  if (bytes instanceof MemoryBlock) {
    const span = c.room(SPAN_BYTES)
    c.putBytes(span, bytes, 'bytes')
    return span
  }
  wantBytes(c, bytes, 'bytes')
  return bytes.length <= WINDOW_BYTES ? putInWindow(c, bytes) : undefined
}

/** The same for bytes of any number: calls `take` with one span after the other. */
export function throughWindow(
  c: EngineCore,
  bytes: ByteSource,
  take: (span: number) => number,
): void {
  const span = spanOf(c, bytes)
  if (span !== undefined) {
    c.check(take(span))
    return
  }
  wantBytes(c, bytes, 'bytes')
  for (let from = 0; from < bytes.length; from += WINDOW_BYTES) {
    c.check(take(putInWindow(c, bytes.subarray(from, from + WINDOW_BYTES))))
  }
}
