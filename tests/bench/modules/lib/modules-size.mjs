// How much a page loads for hashes, compression and pictures: ours in one file of WebAssembly, and the
// files of @jsquash for the pictures alone.
import { sizeOf } from '../../lib/sizes.mjs'
import { addressOf } from '../contenders/peer.mjs'

const OURS = new URL('../../../../build/wasm/modules_only.wasm', import.meta.url)
const JSQUASH = [
  ['@jsquash/jpeg, reading', 'jpeg/codec/dec/mozjpeg_dec.wasm'],
  ['@jsquash/jpeg, writing', 'jpeg/codec/enc/mozjpeg_enc.wasm'],
  ['@jsquash/png', 'png/codec/pkg/squoosh_png_bg.wasm'],
  ['@jsquash/resize', 'resize/lib/resize/pkg/squoosh_resize_bg.wasm'],
]

async function size(label, ...files) {
  const none = { rawBytes: 0, gzipBytes: 0 }
  return { label, ...(await sizeOf(files).catch(() => none)) }
}

/** The first is ours. */
export async function moduleSizes() {
  const files = JSQUASH.map(([, path]) => addressOf(`@jsquash/${path}`))
  return [
    await size('Quoin: hashes, gzip, pictures', OURS),
    ...(await Promise.all(JSQUASH.map(([label], at) => size(label, files[at])))),
    await size('@jsquash, all four', ...files),
  ]
}
