// The codecs and the resizer of @jsquash, with their own defaults but for what a row asks for.
import { compiled, importPeer } from './peer.mjs'

class Pixels {
  constructor(data, width, height) {
    this.data = data
    this.width = width
    this.height = height
  }
}

async function codec(path, wasm) {
  const loaded = await importPeer(path)
  await loaded.init(await compiled(wasm))
  return loaded.default
}

const whole = (bytes) => bytes.slice().buffer

export async function load() {
  globalThis.ImageData ??= Pixels
  const decodeJpeg = await codec(
    '@jsquash/jpeg/decode.js',
    '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  )
  const encodeJpeg = await codec(
    '@jsquash/jpeg/encode.js',
    '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm',
  )
  const pngWasm = '@jsquash/png/codec/pkg/squoosh_png_bg.wasm'
  const decodePng = await codec('@jsquash/png/decode.js', pngWasm)
  const encodePng = await codec('@jsquash/png/encode.js', pngWasm)
  const resizer = await importPeer('@jsquash/resize/index.js')
  await resizer.initResize(await compiled('@jsquash/resize/lib/resize/pkg/squoosh_resize_bg.wasm'))
  const resize = (isWeighted) => (picture, width, height) => () =>
    resizer.default(picture, {
      width,
      height,
      method: 'lanczos3',
      premultiply: isWeighted,
      linearRGB: isWeighted,
    })
  return {
    resize: resize(false),
    resizeLinear: resize(true),
    decodeJpeg: (file) => {
      const buffer = whole(file)
      return () => decodeJpeg(buffer)
    },
    encodeJpeg: (picture, quality) => async () =>
      new Uint8Array(await encodeJpeg(picture, { quality })),
    decodePng: (file) => {
      const buffer = whole(file)
      return () => decodePng(buffer)
    },
    encodePng: (picture) => async () => new Uint8Array(await encodePng(picture)),
  }
}
