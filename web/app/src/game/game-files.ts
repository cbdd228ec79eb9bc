// The files of a game: its module, compiled, the script that starts it, and its assets. A game that
// ran on this page is there at once when somebody comes back to it; what could not start is fetched
// anew by the next attempt.
//
// All are of one build, that of the page: a script and a module that do not belong together would run
// and go wrong somewhere.
import { compileWasm, downloadBytes, type ProgressListener, supportsSimd } from 'quoin'
import type { GameParts } from './game-module'

interface GameFile {
  readonly sizeBytes?: number
  readonly integrity?: string
}

function fromBuild(name: string): GameFile {
  const files = JSON.parse(process.env.GAME_FILES ?? '{}') as Record<string, GameFile>
  return files[name] ?? {}
}

// A failed import stays failed under its address, so each attempt has its own.
let attempts = 0

// The script of this address, held to its hash: `import`, which cannot be told one, then takes what
// came of this.
async function preload(address: string, integrity: string | undefined): Promise<void> {
  const link = document.createElement('link')
  if (!integrity || !link.relList.supports('modulepreload')) return
  const arrived = new Promise<boolean>((resolve) => {
    link.onload = () => resolve(true)
    link.onerror = () => resolve(false)
  })
  Object.assign(link, { rel: 'modulepreload', integrity, href: address })
  document.head.append(link)
  const isHere = await arrived
  link.remove()
  if (!isHere) throw new Error(`${address} could not be loaded`)
}

async function importFactory(path: string, signal: AbortSignal): Promise<GameParts['factory']> {
  const address = `${path}${attempts > 0 ? `?attempt=${attempts}` : ''}`
  const { integrity } = fromBuild(path.split('/').at(-1) ?? '')
  attempts++
  try {
    await preload(address, integrity)
    const glue = (await import(/* turbopackIgnore: true */ address)) as {
      default: GameParts['factory']
    }
    attempts = 0
    return glue.default
  } catch (cause) {
    // Neither says why; the download of the same address does.
    await downloadBytes(address, { signal, integrity })
    throw cause
  }
}

const kept = new Map<string, GameParts>()

/** For the next session of this game on this page: it ran with these. */
export function keepGame(game: string, parts: GameParts): void {
  kept.set(game, parts)
}

/** The files of a game lie in a folder of its name. */
export async function loadGame(
  game: string,
  signal: AbortSignal,
  onProgress: ProgressListener,
): Promise<GameParts> {
  const known = kept.get(game)
  if (known) return known
  const folder = `${process.env.BASE_PATH}/${game}`
  const name = supportsSimd() ? game : `${game}-scalar`
  const module = fromBuild(`${name}.wasm`)
  const assets = fromBuild(`${game}.pack`)
  const total =
    module.sizeBytes && assets.sizeBytes ? module.sizeBytes + assets.sizeBytes : undefined
  const parts = { wasm: 0, pack: 0 }
  const report = (part: Partial<typeof parts>) => {
    Object.assign(parts, part)
    const loaded = parts.wasm + parts.pack
    onProgress({ phase: 'download', loaded, total, ratio: total ? Math.min(loaded / total, 1) : 0 })
  }
  const [wasm, factory, pack] = await Promise.all([
    compileWasm(`${folder}/${name}.wasm`, {
      signal,
      expectedBytes: module.sizeBytes,
      integrity: module.integrity,
      onProgress: ({ loaded }) => report({ wasm: loaded }),
    }),
    importFactory(`${folder}/${name}.mjs`, signal),
    downloadBytes(`${folder}/${game}.pack`, {
      signal,
      integrity: assets.integrity,
      onProgress: ({ loaded }) => report({ pack: loaded }),
    }),
  ])
  return { factory, wasm, pack }
}
