// Code as part of an address: packed, in the letters that addresses are made of.

const NAME = 'code'
/** A link says how much it unpacks to only when it has been unpacked. */
const MOST_CHARACTERS = 100_000

function toLetters(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromLetters(letters: string): Uint8Array<ArrayBuffer> {
  const text = atob(letters.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** The part of an address after the `#`. */
export async function addressPart(code: string): Promise<string> {
  const packed = new Blob([code]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return `${NAME}=${toLetters(new Uint8Array(await new Response(packed).arrayBuffer()))}`
}

/** Undefined where there is none, or none that can be read. */
export async function codeFrom(part: string): Promise<string | undefined> {
  const letters = new URLSearchParams(part.replace(/^#/, '')).get(NAME)
  if (!letters) return undefined
  try {
    const unpacked = new Blob([fromLetters(letters)])
      .stream()
      .pipeThrough(new DecompressionStream('deflate-raw'))
      .pipeThrough(new TextDecoderStream())
    const reader = unpacked.getReader()
    let code = ''
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      code += part.value
      if (code.length > MOST_CHARACTERS) return undefined
    }
    return code
  } catch {
    return undefined
  }
}
