// What Node has natively: OpenSSL with the processor's own instructions for SHA-256, and zlib as
// Chromium has it.
import * as crypto from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'

export async function load() {
  const sha256 = crypto.hash
    ? (bytes) => crypto.hash('sha256', bytes, 'buffer')
    : (bytes) => crypto.createHash('sha256').update(bytes).digest()
  return {
    sha256: (bytes) => () => sha256(bytes),
    sha256Many: (messages) => () => messages.map((message) => sha256(message)),
    gzip: (bytes, level) => () => gzipSync(bytes, { level }),
    gunzip: (bytes) => () => gunzipSync(bytes),
  }
}
