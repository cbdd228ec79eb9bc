// @noble/hashes: plain JavaScript.
import { importPeer } from './peer.mjs'

export async function load() {
  const { sha256 } = await importPeer('@noble/hashes/sha2.js')
  const { blake3 } = await importPeer('@noble/hashes/blake3.js')
  return {
    sha256: (bytes) => () => sha256(bytes),
    blake3: (bytes) => () => blake3(bytes),
    sha256Many: (messages) => () => messages.map((message) => sha256(message)),
  }
}
