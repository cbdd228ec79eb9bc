// Where Belfry's files lie: beside this package, or in a folder of the page's own.
import { BELFRY_FILES } from '../../dist-game/files.js'
import { filesInFolder, type GameFiles } from './game-files.js'

// Each address stands in full, because that is how bundlers find the files. The scripts are files too
// and not imports: an attempt after a failed one needs another address. A server for development may
// write to a script before it sends it, so they are not held to a hash.
function shippedFiles(): GameFiles {
  const known = BELFRY_FILES
  return {
    simd: {
      script: { url: new URL('../../dist-game/belfry.mjs', import.meta.url).href },
      wasm: {
        ...known['belfry.wasm'],
        url: new URL('../../dist-game/belfry.wasm', import.meta.url).href,
      },
    },
    scalar: {
      script: { url: new URL('../../dist-game/belfry-scalar.mjs', import.meta.url).href },
      wasm: {
        ...known['belfry-scalar.wasm'],
        url: new URL('../../dist-game/belfry-scalar.wasm', import.meta.url).href,
      },
    },
    pack: {
      ...known['belfry.pack'],
      url: new URL('../../dist-game/belfry.pack', import.meta.url).href,
    },
  }
}

/** Those of the package unless a folder is given, which holds the same ones. */
export function belfryFiles(folder?: string | URL): GameFiles {
  return folder === undefined ? shippedFiles() : filesInFolder(folder, 'belfry', BELFRY_FILES)
}
