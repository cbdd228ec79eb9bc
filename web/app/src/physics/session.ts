// One scene at work in one world: steps it through a history, gives it what the person does, and
// says how things stand. It knows nothing of React and draws nothing.
import { type Engine, type HeapStats, History, type PhysicsWorld, type Vec2 } from 'quoin'
import { Grab, pickBody } from 'quoin/react'
import { type Input, NO_INPUT, type Scene, type SceneRun } from './scene'
import { type StageTime, StageTimes } from './stage-times'
import { Ticker } from './ticker'

// Room for half a minute of the largest scene.
const HISTORY = { budgetBytes: 24 << 20, tickCapacity: 1800, keyframeIntervalTicks: 30 }
const SUBSTEP_COUNT = 4

export interface Report {
  readonly tick: number
  readonly oldestTick: number
  readonly newestTick: number
  readonly bodies: number
  readonly awake: number
  readonly contacts: number
  readonly joints: number
  readonly hash: string
  readonly heap: HeapStats
  /** Whether every number of every pose is one. */
  readonly isFinite: boolean
  /** Where the body is that is being dragged. */
  readonly held: Vec2 | undefined
  readonly status: string
  readonly stages: readonly StageTime[]
  readonly advice: readonly string[]
  readonly events: readonly string[]
  readonly hasSave: boolean
}

export class Session {
  readonly world: PhysicsWorld
  readonly scene: Scene
  readonly run: SceneRun
  /** How far from a body it can still be taken hold of; the canvas knows what a finger covers. */
  slackM = 0
  readonly #engine: Engine
  readonly #history: History
  readonly #grab: Grab
  readonly #ticker: Ticker
  readonly #stages: StageTimes
  readonly #actions: (() => void)[] = []
  #live: Input = NO_INPUT
  // A press that is shorter than a tick is still one.
  #isPressUnseen = false
  #last: Input = NO_INPUT
  #isScenesGesture = false
  #hasJumped = false
  #save: Uint8Array | undefined

  constructor(engine: Engine, world: PhysicsWorld, scene: Scene) {
    this.#engine = engine
    this.world = world
    this.scene = scene
    this.#grab = new Grab(world)
    this.#ticker = new Ticker(scene.events ?? [])
    this.#stages = new StageTimes(world)
    world.setProfiling(true)
    this.run = scene.setup(world, engine) ?? {}
    this.#history = new History(engine, HISTORY)
  }

  /** Whether each stage of a step is told to the browser's profiler. */
  showInTimeline(timeline: boolean): void {
    this.world.setProfiling(true, { timeline })
  }

  dispose(): void {
    this.run.dispose?.()
    this.#history.dispose()
  }

  // ---- What the person does ----------------------------------------------------------------

  pointer(isDown: boolean, at: Vec2): void {
    if (isDown && !this.#live.isDown) this.#isPressUnseen = true
    this.#live = { ...this.#live, isDown, xM: at.x, yM: at.y }
  }

  key(key: number, isDown: boolean): void {
    const keys = isDown ? this.#live.keys | key : this.#live.keys & ~key
    this.#live = { ...this.#live, keys }
  }

  /** Done before the next step, so that going back undoes it. */
  act(action: () => void): void {
    this.#actions.push(action)
  }

  // ---- Time --------------------------------------------------------------------------------

  step(dtSeconds: number): void {
    const input = this.#takeInput()
    for (const action of this.#actions.splice(0)) action()
    this.#applyPointer(input)
    this.run.tick?.(input)
    this.#history.step(this.world, dtSeconds, SUBSTEP_COUNT)
    this.#ticker.read(this.world, this.world.getCounters().tickCount)
    this.#stages.add(this.world)
  }

  /** Goes to a tick of the range of `report`; the next step goes on from there. */
  seek(tick: number): void {
    const range = this.#history.range()
    if (!range) return
    const target = Math.min(Math.max(tick, range.oldest), range.newest)
    this.#history.restore(this.world, target)
    this.#leaveGesture()
    this.#ticker.rewind(target)
  }

  save(): void {
    this.#save = this.world.snapshot()
  }

  load(): void {
    if (!this.#save) return
    this.world.restore(this.#save)
    this.#leaveGesture()
    this.#ticker.rewind(-1)
  }

  // ---- How things stand --------------------------------------------------------------------

  #heldAt(): Vec2 | undefined {
    const { body } = this.#grab
    const isHeld = body !== undefined && this.world.body.isAlive(body)
    return isHeld ? this.world.body.pose(body).p : undefined
  }

  report(): Report {
    const counters = this.world.getCounters()
    const range = this.#history.range()
    return {
      tick: counters.tickCount,
      oldestTick: range?.oldest ?? counters.tickCount,
      newestTick: range?.newest ?? counters.tickCount,
      bodies: counters.bodyCount,
      awake: counters.awakeBodyCount,
      contacts: counters.touchingContactCount,
      joints: counters.jointCount,
      hash: this.world.stateHash().toString(16).padStart(16, '0'),
      heap: this.#engine.heapStats(),
      isFinite: this.world.poses().floats.every(Number.isFinite),
      held: this.#heldAt(),
      status: this.run.status?.() ?? '',
      stages: this.#stages.list(),
      advice: this.world.advise().map((advice) => this.world.adviceText(advice)),
      events: this.#ticker.texts(),
      hasSave: this.#save !== undefined,
    }
  }

  // ---- A tick ------------------------------------------------------------------------------

  #takeInput(): Input {
    const live = this.#isPressUnseen ? { ...this.#live, isDown: true } : this.#live
    this.#isPressUnseen = false
    return this.run.input?.(live) ?? live
  }

  // Joints that came back with an earlier time go here and not in `seek`, so that the world is to
  // the bit what it was for as long as it stands still.
  #applyPointer(input: Input): void {
    const at = { x: input.xM, y: input.yM }
    if (this.#hasJumped) this.#grab.forget()
    this.#hasJumped = false
    if (input.isDown && !this.#last.isDown) this.#press(at)
    else if (input.isDown) this.#drag(at)
    else if (this.#last.isDown) this.#release(at)
    this.#last = input
  }

  #press(at: Vec2): void {
    const body = pickBody(this.world, at, this.slackM)
    this.#isScenesGesture = this.run.press?.(at, body) ?? false
    if (!this.#isScenesGesture && body !== undefined) this.#grab.take(body, at)
  }

  #drag(at: Vec2): void {
    if (this.#isScenesGesture) this.run.drag?.(at)
    else this.#grab.move(at)
  }

  #release(at: Vec2): void {
    if (this.#isScenesGesture) this.run.release?.(at)
    else this.#grab.release()
    this.#isScenesGesture = false
  }

  #leaveGesture(): void {
    this.#hasJumped = true
    this.#last = NO_INPUT
    this.#isScenesGesture = false
    this.#live = { ...this.#live, isDown: false }
  }
}
