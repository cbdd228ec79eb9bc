// What can be loaded, and what each way to say it means.
import { compileBytes, compileWasm } from './compile.js'
import { argumentDetails } from './error-details.js'
import { raise } from './errors.js'
import type { EnginePart } from './exports.gen.js'
import type { MakeModule, ShareOptions } from './share.js'
import { supportsSimd } from './simd.js'

/** `url`, `module` and `bytes` are three ways to say what to load; at most one may be given. */
export interface LoadOptions extends ShareOptions {
  /** Where engine.wasm is; the file of this package unless given. */
  readonly url?: string | URL | undefined
  /** A compiled engine.wasm, where compiling is forbidden or done already. Makes a fresh instance. */
  readonly module?: WebAssembly.Module | undefined
  /** The contents of engine.wasm. Makes a fresh instance. */
  readonly bytes?: Uint8Array | ArrayBuffer | undefined
  /** `auto` takes the SIMD build where it runs. Only for this package's files. */
  readonly simd?: 'auto' | 'on' | 'off' | undefined
  /**
   * What of the engine is enough: a page that only hashes downloads a fifteenth of the whole. Calls that need
   * another part throw `wasm-part`. Whoever has the whole in use shares that, and where there is no SIMD it
   * is the whole too. Only for this package's files.
   */
  readonly part?: 'all' | EnginePart | undefined
  /**
   * What the file at `url` or the `bytes` must hash to, as in HTML: `sha256-` and the digest in
   * Base64. This package's own files are checked without it. Browsers can hash in secure contexts
   * only; elsewhere nothing is checked.
   */
  readonly integrity?: string | undefined
}

export interface Source {
  /** Undefined: shared with nobody. */
  readonly key: string | undefined
  readonly make: MakeModule
}

/** Whether to take the build with SIMD. */
export function wantsSimd({ simd = 'auto' }: Pick<LoadOptions, 'simd'>): boolean {
  if (simd !== 'auto' && simd !== 'on' && simd !== 'off') {
    const words = `simd must be auto, on or off, not ${String(simd)}`
    raise('bad-definition', 'load', words, undefined, argumentDetails('load', 'simd', simd))
  }
  return simd === 'on' || (simd === 'auto' && supportsSimd())
}

export function fromAddress(address: string, integrity?: string, expectedBytes?: number): Source {
  const make: MakeModule = (signal, onProgress) =>
    compileWasm(address, { signal, onProgress, integrity, expectedBytes })
  // Whoever asks for other bytes at one address does not take what is there.
  return { key: integrity === undefined ? address : `${address} ${integrity}`, make }
}

export function fromModule(module: WebAssembly.Module): Source {
  if (!(module instanceof WebAssembly.Module)) {
    raise('bad-definition', 'load', 'module must be a WebAssembly.Module')
  }
  return { key: undefined, make: async () => module }
}

export function fromBytes(bytes: Uint8Array | ArrayBuffer, integrity?: string): Source {
  if (!(bytes instanceof Uint8Array || bytes instanceof ArrayBuffer)) {
    raise('bad-definition', 'load', 'bytes must be a Uint8Array or an ArrayBuffer')
  }
  // A copy: nobody changes it between its check and its use.
  const copy = new Uint8Array(bytes instanceof ArrayBuffer ? bytes.slice(0) : bytes)
  const size = copy.length
  const make: MakeModule = (_signal, tell) => {
    tell({ phase: 'compile', loaded: size, total: size, ratio: 1 })
    return compileBytes('what was handed in', 'bytes', copy, integrity)
  }
  return { key: undefined, make }
}
