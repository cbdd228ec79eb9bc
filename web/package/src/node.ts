// The engine in Node, where `fetch` does not read files: the same loader over the file system.
import { readFile } from 'node:fs/promises'
import { raise } from './errors.js'
import { instantiate } from './instantiate.js'
import { Engine, type LoadOptions } from './load.js'
import { supportsSimd } from './simd.js'

async function read(file: URL): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFile(file).catch((cause: unknown) =>
    raise('wasm-not-found', 'load', `${file} could not be read; build it first`, cause),
  )
  return new Uint8Array(bytes)
}

/** A fresh instance from the file of this package, or from another `file:` address. */
export async function loadFromFile(
  options: Pick<LoadOptions, 'url' | 'simd'> = {},
): Promise<Engine> {
  const fast = options.simd === 'on' || (options.simd !== 'off' && supportsSimd())
  const name = fast ? 'engine.wasm' : 'engine-scalar.wasm'
  const file = new URL(options.url ?? `../dist-wasm/${name}`, import.meta.url)
  const bytes = await read(file)
  const module = await WebAssembly.compile(bytes).catch((cause: unknown) =>
    raise('wasm-not-wasm', 'load', `${file} is not WebAssembly; build it again`, cause),
  )
  return new Engine(await instantiate(module), () => undefined)
}
