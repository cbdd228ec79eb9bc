// The shared engine as something that React can watch. One store for each address, however many
// components look at it; it loads when the first one looks and gives its share back when the last one
// has left.
//
// "Left" is said one task late: StrictMode, fast refresh and a hidden <Activity> take every effect down
// and may put it up again at once, and an engine that is loaded anew each time would be a second
// download for nothing.
import type { Engine } from '../engine.js'
import { type LoadOptions, load } from '../load.js'
import type { LoadProgress } from '../progress.js'
import { asError } from './as-error.js'

export type WasmOptions = Pick<LoadOptions, 'url' | 'simd' | 'part'>

export interface WasmState {
  readonly status: 'idle' | 'loading' | 'ready' | 'error'
  readonly engine: Engine | undefined
  /** Undefined before the first byte. */
  readonly progress: LoadProgress | undefined
  readonly error: Error | undefined
}

export const IDLE: WasmState = {
  status: 'idle',
  engine: undefined,
  progress: undefined,
  error: undefined,
}

// A component that suspended may be thrown away before it is ever mounted.
const SUSPENDED_STAY_MS = 30_000

export class EngineStore {
  readonly #options: WasmOptions
  readonly #listeners = new Set<() => void>()
  readonly #onLeft: () => void
  #state = IDLE
  #attempt: { readonly abort: AbortController; readonly engine: Promise<Engine> } | undefined
  #leaving: ReturnType<typeof setTimeout> | undefined

  constructor(options: WasmOptions, onLeft: () => void) {
    this.#options = options
    this.#onLeft = onLeft
  }

  readonly state = (): WasmState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#stay()
    this.#listeners.add(listener)
    if (!this.#attempt && this.#state.status !== 'error') this.#start()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#leaveIn(0)
    }
  }

  /** Loads again after an error; does nothing otherwise. */
  readonly retry = (): void => {
    if (this.#state.status === 'error') this.#start()
  }

  /** The engine, for `use`: the same promise until the store is left or tried again. */
  suspend(): Promise<Engine> {
    if (!this.#attempt) this.#start()
    if (this.#listeners.size === 0) this.#leaveIn(SUSPENDED_STAY_MS)
    // `#start` has just set it.
    return (this.#attempt as { engine: Promise<Engine> }).engine
  }

  #set(state: WasmState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }

  #start(): void {
    const abort = new AbortController()
    const { signal } = abort
    const engine = load({
      ...this.#options,
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) this.#set({ ...this.#state, progress })
      },
    })
    this.#attempt = { abort, engine }
    this.#set({ ...IDLE, status: 'loading' })
    engine.then(
      (ready) => {
        if (signal.aborted) ready.release()
        else this.#set({ ...this.#state, status: 'ready', engine: ready })
      },
      (cause) => {
        if (!signal.aborted) this.#set({ ...IDLE, status: 'error', error: asError(cause) })
      },
    )
  }

  #stay(): void {
    clearTimeout(this.#leaving)
    this.#leaving = undefined
  }

  #leaveIn(ms: number): void {
    this.#stay()
    this.#leaving = setTimeout(() => this.#leave(), ms)
  }

  #leave(): void {
    if (this.#listeners.size > 0) return
    this.#attempt?.abort.abort()
    this.#state.engine?.release()
    this.#attempt = undefined
    this.#state = IDLE
    this.#onLeft()
  }
}

const stores = new Map<string, EngineStore>()

export function storeOf({ url, simd, part }: WasmOptions): EngineStore {
  const key = `${part ?? 'all'} ${simd ?? 'auto'} ${url === undefined ? '' : String(url)}`
  const known = stores.get(key)
  if (known) return known
  const made = new EngineStore({ url, simd, part }, () => {
    if (stores.get(key) === made) stores.delete(key)
  })
  stores.set(key, made)
  return made
}
