// The files of a game: its module, compiled, the script that starts it, and its assets. A game that
// ran on this page is there at once when somebody comes back to it; what could not start is fetched
// anew by the next attempt.
//
// All are of one build: a script and a module that do not belong together would run and go wrong
// somewhere. Where their hashes are known they are held to them.
import { compileWasm } from '../compile.js'
import { downloadBytes } from '../download.js'
import { raise } from '../errors.js'
import type { ProgressListener } from '../progress.js'
import { supportsSimd } from '../simd.js'
import type { GameParts } from './game-module.js'

/** What a build knows of a file. */
export interface KnownFile {
  /** Servers do not tell that of a packed one. */
  readonly sizeBytes?: number | undefined
  /** As HTML's attribute of that name. */
  readonly integrity?: string | undefined
}

export interface GameFile extends KnownFile {
  readonly url: string
}

export interface GameBuild {
  readonly script: GameFile
  readonly wasm: GameFile
}

export interface GameFiles {
  readonly simd: GameBuild
  readonly scalar: GameBuild
  readonly pack: GameFile
}

/**
 * In a folder, under the names that they were built with: `belfry.wasm`, `belfry-scalar.wasm` and so
 * on. `known` is by these names.
 */
export function filesInFolder(
  folder: string | URL,
  game: string,
  known: Readonly<Record<string, KnownFile | undefined>> = {},
): GameFiles {
  const base = String(folder).replace(/\/$/, '')
  const file = (name: string): GameFile => ({ ...known[name], url: `${base}/${name}` })
  const build = (name: string) => ({ script: file(`${name}.mjs`), wasm: file(`${name}.wasm`) })
  return { simd: build(game), scalar: build(`${game}-scalar`), pack: file(`${game}.pack`) }
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
  if (!isHere) raise('wasm-network', 'load', `${address} could not be loaded`)
}

async function importFactory(
  { url, integrity }: GameFile,
  signal: AbortSignal,
): Promise<GameParts['factory']> {
  const address = `${url}${attempts > 0 ? `?attempt=${attempts}` : ''}`
  attempts++
  try {
    await preload(address, integrity)
    // The address is the server's business: bundlers leave it alone.
    const glue = (await import(
      /* turbopackIgnore: true */ /* webpackIgnore: true */ /* @vite-ignore */ address
    )) as { default: GameParts['factory'] }
    attempts = 0
    return glue.default
  } catch (cause) {
    // Neither says why; the download of the same address does.
    await downloadBytes(address, { signal, integrity })
    throw cause
  }
}

const kept = new Map<string, GameParts>()

/** For the next session of these files on this page: a game ran with them. */
export function keepGame(files: GameFiles, parts: GameParts): void {
  kept.set(files.pack.url, parts)
}

export async function loadGame(
  files: GameFiles,
  signal: AbortSignal,
  onProgress: ProgressListener,
): Promise<GameParts> {
  const known = kept.get(files.pack.url)
  if (known) return known
  const { script, wasm } = supportsSimd() ? files.simd : files.scalar
  const { pack } = files
  const total = wasm.sizeBytes && pack.sizeBytes ? wasm.sizeBytes + pack.sizeBytes : undefined
  const parts = { wasm: 0, pack: 0 }
  const report = (part: Partial<typeof parts>) => {
    Object.assign(parts, part)
    const loaded = parts.wasm + parts.pack
    onProgress({ phase: 'download', loaded, total, ratio: total ? Math.min(loaded / total, 1) : 0 })
  }
  const [module, factory, bytes] = await Promise.all([
    compileWasm(wasm.url, {
      signal,
      expectedBytes: wasm.sizeBytes,
      integrity: wasm.integrity,
      onProgress: ({ loaded }) => report({ wasm: loaded }),
    }),
    importFactory(script, signal),
    downloadBytes(pack.url, {
      signal,
      integrity: pack.integrity,
      onProgress: ({ loaded }) => report({ pack: loaded }),
    }),
  ])
  return { factory, wasm: module, pack: bytes }
}
