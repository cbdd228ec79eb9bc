// Loading: this package's files, a file of the caller's, or what the caller has already.
import { ENGINE_FILES } from '../dist-wasm/files.js'
import { requireWasm } from './compile.js'
import type { Engine } from './engine.js'
import { raise } from './errors.js'
import {
  fromAddress,
  fromBytes,
  fromModule,
  type LoadOptions,
  type Source,
  wantsSimd,
} from './load-options.js'
import { share } from './share.js'

export type { LoadOptions } from './load-options.js'

// Each address stands in full, because that is how bundlers find the files.
function fromPackage(options: LoadOptions): Source {
  const isFast = wantsSimd(options)
  const address = isFast
    ? new URL('../dist-wasm/engine.wasm', import.meta.url).href
    : new URL('../dist-wasm/engine-scalar.wasm', import.meta.url).href
  const file = isFast ? ENGINE_FILES.simd : ENGINE_FILES.scalar
  return fromAddress(address, options.integrity ?? file?.integrity, file?.sizeBytes)
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

/**
 * An engine, for as long as it is not released. Callers of one address share a download and an
 * instance. Throws a QuoinError whose code begins with `wasm-`, or is `aborted` or `bad-definition`.
 */
export async function load(options: LoadOptions = {}): Promise<Engine> {
  requireWasm()
  const { key, make } = sourceOf(options)
  return share(key, make, options)
}

/** Downloads and compiles what `load` would, and goes no further. */
export async function compileEngine(options: LoadOptions): Promise<WebAssembly.Module> {
  requireWasm()
  const { signal, onProgress } = options
  const never = new AbortController().signal
  return sourceOf(options).make(signal ?? never, onProgress ?? (() => {}))
}
