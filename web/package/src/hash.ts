// Hashes over whole byte arrays. The bytes are copied into the engine's memory, the answer is copied
// out of it, and nothing stays behind, whether the call succeeds or throws.
import {
  BLAKE3_KEY_BYTES,
  BLAKE3_STATE_BYTES,
  HASH_BYTES,
  SHA256_STATE_BYTES,
} from './constants.gen.js'
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import { spanOf, throughWindow, wantBytes, windowOf } from './hash-window.js'
import type { ByteSource } from './memory-block.js'

export interface Blake3Options {
  /** 32 bytes: the digest is a message authentication code. */
  readonly key?: Uint8Array | undefined
  /** A constant text of the program: the digest is a key that is derived from the bytes. */
  readonly context?: string | undefined
}

export interface Blake3OutputOptions extends Blake3Options {
  /** How many bytes to give; 32 unless given. */
  readonly size?: number | undefined
}

/** 32 bytes. */
export function sha256(engine: Engine, bytes: ByteSource): Uint8Array<ArrayBuffer> {
  const c = engine.core.begin('sha256')
  const span = spanOf(c, bytes)
  const out = windowOf(c).digest
  if (span !== undefined) {
    c.x.qn_sha256(span, out)
  } else {
    const state = c.room(SHA256_STATE_BYTES)
    c.x.qn_sha256_init(state)
    throughWindow(c, bytes, (piece) => c.x.qn_sha256_update(state, piece))
    c.x.qn_sha256_final(state, out)
  }
  return c.memory.copy(out, HASH_BYTES)
}

/** Copies a key for this call, or says what is wrong with it. */
export function putKey(c: EngineCore, key: Uint8Array): number {
  wantBytes(c, key, 'key')
  if (key.length !== BLAKE3_KEY_BYTES) {
    c.fail('bad-definition', `key must have ${BLAKE3_KEY_BYTES} bytes, not ${key.length}`)
  }
  const at = c.room(BLAKE3_KEY_BYTES)
  c.memory.write(at, key)
  return at
}

const encoder = new TextEncoder()

/** Copies a context for this call, with the null that C ends a text with. */
export function putContext(c: EngineCore, context: string): number {
  if (typeof context !== 'string') {
    c.fail('bad-definition', `context must be a string, not ${typeof context}`)
  }
  if (context.includes('\0')) c.fail('bad-definition', 'context must not hold a null character')
  const text = encoder.encode(context)
  const at = c.room(text.length + 1)
  c.memory.write(at, text)
  return at
}

/** Begins a state as the options say. */
export function initBlake3(c: EngineCore, state: number, options: Blake3Options): void {
  const { key, context } = c.object(options, 'options')
  if (key !== undefined && context !== undefined) {
    c.fail('bad-definition', 'options may have a key or a context, not both')
  }
  if (key !== undefined) c.check(c.x.qn_blake3_init_keyed(state, putKey(c, key)))
  else if (context !== undefined) c.check(c.x.qn_blake3_init_derive(state, putContext(c, context)))
  else c.x.qn_blake3_init(state)
}

function blake3Whole(
  c: EngineCore,
  span: number,
  { key, context }: Blake3Options,
  out: number,
  size: number,
): number {
  if (key !== undefined) return c.x.qn_blake3_keyed(putKey(c, key), span, out, size)
  if (context !== undefined) return c.x.qn_blake3_derive(putContext(c, context), span, out, size)
  return c.x.qn_blake3_extended(span, out, size)
}

/** 32 bytes, or as many as `size` says, of the same endless output. */
export function blake3(
  engine: Engine,
  bytes: ByteSource,
  options?: Blake3OutputOptions,
): Uint8Array<ArrayBuffer> {
  const c = engine.core.begin('blake3')
  const span = spanOf(c, bytes)
  if (span !== undefined && options === undefined) {
    const out = windowOf(c).digest
    c.x.qn_blake3(span, out)
    return c.memory.copy(out, HASH_BYTES)
  }
  const given = c.object(options === undefined ? {} : options, 'options')
  const size = c.word(given.size ?? HASH_BYTES, 'size')
  const out = c.room(size)
  if (span !== undefined && (given.key === undefined || given.context === undefined)) {
    c.check(blake3Whole(c, span, given, out, size))
  } else {
    const state = c.room(BLAKE3_STATE_BYTES)
    initBlake3(c, state, given)
    throughWindow(c, bytes, (piece) => c.x.qn_blake3_update(state, piece))
    c.check(c.x.qn_blake3_final_extended(state, 0n, out, size))
  }
  return c.memory.copy(out, size)
}
