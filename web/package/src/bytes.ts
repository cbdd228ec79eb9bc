// Hashes and gzip over whole byte arrays. The bytes are copied into the engine's memory, the answer
// is copied out of it, and nothing stays behind, whether the call succeeds or throws.
import type { EngineCore } from './engine.js'
import { raise } from './errors.js'
import { quoinDigest, quoinSpan } from './exports.gen.js'
import type { Engine } from './load.js'

/** What `gunzip` inflates to at most unless told otherwise. */
export const DEFAULT_MAX_SIZE_BYTES: number = 256 * 1024 * 1024
const MAX_U32 = 0xffffffff

function withInput<T>(
  core: EngineCore,
  bytes: Uint8Array,
  during: string,
  use: (pointer: number) => T,
): T {
  if (!(bytes instanceof Uint8Array)) raise('bad-data', during, 'the bytes must be a Uint8Array')
  const pointer = core.exports.quoin_allocate(bytes.length)
  if (pointer === 0) raise('out-of-memory', during, `there is no room for ${bytes.length} bytes`)
  try {
    core.memory.write(pointer, bytes)
    return use(pointer)
  } finally {
    if (!core.trap) core.exports.quoin_free(pointer)
  }
}

function digest(
  engine: Engine,
  bytes: Uint8Array,
  kind: 'sha256' | 'blake3',
): Uint8Array<ArrayBuffer> {
  const core = engine.core
  const hash = kind === 'sha256' ? core.exports.quoin_sha256 : core.exports.quoin_blake3
  return withInput(core, bytes, kind, (pointer) => {
    core.check(hash(pointer, bytes.length, core.result), kind)
    return core.memory.copy(core.result, quoinDigest.bytes)
  })
}

function takeResult(core: EngineCore): Uint8Array<ArrayBuffer> {
  const pointer = core.memory.getU32(core.result + quoinSpan.pointer)
  const bytes = core.memory.copy(pointer, core.memory.getU32(core.result + quoinSpan.count))
  core.exports.quoin_release_result(pointer)
  return bytes
}

/** 32 bytes. */
export function sha256(engine: Engine, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest(engine, bytes, 'sha256')
}

/** 32 bytes. */
export function blake3(engine: Engine, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest(engine, bytes, 'blake3')
}

/** Level 0 (stored) to 9 (smallest). Equal input gives equal bytes. */
export function gzip(engine: Engine, bytes: Uint8Array, level = 6): Uint8Array<ArrayBuffer> {
  const core = engine.core
  if (!Number.isInteger(level)) raise('out-of-range', 'gzip', `level ${level} is no integer`)
  return withInput(core, bytes, 'gzip', (pointer) => {
    core.check(core.exports.quoin_gzip(pointer, bytes.length, level, core.result), 'gzip')
    return takeResult(core)
  })
}

/** Exactly one gzip member; content beyond `maxSizeBytes` is refused with `too-large`. */
export function gunzip(
  engine: Engine,
  bytes: Uint8Array,
  maxSizeBytes: number = DEFAULT_MAX_SIZE_BYTES,
): Uint8Array<ArrayBuffer> {
  const core = engine.core
  if (!Number.isInteger(maxSizeBytes) || maxSizeBytes < 0 || maxSizeBytes > MAX_U32) {
    raise('out-of-range', 'gunzip', `${maxSizeBytes} is no size`)
  }
  return withInput(core, bytes, 'gunzip', (pointer) => {
    const call = core.exports.quoin_gunzip
    core.check(call(pointer, bytes.length, maxSizeBytes, core.result), 'gunzip')
    return takeResult(core)
  })
}
