// What the generated calls need of the object that they belong to.
import type { EngineCore } from './engine-core.js'

export interface Owner {
  /** Address of the world, history, recorder or replay in the engine's memory. */
  readonly at: number
  /** The engine, ready for one call named `during`; throws once the owner is disposed. */
  begin(during: string): EngineCore
  /** Undefined once the owner is disposed. */
  readonly engine: EngineCore | undefined
}

/** Whatever lives in the engine's memory until it is disposed. */
export abstract class Owned implements Owner {
  readonly #core: EngineCore
  readonly #noun: string
  #at = 0

  protected constructor(core: EngineCore, noun: string) {
    this.#core = core
    this.#noun = noun
  }

  protected own(at: number): void {
    this.#at = at
  }

  /** Gives the object's address and lets go of it; 0 if there is nothing left to free. */
  protected disown(): number {
    const at = this.#at
    this.#at = 0
    return this.#core.trap ? 0 : at
  }

  protected get core(): EngineCore {
    return this.#core
  }

  get isDisposed(): boolean {
    return this.#at === 0
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
