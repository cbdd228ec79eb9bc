import { type Engine, type PhysicsWorld, Recorder, Replay } from 'quoin'
import { ball, bin, box, polygon, vec } from '../kit'
import { type Input, type Scene, view } from '../scene'

const INPUT_BYTES = 9
const HASH_INTERVAL_TICKS = 10

function pack(input: Input): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(INPUT_BYTES))
  bytes.setUint8(0, Number(input.isDown))
  bytes.setFloat32(1, input.xM)
  bytes.setFloat32(5, input.yM)
  return new Uint8Array(bytes.buffer)
}

function unpack(data: Uint8Array): Input {
  const bytes = new DataView(data.buffer, data.byteOffset, data.byteLength)
  return {
    isDown: bytes.getUint8(0) !== 0,
    xM: bytes.getFloat32(1),
    yM: bytes.getFloat32(5),
    keys: 0,
  }
}

/** Takes down every input from the first tick on, and plays them again when it is asked to. */
class Tape {
  readonly #engine: Engine
  readonly #world: PhysicsWorld
  #recorder: Recorder
  #replay: Replay | undefined
  #waiting: Uint8Array | undefined
  #sizeBytes = 0
  // The tick that the world is at, unless somebody took it to another time.
  #tick: number
  #wantsPlay = false

  constructor(engine: Engine, world: PhysicsWorld) {
    this.#engine = engine
    this.#world = world
    this.#recorder = this.#record()
    this.#tick = world.getCounters().tickCount
  }

  /** What the tick that begins is given, whoever it comes from. */
  next(live: Input): Input {
    if (this.#wantsPlay) this.#rewind()
    const tick = this.#world.getCounters().tickCount
    if (tick !== this.#tick) this.#startAnew()
    this.#tick = tick + 1
    const played = this.#replay && this.#played(this.#replay, tick)
    if (played) return played
    this.#take()
    this.#waiting = pack(live)
    return unpack(this.#waiting)
  }

  /** With the next tick. */
  play(): void {
    this.#wantsPlay = this.#replay === undefined
  }

  words(): string {
    const tick = this.#world.getCounters().tickCount
    if (!this.#replay) return `recording: ${tick} ticks`
    const verdict = this.#replay.hasDiverged() === undefined ? 'every hash agrees' : 'it diverged'
    return `playing ${tick} of ${this.#replay.getInfo().tickCount}: ${verdict} (${this.#sizeBytes} bytes)`
  }

  dispose(): void {
    this.#recorder.dispose()
    this.#replay?.dispose()
  }

  #rewind(): void {
    this.#wantsPlay = false
    this.#take()
    const bytes = this.#recorder.write()
    this.#sizeBytes = bytes.length
    this.#replay = new Replay(this.#engine, bytes)
    this.#replay.seek(this.#world, this.#replay.getInfo().firstTick)
    this.#tick = this.#world.getCounters().tickCount
  }

  #record(): Recorder {
    return new Recorder(this.#world, { hashIntervalTicks: HASH_INTERVAL_TICKS })
  }

  // The input of the tick before, now that its step is taken.
  #take(): void {
    if (this.#waiting) this.#recorder.add(this.#world, this.#waiting)
    this.#waiting = undefined
  }

  #played(replay: Replay, tick: number): Input | undefined {
    const { firstTick, tickCount } = replay.getInfo()
    if (tick > firstTick) replay.agrees(this.#world)
    if (tick < firstTick + tickCount) return unpack(replay.next())
    this.#startAnew()
    return undefined
  }

  // A recording cannot be cut; a new one begins with the world as it is.
  #startAnew(): void {
    this.dispose()
    this.#replay = undefined
    this.#waiting = undefined
    this.#recorder = this.#record()
  }
}

export const replay: Scene = {
  name: 'replay',
  title: 'Replay',
  hint: 'Throw things about, then play it back: only your inputs are kept, and every hash agrees.',
  views: [view(0, 5.2, 24, 13)],
  setup(world, engine) {
    bin(world, 10, 10)
    for (let index = 0; index < 40; index++) {
      const at = vec(-7 + (index % 8) * 2, 1 + Math.floor(index / 8) * 1.3)
      if (index % 3 === 0) ball(world, at, 0.5)
      else if (index % 3 === 1) box(world, at, vec(0.5, 0.5))
      else polygon(world, at, 5, 0.55)
    }
    const tape = new Tape(engine, world)
    return {
      buttons: [{ label: 'Play back', action: () => tape.play() }],
      input: (live) => tape.next(live),
      status: () => tape.words(),
      dispose: () => tape.dispose(),
    }
  },
}
