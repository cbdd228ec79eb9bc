// The shared engine: one download and one instance for each address, however many users it has.
//
// The table hangs on globalThis and not on this module, because a hot reload replaces the module
// and would load everything again. A load that failed leaves no entry, so the next one tries anew;
// the last release, or a trap, drops the entry and with it the instance.
import { type CompileProgress, compileWasm } from './compile.js'
import type { EngineCore } from './engine-core.js'
import { raise } from './errors.js'
import { instantiate } from './instantiate.js'
import { supportsSimd } from './simd.js'

export interface LoadOptions {
  /** Where engine.wasm is; the file of this package unless given. */
  readonly url?: string | URL | undefined
  /** `auto` takes the SIMD build where it runs. Ignored with `url`. */
  readonly simd?: 'auto' | 'on' | 'off' | undefined
  /** Ends this caller's wait; the download stops when nobody waits any more. */
  readonly signal?: AbortSignal | undefined
  /** Heard only by the caller that starts the download. */
  readonly onProgress?: ((progress: CompileProgress) => void) | undefined
}

interface Entry {
  readonly core: Promise<EngineCore>
  readonly abort: AbortController
  users: number
  trapped: () => boolean
}

const TABLE = Symbol.for('quoin.engines')

function table(): Map<string, Entry> {
  const host = globalThis as { [TABLE]?: Map<string, Entry> }
  host[TABLE] ??= new Map()
  return host[TABLE]
}

/** One user's share of an engine. Give it back with `release`; doing so twice is harmless. */
export class Engine {
  readonly #core: EngineCore
  #release: (() => void) | undefined

  constructor(core: EngineCore, release: () => void) {
    this.#core = core
    this.#release = release
  }

  /** For the other files of this package. */
  get core(): EngineCore {
    if (!this.#release) raise('disposed', 'engine', 'this engine was released; load it again')
    return this.#core
  }

  get hasSimd(): boolean {
    return this.#core.hasSimd
  }

  get isReleased(): boolean {
    return this.#release === undefined
  }

  /** Bytes that worlds and results hold in the instance. */
  get liveBytes(): number {
    return this.core.begin('engine.liveBytes').x.qn_memory_live_bytes() >>> 0
  }

  release(): void {
    const release = this.#release
    this.#release = undefined
    release?.()
  }
}

function addressOf(options: LoadOptions): string {
  if (options.url !== undefined) return String(options.url)
  const simd = options.simd ?? 'auto'
  const fast = simd === 'on' || (simd === 'auto' && supportsSimd())
  return fast
    ? new URL('../dist-wasm/engine.wasm', import.meta.url).href
    : new URL('../dist-wasm/engine-scalar.wasm', import.meta.url).href
}

function start(address: string, options: LoadOptions): Entry {
  const abort = new AbortController()
  const entry: Entry = {
    abort,
    users: 0,
    trapped: () => false,
    core: compileWasm(address, { signal: abort.signal, onProgress: options.onProgress })
      .then(instantiate)
      .then((core) => {
        entry.trapped = () => core.trap !== undefined
        return core
      }),
  }
  entry.core.catch(() => forget(address, entry))
  table().set(address, entry)
  return entry
}

function forget(address: string, entry: Entry): void {
  if (table().get(address) === entry) table().delete(address)
}

function leave(address: string, entry: Entry): void {
  entry.users--
  if (entry.users > 0) return
  forget(address, entry)
  entry.abort.abort()
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    if (signal.aborted) stop()
  })
}

export async function load(options: LoadOptions = {}): Promise<Engine> {
  const address = addressOf(options)
  if (options.signal?.aborted) raise('aborted', 'load', 'the signal was aborted before the load')
  const known = table().get(address)
  const entry = known && !known.trapped() ? known : start(address, options)
  entry.users++
  try {
    const core = await orAborted(entry.core, options.signal)
    return new Engine(core, () => leave(address, entry))
  } catch (cause) {
    leave(address, entry)
    if (options.signal?.aborted) raise('aborted', 'load', 'loading the engine was aborted', cause)
    throw cause
  }
}
