// Hashes of many messages: as many as fit go into the window one behind the other and are hashed
// four side by side by one call.
import { HASH_BYTES } from './constants.gen.js'
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import { blake3, sha256 } from './hash.js'
import { WINDOW_BYTES, wantBytes, windowOf } from './hash-window.js'

const MOST_AT_ONCE = 256
const PART_BYTES = 8

interface Way {
  readonly during: string
  readonly many: (c: EngineCore, span: number, parts: number, count: number, out: number) => number
  /** For messages that the window does not hold. */
  readonly one: (engine: Engine, bytes: Uint8Array) => Uint8Array
}

const SHA256: Way = {
  during: 'sha256Batch',
  many: (c, span, parts, count, out) => c.x.qn_sha256_many(span, parts, count, out),
  one: sha256,
}

const BLAKE3: Way = {
  during: 'blake3Batch',
  many: (c, span, parts, count, out) => c.x.qn_blake3_many(span, parts, count, out),
  one: blake3,
}

// Hashes messages from `first` on, as many as go at once; how many that were.
function hashSome(
  c: EngineCore,
  way: Way,
  messages: readonly Uint8Array[],
  first: number,
  digests: Uint8Array,
): number {
  const window = windowOf(c)
  const partsAt = c.room(MOST_AT_ONCE * PART_BYTES)
  const out = c.room(MOST_AT_ONCE * HASH_BYTES)
  const parts = c.memory.words(partsAt, MOST_AT_ONCE * 2)
  let count = 0
  let used = 0
  while (count < MOST_AT_ONCE && first + count < messages.length) {
    const message = messages[first + count] as Uint8Array
    if (used + message.length > WINDOW_BYTES) break
    c.memory.write(window.bytes + used, message)
    parts[2 * count] = used
    parts[2 * count + 1] = message.length
    used += message.length
    count++
  }
  c.memory.setU32(window.span + 4, used)
  c.check(way.many(c, window.span, partsAt, count, out))
  digests.set(c.memory.copy(out, count * HASH_BYTES), first * HASH_BYTES)
  return count
}

function hashMany(
  engine: Engine,
  messages: readonly Uint8Array[],
  way: Way,
): Uint8Array<ArrayBuffer> {
  const c = engine.core.begin(way.during)
  if (!Array.isArray(messages)) c.fail('bad-definition', 'messages must be an array')
  for (let index = 0; index < messages.length; index++) {
    wantBytes(c, messages[index] as Uint8Array, `messages[${index}]`)
  }
  const digests = new Uint8Array(messages.length * HASH_BYTES)
  for (let done = 0; done < messages.length; ) {
    const message = messages[done] as Uint8Array
    if (message.length > WINDOW_BYTES) {
      digests.set(way.one(engine, message), done * HASH_BYTES)
      done++
    } else {
      done += hashSome(c.begin(way.during), way, messages, done, digests)
    }
  }
  return digests
}

/** The SHA-256 digests of all messages, 32 bytes each, one behind the other. */
export function sha256Batch(
  engine: Engine,
  messages: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  return hashMany(engine, messages, SHA256)
}

/** The BLAKE3 digests of all messages, 32 bytes each, one behind the other. */
export function blake3Batch(
  engine: Engine,
  messages: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  return hashMany(engine, messages, BLAKE3)
}
