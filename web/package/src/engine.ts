/// <reference lib="esnext.disposable" preserve="true" />
// What a caller holds of an engine.
import { makeDisposable, unwatch, watch } from './dispose.js'
import type { EngineCore } from './engine-core.js'
import { raise } from './errors.js'
import type { EnginePart } from './exports.gen.js'

/** How much memory an engine uses, in bytes but for `blockCount`. */
export interface HeapStats {
  /** Handed out and not given back. */
  readonly liveBytes: number
  /** The most that were live at a time. */
  readonly peakBytes: number
  /** How many pieces the live bytes are in. */
  readonly blockCount: number
  /** The whole memory of the instance, which grows and never shrinks: program, stack and heap. */
  readonly memoryBytes: number
}

/** One user's share of an engine. Give it back with `release`; doing so twice is harmless. */
export class Engine {
  declare [Symbol.dispose]: () => void

  static {
    makeDisposable(Engine.prototype, function () {
      this.release()
    })
  }

  readonly #core: EngineCore
  #release: (() => void) | undefined

  /** @internal Use `load`. */
  constructor(core: EngineCore, release: () => void) {
    this.#core = core
    this.#release = release
    watch(this, 'an engine was never released')
  }

  /** For the other files of this package. */
  get core(): EngineCore {
    if (!this.#release) raise('disposed', 'engine', 'this engine was released; load it again')
    return this.#core
  }

  get hasSimd(): boolean {
    return this.#core.hasSimd
  }

  /** Of which it can do the calls; all of them unless it was loaded with a `part`. */
  get parts(): readonly EnginePart[] {
    return this.#core.parts
  }

  get isReleased(): boolean {
    return this.#release === undefined
  }

  /** What it was made from: posted to a worker, `load({ module })` makes another there at once. */
  get module(): WebAssembly.Module {
    return this.#core.module
  }

  /** Bytes that worlds and results hold in the instance. */
  get liveBytes(): number {
    return this.core.begin('engine.liveBytes').x.qn_memory_live_bytes() >>> 0
  }

  /** Of worlds, pictures, histories and all else in the instance, whoever made them. */
  heapStats(): HeapStats {
    const { x } = this.core.begin('engine.heapStats')
    return {
      liveBytes: x.qn_memory_live_bytes() >>> 0,
      peakBytes: x.qn_memory_peak_bytes() >>> 0,
      blockCount: x.qn_memory_live_count() >>> 0,
      memoryBytes: x.memory.buffer.byteLength,
    }
  }

  release(): void {
    const release = this.#release
    this.#release = undefined
    unwatch(this)
    release?.()
  }
}
