// libjpeg-turbo as cornerstone packs it. It knows pixels of three bytes only: it is spared the fourth
// in both directions, which is to its favour, and writes baseline files, which is faster than its default
// of progressive ones.
import { addressOf, requirePeer } from './peer.mjs'

const SAMPLING_420 = 2
const FOLDER = '@cornerstonejs/codec-libjpeg-turbo-8bit/dist/'

function withoutAlpha({ width, height, data }) {
  const rgb = new Uint8Array(3 * width * height)
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      rgb[3 * pixel + channel] = data[4 * pixel + channel]
  }
  return rgb
}

export async function load() {
  const make = await requirePeer(`${FOLDER}libjpegturbowasm.js`)
  const turbo = await make({
    locateFile: (name) => addressOf(FOLDER + name).href.replace(/^file:\/\//, ''),
  })
  const decoder = new turbo.JPEGDecoder()
  const encoder = new turbo.JPEGEncoder()
  return {
    decodeJpeg: (file) => () => {
      decoder.getEncodedBuffer(file.length).set(file)
      decoder.decode()
      const { width, height } = decoder.getFrameInfo()
      return { width, height, data: decoder.getDecodedBuffer().slice() }
    },
    encodeJpeg: (picture, quality) => {
      const { width, height } = picture
      const rgb = withoutAlpha(picture)
      const about = { width, height, bitsPerSample: 8, componentCount: 3, isSigned: false }
      return () => {
        encoder.getDecodedBuffer(about).set(rgb)
        encoder.setQuality(quality)
        encoder.setSubSampling(SAMPLING_420)
        encoder.setProgressive(false)
        encoder.encode()
        return encoder.getEncodedBuffer().slice()
      }
    },
  }
}
