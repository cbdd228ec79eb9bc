// Going back in time and playing what was played: histories, recorders and replays. Each lives in
// the engine's memory until it is disposed.
import { HistoryCalls, RecorderCalls, ReplayCalls } from './calls.gen.js'
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import type { Given } from './given.js'
import type { Owner } from './owner.js'
import type { PhysicsWorld } from './physics-world.js'
import { markStages } from './stage-marks.js'
import {
  HISTORY_DEF_BYTES,
  type HistoryDef,
  RECORDER_DEF_BYTES,
  type RecorderDef,
  writeHistoryDef,
  writeRecorderDef,
} from './structs.gen.js'

const DEFAULT_MAX_TICKS = 108_000 // half an hour

function makeHistory(c: EngineCore, out: number, def: Given<HistoryDef>): number {
  const defAt = c.room(HISTORY_DEF_BYTES)
  c.x.qn_history_def_default(defAt)
  writeHistoryDef(c, defAt, def, 'def', false)
  return c.x.qn_history_create(defAt, out)
}

/** The last ticks of a world in a fixed number of bytes, to go back to any of them exactly. */
export class History extends HistoryCalls {
  constructor(engine: Engine, def: Given<HistoryDef> = {}) {
    super(
      engine.core,
      'history',
      (c, out) => makeHistory(c, out, def),
      (c, at) => c.x.qn_history_destroy(at),
    )
  }

  override step(world: Owner, dtS: number, substepCount: number): void {
    super.step(world, dtS, substepCount)
    markStages(world)
  }
}

function makeRecorder(c: EngineCore, out: number, world: number, def: Given<RecorderDef>): number {
  const defAt = c.room(RECORDER_DEF_BYTES)
  c.x.qn_recorder_def_default(defAt)
  writeRecorderDef(c, defAt, def, 'def', false)
  return c.x.qn_recorder_create(defAt, world, out)
}

/** Takes down the inputs of a game, and hashes of the world to tell whether they lead to the same. */
export class Recorder extends RecorderCalls {
  /** The replay begins with the world as it is. */
  constructor(world: PhysicsWorld, def: Given<RecorderDef> = {}) {
    super(
      world.begin('recorder.create'),
      'recorder',
      (c, out) => makeRecorder(c, out, world.at, def),
      (c, at) => c.x.qn_recorder_destroy(at),
      world.at,
    )
  }
}

// Opens a copy of the bytes that the engine reads from for as long as the replay lives.
function openReplay(
  c: EngineCore,
  out: number,
  copy: number,
  size: number,
  maxTickCount: number,
): number {
  const span = c.room(8)
  c.memory.setU32(span, copy)
  c.memory.setU32(span + 4, size)
  const error = c.x.qn_replay_open(span, maxTickCount, out)
  if (error !== 0) c.free(copy)
  return error
}

/** Reads what a recorder wrote, from anywhere: what is damaged or forged is refused at once. */
export class Replay extends ReplayCalls {
  constructor(engine: Engine, bytes: Uint8Array, maxTickCount: number = DEFAULT_MAX_TICKS) {
    const core = engine.core.begin('replay.open')
    const most = core.word(maxTickCount, 'maxTickCount')
    const copy = core.keepBytes(bytes, 'bytes')
    super(
      core,
      'replay',
      (c, out) => openReplay(c, out, copy, bytes.length, most),
      (c, at) => {
        c.x.qn_replay_close(at)
        c.free(copy)
      },
    )
  }
}
