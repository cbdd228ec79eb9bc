'use client'

// A physics world for as long as a component is mounted.
//
// React state says only how things stand (loading, ready, error); the world itself steps in an
// animation-frame loop outside React, at a fixed rate, and what changes sixty times a second is
// handed to `onFrame`, never to a render. StrictMode mounts twice: the first world is disposed by
// the clean-up, or, when it is still loading, never made.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Engine } from './engine.js'
import type { Given } from './given.js'
import { load } from './load.js'
import { PhysicsWorld } from './physics-world.js'
import type { WorldDef } from './structs.gen.js'

export interface WasmPhysicsOptions {
  readonly world?: Given<WorldDef> | undefined
  /** Fills a fresh world: on mount, after `reset` and after `retry`. */
  readonly setup: (world: PhysicsWorld, engine: Engine) => void
  /** Before a world that was set up is disposed: for histories, forks and whatever else goes with it. */
  readonly teardown?: ((world: PhysicsWorld) => void) | undefined
  /** In place of `world.step`, for worlds that are stepped through a history or are given inputs. */
  readonly step?: ((world: PhysicsWorld, dtSeconds: number) => void) | undefined
  /** After each step. */
  readonly onStep?: ((world: PhysicsWorld) => void) | undefined
  /** Once an animation frame; `alpha` in [0, 1) is how far time has gone into the next step. */
  readonly onFrame?: ((world: PhysicsWorld, alpha: number) => void) | undefined
  readonly paused?: boolean | undefined
  readonly stepsPerSecond?: number | undefined
  /** Where engine.wasm is, if not beside the package. */
  readonly url?: string | undefined
}

export interface WasmPhysics {
  readonly status: 'loading' | 'ready' | 'error'
  /** Undefined unless ready. Stays the same object until `reset`, `retry` or unmount. */
  readonly world: PhysicsWorld | undefined
  readonly error: Error | undefined
  /** Starts over with a fresh world. */
  readonly reset: () => void
  /** The same, after an error. */
  readonly retry: () => void
}

type State = Pick<WasmPhysics, 'status' | 'world' | 'error'>

const LOADING: State = { status: 'loading', world: undefined, error: undefined }
const MAX_STEPS_A_FRAME = 5
const DEFAULT_STEPS_PER_SECOND = 60

/** Runs until the returned function is called; a throw inside goes to `onError` and ends it. */
function runLoop(
  world: PhysicsWorld,
  current: () => WasmPhysicsOptions,
  onError: (error: unknown) => void,
): () => void {
  let frame = 0
  let last: number | undefined
  let behindSeconds = 0

  const advance = (now: number) => {
    const { paused, step, onStep, onFrame, stepsPerSecond = DEFAULT_STEPS_PER_SECOND } = current()
    const dtSeconds = 1 / stepsPerSecond
    const elapsed = last === undefined || paused ? 0 : (now - last) / 1000
    last = now
    behindSeconds = Math.min(behindSeconds + elapsed, MAX_STEPS_A_FRAME * dtSeconds)
    for (; behindSeconds >= dtSeconds; behindSeconds -= dtSeconds) {
      if (step) step(world, dtSeconds)
      else world.step(dtSeconds)
      onStep?.(world)
    }
    onFrame?.(world, behindSeconds / dtSeconds)
  }

  const tick = (now: number) => {
    try {
      advance(now)
      frame = requestAnimationFrame(tick)
    } catch (error) {
      onError(error)
    }
  }
  frame = requestAnimationFrame(tick)
  return () => cancelAnimationFrame(frame)
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause))
}

export function useWasmPhysics(options: WasmPhysicsOptions): WasmPhysics {
  const [state, setState] = useState<State>(LOADING)
  const [round, setRound] = useState(0)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  // `round` is what makes the effect run again: each reset is a new round.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new world
  useEffect(() => {
    const abort = new AbortController()
    let engine: Engine | undefined
    let world: PhysicsWorld | undefined
    let stop = () => {}
    let isSetUp = false

    const fail = (cause: unknown) => {
      if (!abort.signal.aborted) {
        setState({ status: 'error', world: undefined, error: asError(cause) })
      }
    }
    const begin = async () => {
      engine = await load({ url: latest.current.url, signal: abort.signal })
      if (abort.signal.aborted) return engine.release()
      world = new PhysicsWorld(engine, latest.current.world)
      isSetUp = true
      latest.current.setup(world, engine)
      stop = runLoop(world, () => latest.current, fail)
      setState({ status: 'ready', world, error: undefined })
    }

    begin().catch(fail)
    return () => {
      abort.abort()
      stop()
      if (world && isSetUp) latest.current.teardown?.(world)
      world?.dispose()
      engine?.release()
      setState(LOADING)
    }
  }, [round])

  const restart = useCallback(() => setRound((count) => count + 1), [])
  return { ...state, reset: restart, retry: restart }
}
