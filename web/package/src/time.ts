// Going back in time and playing what was played: histories, recorders and replays. Each lives in
// the engine's memory until it is disposed.
import { HistoryCalls, RecorderCalls, ReplayCalls } from './calls.gen.js'
import type { EngineCore } from './engine-core.js'
import type { Given } from './given.js'
import type { Engine } from './load.js'
import { Owned } from './owner.js'
import type { PhysicsWorld } from './physics-world.js'
import {
  HISTORY_DEF_BYTES,
  type HistoryDef,
  RECORDER_DEF_BYTES,
  type RecorderDef,
  writeHistoryDef,
  writeRecorderDef,
} from './structs.gen.js'

const DEFAULT_MAX_TICKS = 108_000 // half an hour

// What is made by `make`, which writes its address, and freed by `destroy`.
class Life extends Owned {
  readonly #destroy: (c: EngineCore, at: number) => void

  constructor(
    core: EngineCore,
    noun: string,
    make: (c: EngineCore, out: number) => number,
    destroy: (c: EngineCore, at: number) => void,
    world = 0,
  ) {
    super(core, noun)
    this.#destroy = destroy
    const c = core.begin(`${noun}.create`)
    const out = c.room(4)
    c.check(make(c, out), world)
    this.own(c.memory.getU32(out))
  }

  free(): void {
    const at = this.disown()
    if (at !== 0) this.#destroy(this.core, at)
  }
}

/** The last ticks of a world in a fixed number of bytes, to go back to any of them exactly. */
export class History extends HistoryCalls {
  readonly #life: Life

  constructor(engine: Engine, def: Given<HistoryDef> = {}) {
    const life = new Life(
      engine.core,
      'history',
      (c, out) => {
        const defAt = c.room(HISTORY_DEF_BYTES)
        c.x.qn_history_def_default(defAt)
        writeHistoryDef(c, defAt, def, 'def', false)
        return c.x.qn_history_create(defAt, out)
      },
      (c, at) => c.x.qn_history_destroy(at),
    )
    super(life)
    this.#life = life
  }

  get isDisposed(): boolean {
    return this.#life.isDisposed
  }

  dispose(): void {
    this.#life.free()
  }
}

/** Takes down the inputs of a game, and hashes of the world to tell whether they lead to the same. */
export class Recorder extends RecorderCalls {
  readonly #life: Life

  /** The replay begins with the world as it is. */
  constructor(world: PhysicsWorld, def: Given<RecorderDef> = {}) {
    const core = world.begin('recorder.create')
    const life = new Life(
      core,
      'recorder',
      (c, out) => {
        const defAt = c.room(RECORDER_DEF_BYTES)
        c.x.qn_recorder_def_default(defAt)
        writeRecorderDef(c, defAt, def, 'def', false)
        return c.x.qn_recorder_create(defAt, world.at, out)
      },
      (c, at) => c.x.qn_recorder_destroy(at),
      world.at,
    )
    super(life)
    this.#life = life
  }

  get isDisposed(): boolean {
    return this.#life.isDisposed
  }

  dispose(): void {
    this.#life.free()
  }
}

function openReplay(core: EngineCore, copy: number, size: number, maxTickCount: number): Life {
  try {
    return new Life(
      core,
      'replay',
      (c, out) => {
        const span = c.room(8)
        c.memory.setU32(span, copy)
        c.memory.setU32(span + 4, size)
        return c.x.qn_replay_open(span, c.word(maxTickCount, 'maxTickCount'), out)
      },
      (c, at) => c.x.qn_replay_close(at),
    )
  } catch (cause) {
    core.free(copy)
    throw cause
  }
}

/** Reads what a recorder wrote, from anywhere: what is damaged or forged is refused at once. */
export class Replay extends ReplayCalls {
  readonly #life: Life
  readonly #core: EngineCore
  // The engine reads from its own copy for as long as the replay is open.
  readonly #bytes: number

  constructor(engine: Engine, bytes: Uint8Array, maxTickCount: number = DEFAULT_MAX_TICKS) {
    const core = engine.core.begin('replay.open')
    const copy = core.keepBytes(bytes, 'bytes')
    const life = openReplay(core, copy, bytes.length, maxTickCount)
    super(life)
    this.#life = life
    this.#core = core
    this.#bytes = copy
  }

  get isDisposed(): boolean {
    return this.#life.isDisposed
  }

  dispose(): void {
    if (this.isDisposed) return
    this.#life.free()
    this.#core.free(this.#bytes)
  }
}
