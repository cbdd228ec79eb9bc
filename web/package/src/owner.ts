/// <reference lib="esnext.disposable" preserve="true" />
// What the generated calls need of the object that they belong to, and what lives in the engine's
// memory: worlds, histories, recorders, replays, bitmaps.
import { makeDisposable, unwatch, watch } from './dispose.js'
import type { EngineCore } from './engine-core.js'

export interface Owner {
  /** Address in the engine's memory; 0 once disposed. */
  readonly at: number
  /** The engine, ready for one call named `during`; throws once the owner is disposed. */
  begin(during: string): EngineCore
  /** Undefined once the owner is disposed. */
  readonly engine: EngineCore | undefined
}

/** Writes the address of what it makes to `out` and gives an error number. */
export type Make = (core: EngineCore, out: number) => number
export type Destroy = (core: EngineCore, at: number) => void

/** Lives until it is disposed; afterwards every call throws `disposed`. */
export class Owned implements Owner {
  declare [Symbol.dispose]: () => void

  static {
    makeDisposable(Owned.prototype, function () {
      this.dispose()
    })
  }

  readonly #core: EngineCore
  readonly #noun: string
  readonly #destroy: Destroy
  #at: number

  /**
   * `world` is the address of the world that it is about, whose last error tells more; `during` what
   * the call is named where it fails.
   */
  constructor(
    core: EngineCore,
    noun: string,
    make: Make,
    destroy: Destroy,
    world = 0,
    during = `${noun}.create`,
  ) {
    this.#core = core
    this.#noun = noun
    this.#destroy = destroy
    const out = core.begin(during).room(4)
    core.check(make(core, out), world)
    this.#at = core.memory.getU32(out)
    watch(this, `a ${noun} was never disposed`)
  }

  get isDisposed(): boolean {
    return this.#at === 0
  }

  /** Gives the memory back. Doing so twice is harmless. */
  dispose(): void {
    const at = this.#at
    this.forget()
    if (at !== 0 && !this.#core.trap) this.#destroy(this.#core, at)
  }

  /** Gives nothing back: what it was has gone to another owner. @internal */
  protected forget(): void {
    this.#at = 0
    unwatch(this)
  }

  /** @internal */
  get at(): number {
    return this.#at
  }

  /** @internal */
  get engine(): EngineCore | undefined {
    return this.#at === 0 ? undefined : this.#core
  }

  /** @internal */
  begin(during: string): EngineCore {
    return this.#core.begin(during, this.#at === 0 ? this.#noun : undefined)
  }
}
