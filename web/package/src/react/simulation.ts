// A physics world that lives by the clock of animation frames: what `useWasmPhysics` keeps, without
// any React in it. Steps at a fixed rate, however often frames come; bodies may have names.

import type { Engine } from '../engine.js'
import type { Given } from '../given.js'
import { PhysicsWorld, POSE_STRIDE, slotOf } from '../physics-world.js'
import type { BodyDef, BodyId, WorldDef } from '../structs.gen.js'
import type { Followers } from './followers.js'

export interface SimulationOptions {
  readonly world?: Given<WorldDef> | undefined
  /**
   * Fills a fresh world. It has to do the same each time: a world that comes back after it was hidden
   * is set up and then restored, so that the handles that this made are those of before.
   */
  readonly setup?: ((world: PhysicsWorld, engine: Engine) => void) | undefined
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
}

/** Gives a body its shapes, right after it was created. */
export type Shape = (world: PhysicsWorld, body: BodyId) => void

/** What one animation frame shows. The same object in every frame. */
export interface PhysicsFrame {
  /** How far time has gone into the next step, in [0, 1). */
  readonly alpha: number
  /** Steps since the world was set up, those before it was hidden among them. */
  readonly stepCount: number
  /** x, y, cosine, sine of the body in each slot, between the last two steps; see `interpolatedPoses`. */
  readonly poses: Float32Array
}

const MAX_STEPS_A_FRAME = 5
const DEFAULT_STEPS_PER_SECOND = 60
const NO_POSES = new Float32Array(0)

/** What is left of a world that was put away. */
export interface Kept {
  readonly snapshot: Uint8Array
  readonly bodies: ReadonlyMap<string, BodyId>
  readonly stepCount: number
}

export class Simulation {
  readonly world: PhysicsWorld
  readonly bodies: Map<string, BodyId> = new Map()
  readonly followers: Followers
  readonly frame: PhysicsFrame
  readonly #options: () => SimulationOptions
  #request = 0
  #lastMs: number | undefined
  #behindSeconds = 0
  #stepCount = 0
  #isSetUp = false

  constructor(
    engine: Engine,
    options: () => SimulationOptions,
    followers: Followers,
    kept?: Kept | undefined,
  ) {
    this.#options = options
    this.followers = followers
    this.world = new PhysicsWorld(engine, options().world)
    this.frame = this.#makeFrame()
    try {
      this.#isSetUp = true
      options().setup?.(this.world, engine)
      if (kept) this.#takeUp(kept)
    } catch (cause) {
      this.dispose()
      throw cause
    }
  }

  #makeFrame(): PhysicsFrame {
    const simulation = this
    return {
      get alpha() {
        return simulation.#alpha()
      },
      get stepCount() {
        return simulation.#stepCount
      },
      get poses() {
        const { world } = simulation
        return world.isDisposed ? NO_POSES : world.interpolatedPoses(simulation.#alpha())
      },
    }
  }

  #takeUp(kept: Kept): void {
    this.world.restore(kept.snapshot)
    this.bodies.clear()
    for (const [id, body] of kept.bodies) this.bodies.set(id, body)
    this.#stepCount = kept.stepCount
  }

  /** Everything that another simulation needs to go on from here. */
  keep(): Kept {
    return {
      snapshot: this.world.snapshot(),
      bodies: new Map(this.bodies),
      stepCount: this.#stepCount,
    }
  }

  dispose(): void {
    this.stop()
    if (this.world.isDisposed) return
    try {
      if (this.#isSetUp) this.#options().teardown?.(this.world)
    } finally {
      this.world.dispose()
    }
  }

  // ---- Time -----------------------------------------------------------------------------------

  #dtSeconds(): number {
    return 1 / (this.#options().stepsPerSecond ?? DEFAULT_STEPS_PER_SECOND)
  }

  #alpha(): number {
    return this.#behindSeconds / this.#dtSeconds()
  }

  /** One step, whether or not the simulation is paused; of its fixed length unless given. */
  step(dtSeconds: number = this.#dtSeconds()): void {
    const { step, onStep } = this.#options()
    if (step) step(this.world, dtSeconds)
    else this.world.step(dtSeconds)
    this.#stepCount++
    onStep?.(this.world)
  }

  #advance(nowMs: number): void {
    const dtSeconds = this.#dtSeconds()
    const isStill = this.#lastMs === undefined || this.#options().paused
    const elapsed = isStill ? 0 : (nowMs - (this.#lastMs ?? nowMs)) / 1000
    this.#lastMs = nowMs
    this.#behindSeconds = Math.min(this.#behindSeconds + elapsed, MAX_STEPS_A_FRAME * dtSeconds)
    for (; this.#behindSeconds >= dtSeconds; this.#behindSeconds -= dtSeconds) this.step(dtSeconds)
    this.followers.place(this.world, this.bodies, this.frame)
    this.#options().onFrame?.(this.world, this.#alpha())
  }

  /** Runs until `stop`; a throw inside goes to `onError` and ends it. */
  start(onError: (error: unknown) => void): void {
    this.stop()
    const tick = (nowMs: number) => {
      try {
        this.#advance(nowMs)
        this.#request = requestAnimationFrame(tick)
      } catch (error) {
        onError(error)
      }
    }
    this.#request = requestAnimationFrame(tick)
  }

  stop(): void {
    cancelAnimationFrame(this.#request)
    this.#lastMs = undefined
  }

  // ---- Bodies by name -------------------------------------------------------------------------

  /** The body that has this name; one of the name that was there before is replaced. */
  addBody(id: string, def: Given<BodyDef>, shape?: Shape): BodyId {
    const body = this.world.body.create(def)
    try {
      shape?.(this.world, body)
    } catch (cause) {
      this.world.body.destroy(body)
      throw cause
    }
    this.removeBody(id)
    this.bodies.set(id, body)
    return body
  }

  /** Whether there was one. */
  removeBody(id: string): boolean {
    const body = this.bodies.get(id)
    this.bodies.delete(id)
    if (body === undefined || !this.world.body.isAlive(body)) return false
    this.world.body.destroy(body)
    return true
  }
}

/** Where the pose of a body begins in `frame.poses`. */
export function poseIndexOf(body: BodyId): number {
  return slotOf(body) * POSE_STRIDE
}
