// photon (the image library of Rust). Its picture lives in its own memory: the copies in and out are
// part of each call, and each picture is given back.
import { requirePeer } from './peer.mjs'

const LANCZOS3 = 5

export async function load() {
  const photon = await requirePeer('@silvia-odwyer/photon-node/photon_rs.js')
  const open = ({ width, height, data }) =>
    new photon.PhotonImage(new Uint8Array(data.buffer, data.byteOffset, data.length), width, height)
  const taken = (image, result) => {
    image.free()
    return result
  }
  const pixels = (image) =>
    taken(image, {
      width: image.get_width(),
      height: image.get_height(),
      data: image.get_raw_pixels(),
    })
  const decoded = (file) => () => pixels(photon.PhotonImage.new_from_byteslice(file))
  return {
    resize: (picture, width, height) => () => {
      const image = open(picture)
      return taken(image, pixels(photon.resize(image, width, height, LANCZOS3)))
    },
    decodeJpeg: decoded,
    decodePng: decoded,
    encodeJpeg: (picture, quality) => () => {
      const image = open(picture)
      return taken(image, image.get_bytes_jpeg(quality))
    },
    encodePng: (picture) => () => {
      const image = open(picture)
      return taken(image, image.get_bytes())
    },
    blur: (picture, sigma) => () => {
      const image = open(picture)
      photon.gaussian_blur(image, sigma)
      return pixels(image)
    },
  }
}
