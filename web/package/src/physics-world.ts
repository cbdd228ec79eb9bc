// A rigid-body world in the engine's memory.
//
// Its methods, and those of its nouns (`world.body`, `world.shape`, `world.revolute` and so on), are
// the engine's functions, one call each. What is written here is what those cannot say: its life,
// and what a frame needs of many bodies at once. A world must be disposed; afterwards each method
// throws `disposed`, and disposing again is harmless.
import {
  BodyCalls,
  ChainCalls,
  CharacterCalls,
  ContactCalls,
  DistanceCalls,
  FieldCalls,
  FilterJointCalls,
  GearCalls,
  JointCalls,
  MotorCalls,
  MouseCalls,
  PrismaticCalls,
  PulleyCalls,
  RevoluteCalls,
  SensorCalls,
  ShapeCalls,
  TilesCalls,
  WeldCalls,
  WheelCalls,
  WorldCalls,
} from './calls.gen.js'
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import type { Given } from './given.js'
import { Records } from './records.js'
import { markFromNowOn, markStages } from './stage-marks.js'
import {
  BODY_DEF_BYTES,
  type BodyDef,
  type BodyId,
  DEBUG_OPTS_BYTES,
  DEBUG_RECORD_BYTES,
  type DebugOpts,
  type DebugRecord,
  POSE_BYTES,
  POSE_RECORD_BYTES,
  PREDICTION_BYTES,
  readDebugRecord,
  WORLD_DEF_BYTES,
  type WorldDef,
  writeBodyDef,
  writeDebugOpts,
  writePrediction,
  writeWorldDef,
} from './structs.gen.js'

const SLOT_MASK = 0xfffff
const DEFAULT_SUBSTEP_COUNT = 4
const FIRST_DEBUG_CAPACITY = 1024

/** Numbers of one body in `interpolatedPoses`: x, y, cosine, sine. */
export const POSE_STRIDE: number = POSE_BYTES / 4
/** Numbers of one body in `poses().floats` and `.words`. */
export const POSE_RECORD_STRIDE: number = POSE_RECORD_BYTES / 4

/** The place of a body among all, the same for as long as it lives. Poses lie in this order. */
export function slotOf(body: BodyId): number {
  return (body & SLOT_MASK) - 1
}

export interface ProfilingOptions {
  /**
   * Each step also leaves entries in the timeline of the browser's profiler, a row of its own with one
   * named `quoin: ` and the stage, by `performance.measure`.
   */
  readonly timeline?: boolean | undefined
}

export interface PredictOptions {
  readonly dtS?: number | undefined
  readonly substepCount?: number | undefined
  readonly stepCount: number
}

// A block that is kept from call to call and replaced by a larger one where it is too small.
class Block {
  readonly #core: EngineCore
  at = 0
  bytes = 0

  constructor(core: EngineCore) {
    this.#core = core
  }

  reserve(bytes: number): number {
    if (bytes > this.bytes) {
      const larger = this.#core.allocate(bytes)
      this.free()
      this.at = larger
      this.bytes = bytes
    }
    return this.at
  }

  free(): void {
    this.#core.free(this.at)
    this.at = 0
    this.bytes = 0
  }
}

function makeWorld(c: EngineCore, out: number, def: Given<WorldDef>): number {
  const defAt = c.room(WORLD_DEF_BYTES)
  c.x.qn_world_def_default(defAt)
  writeWorldDef(c, defAt, def, 'def', false)
  return c.x.qn_world_create(defAt, out)
}

export class PhysicsWorld extends WorldCalls {
  readonly body: BodyCalls = new BodyCalls(this)
  readonly shape: ShapeCalls = new ShapeCalls(this)
  readonly chain: ChainCalls = new ChainCalls(this)
  readonly tiles: TilesCalls = new TilesCalls(this)
  readonly sensor: SensorCalls = new SensorCalls(this)
  readonly contact: ContactCalls = new ContactCalls(this)
  readonly joint: JointCalls = new JointCalls(this)
  readonly revolute: RevoluteCalls = new RevoluteCalls(this)
  readonly distance: DistanceCalls = new DistanceCalls(this)
  readonly prismatic: PrismaticCalls = new PrismaticCalls(this)
  readonly weld: WeldCalls = new WeldCalls(this)
  readonly wheel: WheelCalls = new WheelCalls(this)
  readonly mouse: MouseCalls = new MouseCalls(this)
  readonly motor: MotorCalls = new MotorCalls(this)
  readonly pulley: PulleyCalls = new PulleyCalls(this)
  readonly gear: GearCalls = new GearCalls(this)
  readonly filterJoint: FilterJointCalls = new FilterJointCalls(this)
  readonly field: FieldCalls = new FieldCalls(this)
  readonly character: CharacterCalls = new CharacterCalls(this)
  readonly #poses: Block
  readonly #debug: Block

  constructor(engine: Engine, def: Given<WorldDef> = {}) {
    const core = engine.core
    super(
      core,
      'world',
      (c, out) => makeWorld(c, out, def),
      (c, at) => c.x.qn_world_destroy(at),
    )
    this.#poses = new Block(core)
    this.#debug = new Block(core)
  }

  override dispose(): void {
    super.dispose()
    this.#poses.free()
    this.#debug.free()
  }

  override step(dtS: number, substepCount: number = DEFAULT_SUBSTEP_COUNT): void {
    super.step(dtS, substepCount)
    markStages(this)
  }

  /**
   * Bodies that differ in nothing but where they are: x and y of each, one behind the other. `each` is
   * called for every one of them, to give it shapes. All are made or, where one is refused, none.
   */
  createBodies(
    def: Given<BodyDef>,
    positionsM: ArrayLike<number>,
    each: (body: BodyId, index: number) => void = () => {},
  ): BodyId[] {
    const c = this.begin('world.createBodies')
    if (typeof each !== 'function') c.fail('bad-definition', 'each must be a function')
    const made: BodyId[] = []
    try {
      this.#makeBodies(c, def, positionsM, made)
      made.forEach(each)
      return made
    } catch (cause) {
      for (const body of made) if (this.body.isAlive(body)) this.body.destroy(body)
      throw cause
    }
  }

  #makeBodies(
    c: EngineCore,
    def: Given<BodyDef>,
    positionsM: ArrayLike<number>,
    made: BodyId[],
  ): void {
    const { length } = c.object(positionsM, 'positionsM')
    if (length % 2 !== 0) c.fail('bad-definition', 'positionsM must have x and y of each body')
    const defAt = c.room(BODY_DEF_BYTES)
    c.x.qn_body_def_default(defAt)
    writeBodyDef(c, defAt, def, 'def', false)
    for (let at = 0; at < length; at += 2) {
      const [x, y] = [positionsM[at] as number, positionsM[at + 1] as number]
      writeBodyDef(c, defAt, { positionM: { x, y } }, `positionsM[${at}]`, false)
      const body = (c.x.qn_body_create(this.at, defAt) >>> 0) as BodyId
      c.checkWorld(this.at)
      made.push(body)
    }
  }

  /** Tells `profile` how long each stage of a step takes, or no more. */
  setProfiling(isProfiling: boolean, options: ProfilingOptions = {}): void {
    const c = this.begin('world.setProfiling')
    const { timeline } = c.object(options, 'options')
    c.check(c.x.quoin_world_set_profiling(this.at, isProfiling ? 1 : 0))
    markFromNowOn(this, isProfiling && timeline === true)
  }

  /**
   * Where every body is between the last two steps: x, y, cosine, sine for each slot (`slotOf`),
   * zeros where none lives. `alpha` is how far time has gone into the next step, clamped to [0, 1].
   * The view is good until the next step or call that creates something.
   */
  interpolatedPoses(alpha: number): Float32Array {
    const c = this.begin('world.interpolatedPoses')
    const ask = () =>
      c.x.qn_world_interpolate_poses(this.at, alpha, this.#poses.at, this.#poses.bytes / POSE_BYTES)
    const count = ask()
    if (count * POSE_BYTES > this.#poses.bytes) {
      this.#poses.reserve(count * POSE_BYTES)
      ask()
    }
    return c.memory.floats(this.#poses.at, count * POSE_STRIDE)
  }

  /**
   * Lines, circles, points and numbers that show the world, for any renderer. Good until the next
   * call of the same.
   */
  debugDraw(opts: Given<DebugOpts> = {}): Records<DebugRecord> {
    const c = this.begin('world.debugDraw')
    const optsAt = c.room(DEBUG_OPTS_BYTES)
    writeDebugOpts(c, optsAt, opts, 'opts', false)
    const countAt = c.room(4)
    const ask = (): number => {
      const capacity = this.#debug.bytes / DEBUG_RECORD_BYTES
      c.check(c.x.qn_world_debug_draw(this.at, optsAt, this.#debug.at, capacity, countAt), this.at)
      return c.memory.getU32(countAt)
    }
    this.#debug.reserve(FIRST_DEBUG_CAPACITY * DEBUG_RECORD_BYTES)
    const count = ask()
    if (count * DEBUG_RECORD_BYTES > this.#debug.bytes) {
      this.#debug.reserve(count * DEBUG_RECORD_BYTES)
      ask()
    }
    return new Records(c, this.#debug.at, count, DEBUG_RECORD_BYTES, readDebugRecord)
  }

  /**
   * Where bodies will be if nothing is done: x, y, cosine, sine of each body after each step, step by
   * step. `fork` is another world that loses its state; its memory is used again from call to call.
   */
  predict(fork: PhysicsWorld, bodies: readonly BodyId[], options: PredictOptions): Float32Array {
    const c = this.begin('world.predict')
    const given = c.object(options, 'options')
    const { dtS = 1 / 60, substepCount = DEFAULT_SUBSTEP_COUNT, stepCount } = given
    const forkAt = c.pointerOf(fork, 'fork')
    const wanted = c.room(PREDICTION_BYTES)
    writePrediction(c, wanted, { dtS, substepCount, stepCount, bodies }, 'options', true)
    const count = Math.max(stepCount, 0) * bodies.length
    const poses = c.room(count * POSE_BYTES)
    c.check(c.x.qn_world_predict(this.at, forkAt, wanted, poses), this.at, forkAt)
    return c.memory.floats(poses, count * POSE_STRIDE).slice()
  }
}
