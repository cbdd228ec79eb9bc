// Values of JSON in the engine's container for saves: packed, versioned, hashed from end to end. C
// writes and reads the container; here is only what JSON can and cannot hold.
//
// What would come back as something else is refused when it is stored: JSON itself turns infinity
// into null, a Map into an empty object and a Date into a text.
import { beginWith } from './bytes.js'
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import { raise } from './errors.js'
import { fromBase64, toBase64 } from './text.js'

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

export interface StorageOptions {
  /** Up to four characters that tell whose it is; `json` unless given. Others are refused as foreign. */
  readonly app?: string | undefined
  /** Of what the value means, for changes later on: an integer from 0 on; 0 unless given. */
  readonly version?: number | undefined
}

export interface RestoreOptions extends StorageOptions {
  /** A longer text of JSON is refused with `too-large`; 16 MiB, which is also the most, unless given. */
  readonly maxSizeBytes?: number | undefined
  /** Called with what an older version stored; what it gives is the value. */
  readonly upgrade?: ((value: JsonValue, version: number) => JsonValue) | undefined
}

const MAX_SIZE_BYTES = 16 * 1024 * 1024
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

// ---- What JSON holds --------------------------------------------------------------------------

function kindOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value
  return value.constructor?.name ?? 'object'
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null || Array.isArray(value)
}

/** Whether JSON gives the value back as it is, its parts aside. */
function isKept(value: unknown, holder: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'object') return value === null || isPlain(value)
  // A field that is undefined is one that is not there; an item of an array would become null.
  if (value === undefined) return !Array.isArray(holder)
  return typeof value === 'string' || typeof value === 'boolean'
}

function textOf(c: EngineCore, value: JsonValue): string {
  // `this[key]` is the value before `toJSON` made another one of it.
  function check(this: Record<string, unknown>, key: string, changed: unknown): unknown {
    const own = this[key]
    if (isKept(own, this)) return changed
    const name = key === '' ? 'the value' : `the field ${key}`
    const what = typeof own === 'number' ? String(own) : kindOf(own)
    return c.fail('bad-definition', `${name} is ${what}, which JSON does not give back as it is`)
  }
  if (value === undefined) c.fail('bad-definition', 'there is no value to store')
  try {
    return JSON.stringify(value, check)
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause
    return c.fail('bad-definition', 'the value holds itself', undefined, cause)
  }
}

// ---- The container ----------------------------------------------------------------------------

/** Four letters as one number, the first in the lowest byte. */
function appNumber(c: EngineCore, app: string): number {
  const bytes = encoder.encode(app)
  if (bytes.length < 1 || bytes.length > 4 || bytes.length !== app.length) {
    c.fail('bad-definition', `app must be one to four letters, not ${app}`)
  }
  return bytes.reduceRight((number, byte) => number * 256 + byte, 0)
}

/** Packed bytes for a file or for IndexedDB. Throws `too-large` for more than 16 MiB of JSON. */
export function compressForStorage(
  engine: Engine,
  value: JsonValue,
  options: StorageOptions = {},
): Uint8Array<ArrayBuffer> {
  const during = 'compressForStorage'
  const { app = 'json', version = 0 } = options
  const json = encoder.encode(textOf(engine.core.begin(during), value))
  const [c, input] = beginWith(engine, json, during)
  const out = c.room(8)
  const [appId, number] = [appNumber(c, app), c.word(version, 'version')]
  c.check(c.x.qn_save_wrap(appId, number, input, out, out + 4))
  return c.takeBytes(out)
}

/** The same as a text, for localStorage. */
export function compressForLocalStorage(
  engine: Engine,
  value: JsonValue,
  options: StorageOptions = {},
): string {
  return toBase64(engine, compressForStorage(engine, value, options))
}

function parse(json: Uint8Array): JsonValue {
  try {
    return JSON.parse(decoder.decode(json)) as JsonValue
  } catch (cause) {
    return raise('bad-data', 'restoreFromStorage', 'the content is no JSON', cause)
  }
}

/**
 * The value that one of the two above stored, from its bytes or its text. Throws what is wrong with it:
 * `truncated`, `trailing-bytes`, `bad-checksum` and `bad-data` for damage, `bad-magic` for what is not
 * of this `app` or not stored by these functions, `bad-version` for what is newer than `version`,
 * `too-large`.
 */
export function restoreFromStorage(
  engine: Engine,
  stored: Uint8Array | string,
  options: RestoreOptions = {},
): JsonValue {
  const during = 'restoreFromStorage'
  const { app = 'json', version = 0, maxSizeBytes = MAX_SIZE_BYTES, upgrade } = options
  const bytes = typeof stored === 'string' ? fromBase64(engine, stored) : stored
  const [c, input] = beginWith(engine, bytes, during)
  const [appId, newest] = [appNumber(c, app), c.word(version, 'version')]
  const out = c.room(12)
  c.check(c.x.qn_save_unwrap(appId, newest, input, out + 8, out, out + 4))
  const json = c.takeBytes(out)
  if (json.length > maxSizeBytes) {
    c.fail('too-large', `${json.length} bytes of JSON are more than ${maxSizeBytes}`)
  }
  const found = c.memory.getU32(out + 8)
  const value = parse(json)
  return upgrade && found < version ? upgrade(value, found) : value
}
