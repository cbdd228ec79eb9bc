// Whether bytes are the ones that they should be, as HTML's `integrity` attribute says it: the name of
// a hash, a dash, the digest in Base64.
import { argumentDetails, fileDetails } from './error-details.js'
import { raise } from './errors.js'

const HASHES: Readonly<Record<string, string>> = {
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
}

/**
 * Throws `wasm-integrity` where the bytes have another digest. Browsers hash in secure contexts only
 * (https and localhost): elsewhere nothing is checked.
 */
export async function checkIntegrity(
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  integrity: string | undefined,
): Promise<void> {
  if (integrity === undefined) return
  const [word = ''] = integrity.split('-')
  const hash = HASHES[word]
  if (hash === undefined) {
    const words = `integrity must begin with sha256-, not ${integrity}`
    const details = argumentDetails('load', 'integrity', integrity)
    raise('bad-definition', 'load', words, undefined, details)
  }
  if (globalThis.crypto?.subtle === undefined) return
  const digest = new Uint8Array(await crypto.subtle.digest(hash, bytes))
  const found = `${word}-${btoa(String.fromCharCode(...digest))}`
  if (found === integrity) return
  raise(
    'wasm-integrity',
    'load',
    `${name} is not the file that was asked for: its ${bytes.length} bytes are ${found}, not ${integrity}; deploy the script and the file of one build, and empty caches between`,
    undefined,
    fileDetails(name),
  )
}
