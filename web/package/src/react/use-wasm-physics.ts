'use client'

// A physics world for as long as a component is mounted.
//
// React state says only how things stand (loading, ready, error); the world itself steps in an
// animation-frame loop outside React, at a fixed rate, and what changes sixty times a second is handed
// to `onFrame`, to `frame` and to elements that follow bodies, never to a render.
//
// An effect that is taken down does not mean that the component is gone. StrictMode and fast refresh
// put it up again at once: the world is put away one task later, so it is the same world. A hidden
// <Activity> puts it up again some day: its world is given back to the engine, and what it was is kept
// as a snapshot, from which it goes on bit by bit.
import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { Engine } from '../engine.js'
import { raise } from '../errors.js'
import type { Given } from '../given.js'
import { load } from '../load.js'
import type { PhysicsWorld } from '../physics-world.js'
import type { BodyDef, BodyId } from '../structs.gen.js'
import { asError } from './as-error.js'
import type { WasmOptions } from './engine-store.js'
import { Followers, type FollowOptions, type FollowRef } from './followers.js'
import {
  type Kept,
  type PhysicsFrame,
  type Shape,
  Simulation,
  type SimulationOptions,
} from './simulation.js'

export interface WasmPhysicsOptions extends SimulationOptions, WasmOptions {}

export interface WasmPhysics {
  readonly status: 'loading' | 'ready' | 'error'
  /** Undefined unless ready. Stays the same object until `reset`, `retry`, hiding or unmount. */
  readonly world: PhysicsWorld | undefined
  readonly error: Error | undefined
  /** What the last frame showed; read it in loops and events, not while rendering. */
  readonly frame: RefObject<PhysicsFrame | undefined>
  /** Creates a body under a name; one that has the name already is replaced. Throws unless ready. */
  readonly addBody: (id: string, def: Given<BodyDef>, shape?: Shape) => BodyId
  /** Whether there was one of that name. */
  readonly removeBody: (id: string) => boolean
  /** Undefined where there is none of that name. */
  readonly bodyOf: (id: string) => BodyId | undefined
  /** One step, also while paused; of the fixed length unless given, in seconds. */
  readonly step: (dtSeconds?: number) => void
  /** As `ref` of an element that goes where the body of that name goes. */
  readonly follow: (id: string, options?: FollowOptions) => FollowRef
  /** Starts over with a fresh world. */
  readonly reset: () => void
  /** The same, after an error. */
  readonly retry: () => void
}

interface State {
  readonly status: WasmPhysics['status']
  readonly simulation: Simulation | undefined
  readonly error: Error | undefined
}

const LOADING: State = { status: 'loading', simulation: undefined, error: undefined }

// Everything that outlives a render and an effect. It is made once for each component.
class Keeper {
  readonly followers = new Followers()
  readonly frame: { current: PhysicsFrame | undefined } = { current: undefined }
  options: WasmPhysicsOptions = {}
  simulation: Simulation | undefined
  #engine: Engine | undefined
  #loading: AbortController | undefined
  #leaving: ReturnType<typeof setTimeout> | undefined
  #kept: Kept | undefined
  #round = 0
  #tell: (state: State) => void = () => undefined

  /** `round` is another one for a fresh world. */
  show(round: number, tell: (state: State) => void): void {
    clearTimeout(this.#leaving)
    this.#tell = tell
    if (round !== this.#round) this.#startOver(round)
    if (this.simulation) this.#run(this.simulation)
    else if (!this.#loading) this.#begin()
  }

  hide(): void {
    this.simulation?.stop()
    this.#leaving = setTimeout(() => this.#leave(), 0)
  }

  #startOver(round: number): void {
    this.#putAway()
    this.#kept = undefined
    this.#round = round
  }

  #leave(): void {
    this.#kept = this.#keep() ?? this.#kept
    this.#putAway()
  }

  // A world that failed is not kept: it would fail again.
  #keep(): Kept | undefined {
    try {
      return this.simulation?.keep()
    } catch {
      return undefined
    }
  }

  #putAway(): void {
    this.#loading?.abort()
    this.#loading = undefined
    const { simulation } = this
    this.simulation = undefined
    this.frame.current = undefined
    try {
      simulation?.dispose()
    } finally {
      this.#engine?.release()
      this.#engine = undefined
      this.#tell(LOADING)
    }
  }

  #fail(cause: unknown): void {
    this.#putAway()
    this.#kept = undefined
    this.#tell({ status: 'error', simulation: undefined, error: asError(cause) })
  }

  #run(simulation: Simulation): void {
    simulation.start((cause) => this.#fail(cause))
  }

  async #begin(): Promise<void> {
    const loading = new AbortController()
    this.#loading = loading
    const { url, simd, part = 'physics' } = this.options
    try {
      const engine = await load({ url, simd, part, signal: loading.signal })
      if (loading.signal.aborted) return engine.release()
      this.#engine = engine
      this.simulation = new Simulation(engine, () => this.options, this.followers, this.#kept)
      this.#kept = undefined
      this.#loading = undefined
      this.frame.current = this.simulation.frame
      this.#run(this.simulation)
      this.#tell({ status: 'ready', simulation: this.simulation, error: undefined })
    } catch (cause) {
      if (!loading.signal.aborted) this.#fail(cause)
    }
  }

  get running(): Simulation {
    return (
      this.simulation ?? raise('disposed', 'useWasmPhysics', 'there is no world unless it is ready')
    )
  }
}

/** See the members of the options and of what it gives. */
export function useWasmPhysics(options: WasmPhysicsOptions): WasmPhysics {
  const [keeper] = useState(() => new Keeper())
  const [state, setState] = useState<State>(LOADING)
  const [round, setRound] = useState(0)
  useEffect(() => {
    keeper.options = options
  })
  useEffect(() => {
    keeper.show(round, setState)
    return () => keeper.hide()
  }, [keeper, round])

  const restart = useCallback(() => setRound((count) => count + 1), [])
  const [calls] = useState(() => ({
    frame: keeper.frame,
    addBody: (id: string, def: Given<BodyDef>, shape?: Shape) =>
      keeper.running.addBody(id, def, shape),
    removeBody: (id: string) => keeper.simulation?.removeBody(id) ?? false,
    bodyOf: (id: string) => keeper.simulation?.bodies.get(id),
    step: (dtSeconds?: number) => keeper.running.step(dtSeconds),
    follow: (id: string, follow?: FollowOptions) => keeper.followers.ref(id, follow),
  }))
  const { status, simulation, error } = state
  return { ...calls, status, error, world: simulation?.world, reset: restart, retry: restart }
}
