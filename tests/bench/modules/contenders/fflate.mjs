// fflate: plain JavaScript.
import { importPeer } from './peer.mjs'

export async function load() {
  const { gunzipSync, gzipSync } = await importPeer('fflate/esm/index.mjs', {
    page: 'fflate/esm/browser.js',
  })
  return {
    gzip: (bytes, level) => () => gzipSync(bytes, { level, mtime: 0 }),
    gunzip: (bytes) => () => gunzipSync(bytes),
  }
}
