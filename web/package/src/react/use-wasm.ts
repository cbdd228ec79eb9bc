'use client'

// The engine in a component: how far it is, and itself once it is there.
import { use, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { Engine } from '../engine.js'
import { raise } from '../errors.js'
import { IDLE, storeOf, type WasmOptions, type WasmState } from './engine-store.js'

export type { WasmOptions } from './engine-store.js'

export interface Wasm extends WasmState {
  /** Whether `engine` is there. */
  readonly ready: boolean
  /** What the engine was made from: posted to a worker, `load({ module })` makes another there at once. */
  readonly module: WebAssembly.Module | undefined
  /** Loads again after an error; does nothing otherwise. */
  readonly retry: () => void
}

const onServer = () => IDLE

/**
 * Loads the engine for as long as the component is mounted. All that ask for the same file share one download
 * and one instance; it goes with the last of them. On the server and in the first render the status is `idle`.
 */
export function useWasm({ url, simd, part }: WasmOptions = {}): Wasm {
  const store = useMemo(() => storeOf({ url, simd, part }), [url, simd, part])
  const state = useSyncExternalStore(store.subscribe, store.state, onServer)
  const { status, engine } = state
  return { ...state, ready: status === 'ready', module: engine?.module, retry: store.retry }
}

const subscribeToNothing = () => () => undefined

/** False on the server and while its page is hydrated, true from then on. */
export function useIsClient(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  )
}

/**
 * The engine itself: the component suspends until it is there, and a failure goes to the nearest error
 * boundary. Nothing can be loaded while a page is rendered on the server, so there this throws; render
 * below `<WasmSuspense>`, which shows its fallback instead.
 */
export function useWasmEngine({ url, simd, part }: WasmOptions = {}): Engine {
  if (typeof window === 'undefined') {
    raise(
      'wasm-unsupported',
      'useWasmEngine',
      'there is no engine on the server; use <WasmSuspense>',
    )
  }
  const [store] = useState(() => storeOf({ url, simd, part }))
  const engine = use(store.suspend())
  // Holds the share of the engine from the first paint on; until then the store keeps it.
  useEffect(() => store.subscribe(() => undefined), [store])
  return engine
}
