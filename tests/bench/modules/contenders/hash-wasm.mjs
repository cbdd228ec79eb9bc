// hash-wasm with hashers made once, which is its fastest way and the one that needs no promise.
import { importPeer } from './peer.mjs'

export async function load() {
  const loaded = await importPeer('hash-wasm/dist/index.umd.js', {
    page: 'hash-wasm/dist/index.esm.js',
  })
  const { createBLAKE3, createSHA256 } = loaded.default ?? loaded
  const sha256 = await createSHA256()
  const blake3 = await createBLAKE3()
  const digest = (hasher, bytes) => hasher.init().update(bytes).digest('binary')
  return {
    sha256: (bytes) => () => digest(sha256, bytes),
    blake3: (bytes) => () => digest(blake3, bytes),
    sha256Many: (messages) => () => messages.map((message) => digest(sha256, message)),
  }
}
