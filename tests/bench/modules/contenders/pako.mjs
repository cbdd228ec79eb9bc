// pako: zlib in JavaScript.
import { importPeer } from './peer.mjs'

export async function load() {
  const { gzip, ungzip } = await importPeer('pako/dist/pako.mjs')
  return {
    gzip: (bytes, level) => () => gzip(bytes, { level }),
    gunzip: (bytes) => () => ungzip(bytes),
  }
}
