// The files of a game: its module, compiled, the script that starts it, and its assets. A game that
// ran on this page is there at once when somebody comes back to it; what could not start is fetched
// anew by the next attempt.
import { compileWasm, type ProgressListener, supportsSimd } from 'quoin'
import type { GameParts } from './game-module'

function sizeFromBuild(name: string): number | undefined {
  const sizes = JSON.parse(process.env.GAME_BYTES ?? '{}') as Record<string, number>
  return sizes[name]
}

// A failed import stays failed under its address, so each attempt has its own.
let attempts = 0

async function importFactory(path: string): Promise<GameParts['factory']> {
  const address = `${path}${attempts > 0 ? `?attempt=${attempts}` : ''}`
  attempts++
  const glue = (await import(/* turbopackIgnore: true */ address)) as {
    default: GameParts['factory']
  }
  attempts = 0
  return glue.default
}

async function fetchPack(
  address: string,
  signal: AbortSignal,
  onLoaded: (loadedBytes: number) => void,
): Promise<Uint8Array> {
  const response = await fetch(address, { signal })
  if (!response.ok) throw new Error(`the server answered ${response.status} for the game's assets`)
  let loadedBytes = 0
  const counted = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        loadedBytes += chunk.length
        onLoaded(loadedBytes)
        controller.enqueue(chunk)
      },
    }),
  )
  return new Uint8Array(await new Response(counted ?? null).arrayBuffer())
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
  const name = supportsSimd() ? game : `${game}-scalar`
  const expectedBytes = sizeFromBuild(`${name}.wasm`)
  const packBytes = sizeFromBuild(`${game}.pack`)
  const total = expectedBytes && packBytes ? expectedBytes + packBytes : undefined
  const parts = { wasm: 0, pack: 0 }
  const report = (part: Partial<typeof parts>) => {
    Object.assign(parts, part)
    const loaded = parts.wasm + parts.pack
    onProgress({ phase: 'download', loaded, total, ratio: total ? Math.min(loaded / total, 1) : 0 })
  }
  const [wasm, factory, pack] = await Promise.all([
    compileWasm(`${process.env.BASE_PATH}/${game}/${name}.wasm`, {
      signal,
      expectedBytes,
      onProgress: ({ loaded }) => report({ wasm: loaded }),
    }),
    importFactory(`${process.env.BASE_PATH}/${game}/${name}.mjs`),
    fetchPack(`${process.env.BASE_PATH}/${game}/${game}.pack`, signal, (loadedBytes) =>
      report({ pack: loadedBytes }),
    ),
  ])
  return { factory, wasm, pack }
}
