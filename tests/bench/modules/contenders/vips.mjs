// wasm-vips on one thread. Every object in between is given back by hand, as its manual asks.
import { importPeer, isNode, requirePeer } from './peer.mjs'

/** Gives back what `make` took, the last one first. */
function scoped(make) {
  const taken = []
  try {
    return make((one) => {
      taken.push(one)
      return one
    })
  } finally {
    while (taken.length > 0) taken.pop().delete()
  }
}

export async function load() {
  const Vips = isNode
    ? await requirePeer('wasm-vips/lib/vips-node.js')
    : (await importPeer('wasm-vips/lib/vips-es6.js')).default
  const vips = await Vips({ dynamicLibraries: [] })
  vips.concurrency(1)
  vips.Cache.max(0)

  const open = (take, { width, height, data }) => {
    const raw = take(vips.Image.newFromMemory(data, width, height, 4, vips.BandFormat.uchar))
    return take(raw.copy({ interpretation: vips.Interpretation.srgb }))
  }
  const pixels = (image) => ({
    width: image.width,
    height: image.height,
    data: image.writeToMemory(),
  })
  const decoded = (file) => () =>
    scoped((take) => {
      const image = take(vips.Image.newFromBuffer(file))
      return pixels(image.bands === 4 ? image : take(image.bandjoin(255)))
    })
  const kernel = vips.Kernel.lanczos3
  return {
    resize: (picture, width, height) => () =>
      scoped((take) => {
        const vscale = height / picture.height
        const image = open(take, picture)
        return pixels(take(image.resize(width / picture.width, { vscale, kernel })))
      }),
    decodeJpeg: decoded,
    encodeJpeg: (picture, quality) => () =>
      scoped((take) => {
        const opaque = take(open(take, picture).extractBand(0, { n: 3 }))
        return opaque.jpegsaveBuffer({ Q: quality, keep: vips.ForeignKeep.none })
      }),
    decodePng: decoded,
    encodePng: (picture) => () =>
      scoped((take) => open(take, picture).pngsaveBuffer({ keep: vips.ForeignKeep.none })),
    blur: (picture, sigma) => () =>
      scoped((take) => pixels(take(open(take, picture).gaussblur(sigma)))),
    /** For the harness: RGB as JPEG of 4:2:0 or as PNG, whose rows have filters or none. */
    saveJpeg: (picture, quality) =>
      scoped((take) => {
        const opaque = take(open(take, picture).extractBand(0, { n: 3 }))
        return opaque.jpegsaveBuffer({ Q: quality, subsample_mode: 'on', keep: 'none' })
      }),
    savePng: (picture, hasFilters) =>
      scoped((take) => {
        const opaque = take(open(take, picture).extractBand(0, { n: 3 }))
        return opaque.pngsaveBuffer({ filter: hasFilters ? 'all' : 'none', keep: 'none' })
      }),
    close: () => vips.shutdown(),
  }
}
