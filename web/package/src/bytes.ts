// Hashes and gzip over whole byte arrays. The bytes are copied into the engine's memory, the answer
// is copied out of it, and nothing stays behind, whether the call succeeds or throws.
import type { EngineCore } from './engine-core.js'
import type { Engine } from './load.js'

/** What `gunzip` inflates to at most unless told otherwise. */
export const DEFAULT_MAX_SIZE_BYTES: number = 256 * 1024 * 1024

const DIGEST_BYTES = 32

// Begins a call with the bytes as its input, and gives the engine and where it finds them.
function beginWith(engine: Engine, bytes: Uint8Array, during: string): [EngineCore, number] {
  const c = engine.core.begin(during)
  const at = c.room(8)
  c.putBytes(at, bytes, 'bytes')
  return [c, at]
}

/** 32 bytes. */
export function sha256(engine: Engine, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const [c, input] = beginWith(engine, bytes, 'sha256')
  const at = c.room(DIGEST_BYTES)
  c.x.qn_sha256(input, at)
  return c.memory.copy(at, DIGEST_BYTES)
}

/** 32 bytes. */
export function blake3(engine: Engine, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const [c, input] = beginWith(engine, bytes, 'blake3')
  const at = c.room(DIGEST_BYTES)
  c.x.qn_blake3(input, at)
  return c.memory.copy(at, DIGEST_BYTES)
}

/** Level 0 (stored) to 9 (smallest). Equal input gives equal bytes. */
export function gzip(engine: Engine, bytes: Uint8Array, level = 6): Uint8Array<ArrayBuffer> {
  const [c, input] = beginWith(engine, bytes, 'gzip')
  const at = c.room(8)
  c.check(c.x.qn_gzip(input, c.int(level, 'level'), at, at + 4))
  return c.takeBytes(at)
}

/** Exactly one gzip member; content beyond `maxSizeBytes` is refused with `too-large`. */
export function gunzip(
  engine: Engine,
  bytes: Uint8Array,
  maxSizeBytes: number = DEFAULT_MAX_SIZE_BYTES,
): Uint8Array<ArrayBuffer> {
  const [c, input] = beginWith(engine, bytes, 'gunzip')
  const at = c.room(8)
  c.check(c.x.qn_gunzip(input, c.word(maxSizeBytes, 'maxSizeBytes'), at, at + 4))
  return c.takeBytes(at)
}
