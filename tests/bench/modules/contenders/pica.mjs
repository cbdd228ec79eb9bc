// pica's own arithmetic on one thread, in WebAssembly. It weights by alpha by itself where a picture
// has any.
import { importPeer } from './peer.mjs'

export async function load() {
  const { Pica } = await importPeer('pica/dist/pica.mjs')
  const pica = new Pica({ features: ['wasm'] })
  return {
    resize: ({ width, height, data }, toWidth, toHeight) => {
      const src = new Uint8Array(data.buffer, data.byteOffset, data.length)
      return async () => ({
        width: toWidth,
        height: toHeight,
        data: await pica.resizeBuffer({
          src,
          width,
          height,
          toWidth,
          toHeight,
          filter: 'lanczos3',
        }),
      })
    },
  }
}
