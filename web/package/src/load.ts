// Loading: this package's files, a file of the caller's, or what the caller has already.
import { ENGINE_FILES } from '../dist-wasm/files.js'
import { requireWasm } from './compile.js'
import type { Engine } from './engine.js'
import { argumentDetails } from './error-details.js'
import { raise } from './errors.js'
import {
  fromAddress,
  fromBytes,
  fromModule,
  type LoadOptions,
  type Source,
  wantsSimd,
} from './load-options.js'
import { isShared, share } from './share.js'

export type { LoadOptions } from './load-options.js'

// Each address stands in full, because that is how bundlers find the files.
const FILES = {
  all: () => new URL('../dist-wasm/engine.wasm', import.meta.url),
  scalar: () => new URL('../dist-wasm/engine-scalar.wasm', import.meta.url),
  physics: () => new URL('../dist-wasm/engine-physics.wasm', import.meta.url),
  hash: () => new URL('../dist-wasm/engine-hash.wasm', import.meta.url),
  compress: () => new URL('../dist-wasm/engine-compress.wasm', import.meta.url),
  image: () => new URL('../dist-wasm/engine-image.wasm', import.meta.url),
}
const PARTS = Object.keys(FILES).filter((name) => name !== 'scalar')

/** Checked as JavaScript can give anything. */
function partOf({ part = 'all' }: LoadOptions): NonNullable<LoadOptions['part']> {
  if (PARTS.includes(part)) return part
  const words = `part must be one of ${PARTS.join(', ')}, not ${String(part)}`
  return raise('bad-definition', 'load', words, undefined, argumentDetails('load', 'part', part))
}

function fromFile(name: keyof typeof FILES, options: LoadOptions): Source {
  const file = ENGINE_FILES[name === 'all' ? 'simd' : name]
  return fromAddress(FILES[name]().href, options.integrity ?? file?.integrity, file?.sizeBytes)
}

function fromPackage(options: LoadOptions): Source {
  const part = partOf(options)
  return fromFile(wantsSimd(options) ? part : 'scalar', options)
}

function sourceOf(options: LoadOptions): Source {
  const { url, module, bytes, integrity } = options
  if ([url, module, bytes].filter((way) => way !== undefined).length > 1) {
    raise('bad-definition', 'load', 'of url, module and bytes at most one may be given')
  }
  if (module !== undefined) return fromModule(module)
  if (bytes !== undefined) return fromBytes(bytes, integrity)
  return url === undefined ? fromPackage(options) : fromAddress(String(url), integrity)
}

/** Where the whole of this package is in use already, a part is that. */
function orWhole(options: LoadOptions): LoadOptions {
  const { url, module, bytes } = options
  const isOfPackage = url === undefined && module === undefined && bytes === undefined
  if (!isOfPackage || partOf(options) === 'all') return options
  const whole: LoadOptions = { ...options, part: 'all' }
  return isShared(fromPackage(whole).key) ? whole : options
}

/**
 * An engine, for as long as it is not released. Callers of one address share a download and an
 * instance. Throws a QuoinError whose code begins with `wasm-`, or is `aborted` or `bad-definition`.
 */
export async function load(options: LoadOptions = {}): Promise<Engine> {
  requireWasm()
  const { key, make } = sourceOf(orWhole(options))
  return share(key, make, options)
}

/** Downloads and compiles what `load` would, and goes no further. */
export async function compileEngine(options: LoadOptions): Promise<WebAssembly.Module> {
  requireWasm()
  const { signal, onProgress } = options
  const never = new AbortController().signal
  return sourceOf(options).make(signal ?? never, onProgress ?? (() => {}))
}
