// Bytes as text and back, strictly: one text for each run of bytes. And the comparison of secrets.
import { BASE64_FORM_NAMES } from './constants.gen.js'
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import type { Base64Form } from './structs.gen.js'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

// Calls with the input and room for so many bytes, and gives what was written there.
function convert(
  c: EngineCore,
  bytes: Uint8Array,
  capacity: number,
  call: (input: number, out: number, capacity: number, sizeAt: number) => number,
): Uint8Array<ArrayBuffer> {
  const input = c.room(8)
  c.putBytes(input, bytes, 'bytes')
  const sizeAt = c.room(4)
  const out = c.room(capacity)
  c.check(call(input, out, capacity, sizeAt))
  return c.memory.copy(out, c.memory.getU32(sizeAt))
}

function encoded(c: EngineCore, text: string): Uint8Array {
  if (typeof text !== 'string') {
    c.fail('bad-definition', `text must be a string, not ${text === null ? 'null' : typeof text}`)
  }
  return encoder.encode(text)
}

/** Two lower case digits a byte. */
export function toHex(engine: Engine, bytes: Uint8Array): string {
  const c = engine.core.begin('toHex')
  const capacity = 2 * (bytes?.length ?? 0)
  return decoder.decode(convert(c, bytes, capacity, (...at) => c.x.qn_hex_encode(...at)))
}

/** Digits of either case and nothing else. */
export function fromHex(engine: Engine, text: string): Uint8Array<ArrayBuffer> {
  const c = engine.core.begin('fromHex')
  const digits = encoded(c, text)
  return convert(c, digits, digits.length >> 1, (...at) => c.x.qn_hex_decode(...at))
}

/** With padding or without; the `url` forms have - and _ in place of + and /. */
export function toBase64(engine: Engine, bytes: Uint8Array, form: Base64Form = 'padded'): string {
  const c = engine.core.begin('toBase64')
  const number = c.choice(BASE64_FORM_NAMES, form, 'form')
  const capacity = Math.ceil((bytes?.length ?? 0) / 3) * 4
  return decoder.decode(
    convert(c, bytes, capacity, (input, ...out) => c.x.qn_base64_encode(input, number, ...out)),
  )
}

/** Exactly what `toBase64` writes in that form. */
export function fromBase64(
  engine: Engine,
  text: string,
  form: Base64Form = 'padded',
): Uint8Array<ArrayBuffer> {
  const c = engine.core.begin('fromBase64')
  const number = c.choice(BASE64_FORM_NAMES, form, 'form')
  const characters = encoded(c, text)
  const capacity = Math.ceil(characters.length / 4) * 3
  return convert(c, characters, capacity, (input, ...out) =>
    c.x.qn_base64_decode(input, number, ...out),
  )
}

/** Whether both hold the same bytes, in a time that depends on their sizes only. */
export function equalSecret(engine: Engine, a: Uint8Array, b: Uint8Array): boolean {
  const c = engine.core.begin('equalSecret')
  const spans = c.room(16)
  c.putBytes(spans, a, 'a')
  c.putBytes(spans + 8, b, 'b')
  return c.x.qn_bytes_equal_secret(spans, spans + 8) !== 0
}
