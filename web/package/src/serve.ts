// The worker's end of `quoin/threaded`: an engine that does what messages ask. It runs as well on the
// page's own thread, over a MessageChannel, where there can be no worker.
//
// Calls are done one after the other, in the order in which they come, each in a task of its own:
// between two of them it is heard which of the others are called off.
import * as api from './api.js'
import type { Engine } from './engine.js'
import { raise } from './errors.js'
import { canShare, SharedPoses } from './feed.js'
import { Owned } from './owner.js'
import { PhysicsWorld, POSE_STRIDE } from './physics-world.js'
import {
  dataOf,
  ENGINE_ID,
  isReference,
  type Port,
  type Reference,
  type ToPage,
  type ToWorker,
} from './protocol.js'
import { Records } from './records.js'
import { MADE_OF_OTHERS } from './remote.js'
import { share } from './share.js'

type Call = Extract<ToWorker, { kind: 'call' | 'feed' }>
type Callable = (...values: unknown[]) => unknown
type Maker = new (...values: unknown[]) => Owned

const ROOM_AHEAD = 2

/** Tells the poses of one world. */
class Feed {
  readonly #id: number
  readonly world: PhysicsWorld
  readonly #port: Port
  readonly #free: ArrayBuffer[] = []
  #shared: SharedPoses | undefined
  isStale = true

  constructor(id: number, world: PhysicsWorld, port: Port) {
    this.#id = id
    this.world = world
    this.#port = port
  }

  give(buffer: ArrayBuffer): void {
    this.#free.push(buffer)
  }

  tell(): void {
    this.isStale = false
    if (this.world.isDisposed) return
    const poses = this.world.interpolatedPoses(1)
    if (canShare()) this.#share(poses)
    else this.#send(poses)
  }

  #share(poses: Float32Array): void {
    if (!this.#shared || poses.length > this.#shared.capacity) {
      this.#shared = new SharedPoses(Math.max(poses.length * ROOM_AHEAD, 64 * POSE_STRIDE))
      this.#shared.write(poses)
      const { buffer } = this.#shared
      post(this.#port, { kind: 'shared', feed: this.#id, buffer })
    } else {
      this.#shared.write(poses)
    }
  }

  #send(poses: Float32Array): void {
    const fits = (buffer: ArrayBuffer) => buffer.byteLength >= poses.byteLength
    const known = this.#free.findIndex(fits)
    const [found] = known < 0 ? [] : this.#free.splice(known, 1)
    if (!found) this.#free.length = 0
    const buffer = found ?? new ArrayBuffer(Math.max(poses.byteLength * ROOM_AHEAD, 1024))
    new Float32Array(buffer).set(poses)
    const count = poses.length
    post(this.#port, { kind: 'poses', feed: this.#id, buffer, count }, [buffer])
  }
}

function post(port: Port, message: ToPage, transfer: Transferable[] = []): void {
  port.postMessage(message, transfer)
}

/** Runs each of its jobs in a task of its own. */
class Pump {
  readonly #jobs: { readonly id: number; readonly run: () => Promise<void> }[] = []
  readonly #next = new MessageChannel()
  readonly #onIdle: () => void
  #isBusy = false

  constructor(onIdle: () => void) {
    this.#onIdle = onIdle
    this.#next.port1.onmessage = () => this.#runOne()
  }

  add(id: number, run: () => Promise<void>): void {
    this.#jobs.push({ id, run })
    if (this.#isBusy) return
    this.#isBusy = true
    this.#next.port2.postMessage(null)
  }

  /** Whether it had not begun. */
  drop(id: number): boolean {
    const at = this.#jobs.findIndex((job) => job.id === id)
    if (at >= 0) this.#jobs.splice(at, 1)
    return at >= 0
  }

  close(): void {
    this.#jobs.length = 0
    this.#next.port1.close()
  }

  async #runOne(): Promise<void> {
    await this.#jobs.shift()?.run()
    this.#isBusy = this.#jobs.length > 0
    if (this.#isBusy) this.#next.port2.postMessage(null)
    else this.#onIdle()
  }
}

/** Objects that live here and are known to the page by a number. */
class Objects {
  readonly #byId = new Map<number, Owned>()
  readonly #ids = new WeakMap<Owned, number>()
  #last = ENGINE_ID

  add(owner: Owned): Reference {
    const known = this.#ids.get(owner)
    if (known !== undefined) return { quoinObject: known }
    this.#last += 1
    this.#byId.set(this.#last, owner)
    this.#ids.set(owner, this.#last)
    return { quoinObject: this.#last }
  }

  get(id: number): Owned {
    const found = this.#byId.get(id)
    return found ?? raise('disposed', 'worker', `object ${id} was disposed`)
  }

  delete(id: number): void {
    this.#byId.delete(id)
  }

  disposeAll(): void {
    for (const owner of this.#byId.values()) owner.dispose()
    this.#byId.clear()
  }
}

/** A member that the object itself or its class has; nothing of what every object has. */
function memberOf(holder: unknown, name: string): unknown {
  if (typeof holder !== 'object' && typeof holder !== 'function') return undefined
  const isKnown = holder !== null && name in holder && !(name in Object.prototype)
  return isKnown ? (holder as Record<string, unknown>)[name] : undefined
}

class Host {
  readonly #port: Port
  readonly #engine: Engine
  readonly #objects = new Objects()
  readonly #feeds = new Map<number, Feed>()
  readonly #pump = new Pump(() => this.#tellStale())

  constructor(port: Port, engine: Engine) {
    this.#port = port
    this.#engine = engine
  }

  hear(message: ToWorker): void {
    if (message.kind === 'call' || message.kind === 'feed') {
      this.#pump.add(message.id, () => this.#answer(message))
    } else if (message.kind === 'give') {
      this.#feeds.get(message.feed)?.give(message.buffer)
    } else if (message.kind === 'abort' && this.#pump.drop(message.id)) {
      const error = {
        code: 'aborted',
        during: 'worker',
        message: 'the call was called off',
      } as const
      post(this.#port, { kind: 'error', id: message.id, error })
    }
  }

  close(): void {
    this.#pump.close()
    this.#feeds.clear()
    this.#objects.disposeAll()
    this.#engine.release()
  }

  async #answer(call: Call): Promise<void> {
    try {
      const value = await (call.kind === 'feed' ? this.#feed(call) : this.#call(call))
      const { sent, transfer } = this.#pack(value)
      post(this.#port, { kind: 'result', id: call.id, value: sent }, transfer)
    } catch (cause) {
      post(this.#port, { kind: 'error', id: call.id, error: dataOf(cause) })
    }
  }

  #feed({ id, world }: Extract<ToWorker, { kind: 'feed' }>): number {
    const found = this.#objects.get(world)
    if (!(found instanceof PhysicsWorld)) raise('wrong-type', 'poses', 'only a world has poses')
    const feed = new Feed(id, found, this.#port)
    this.#feeds.set(id, feed)
    feed.tell()
    return id
  }

  async #call({ target, path, values }: Extract<ToWorker, { kind: 'call' }>): Promise<unknown> {
    const given = values.map((value) =>
      isReference(value) ? this.#objects.get(value.quoinObject) : value,
    )
    if (target === ENGINE_ID) return this.#callApi(path, given)
    const owner = this.#objects.get(target)
    const result = await this.#invoke(owner, path, given)
    const name = path.join('.')
    if (name === 'dispose' || owner.isDisposed) this.#objects.delete(target)
    this.#touch([owner, ...given], name === 'step')
    return result
  }

  // The functions and classes of the package, each with the engine in front as it is called on a page.
  #callApi(path: readonly string[], given: readonly unknown[]): unknown {
    const [name = '', verb] = path
    const found = memberOf(api, name)
    if (typeof found !== 'function') return this.#invoke(this.#engine, path, given)
    const isFirst = !MADE_OF_OTHERS.has(name)
    const values = isFirst ? [this.#engine, ...given] : given
    if (verb === 'create') return new (found as unknown as Maker)(...values)
    return this.#invoke(
      verb === undefined ? api : found,
      path.slice(verb === undefined ? 0 : 1),
      values,
    )
  }

  #invoke(holder: unknown, path: readonly string[], values: readonly unknown[]): unknown {
    const last = path.at(-1) ?? ''
    const owner = path.slice(0, -1).reduce(memberOf, holder)
    const member = memberOf(owner, last)
    if (typeof member === 'function') return (member as Callable).apply(owner, [...values])
    if (member === undefined) raise('bad-definition', 'worker', `there is no ${path.join('.')}`)
    return member
  }

  /** What the page gets: objects by their number, bytes as they are, records as an array. */
  #pack(value: unknown): { sent: unknown; transfer: Transferable[] } {
    if (value instanceof Owned) return { sent: this.#objects.add(value), transfer: [] }
    if (value instanceof Records) return { sent: [...value], transfer: [] }
    if (ArrayBuffer.isView(value)) {
      // A view of the engine's memory cannot leave it.
      const isOwn = value.buffer !== this.#engine.core.x.memory.buffer
      const own = isOwn ? value : (value as Float32Array).slice()
      return { sent: own, transfer: [own.buffer as ArrayBuffer] }
    }
    return { sent: value, transfer: [] }
  }

  #touch(owners: readonly unknown[], isStep: boolean): void {
    for (const feed of this.#feeds.values()) {
      if (!owners.includes(feed.world)) continue
      feed.isStale = true
      if (isStep) feed.tell()
    }
  }

  #tellStale(): void {
    for (const feed of this.#feeds.values()) if (feed.isStale) feed.tell()
  }
}

/** Serves what is asked through the port, from its first message on, until the returned call. */
export function serve(port: Port): () => void {
  let host: Host | undefined
  let isOver = false
  const start = async (module: WebAssembly.Module) => {
    try {
      const engine = await share(undefined, async () => module, {})
      host = new Host(port, engine)
      if (isOver) host.close()
      else post(port, { kind: 'ready', hasSimd: engine.hasSimd })
    } catch (cause) {
      post(port, { kind: 'failed', error: dataOf(cause) })
    }
  }
  const hear = ({ data }: MessageEvent) => {
    const message = data as ToWorker
    if (message.kind === 'start') void start(message.module)
    else host?.hear(message)
  }
  port.addEventListener('message', hear)
  return () => {
    isOver = true
    port.removeEventListener('message', hear)
    host?.close()
  }
}
