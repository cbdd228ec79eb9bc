/// <reference lib="esnext.disposable" preserve="true" />
// The package with its engine in a worker: the same calls, each with a promise. The worker starts when
// it is asked for. Where there can be none (a policy, a page from a file, Node), the same runs on this
// thread, one call a task.
import { ASYNC_DISPOSE, DISPOSE, stackHere, unwatch, watch } from './dispose.js'
import { QuoinError, raise } from './errors.js'
import { readShared } from './feed.js'
import { compileEngine, type LoadOptions } from './load.js'
import type { PhysicsWorld } from './physics-world.js'
import type { ProgressListener } from './progress.js'
import {
  ENGINE_ID,
  errorOf,
  isReference,
  type Port,
  type ToPage,
  type ToWorker,
} from './protocol.js'
import type { Remote, RemoteApi } from './remote.js'
import { serve } from './serve.js'

export type { Remote, RemoteApi, RemoteObject, RemoteResult } from './remote.js'

export interface ThreadedOptions extends LoadOptions {
  /** `off` stays on this thread; `auto`, which is usual, does so where no worker starts. */
  readonly worker?: 'auto' | 'off' | undefined
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (cause: unknown) => void
}

type Post = (message: ToWorker, transfer?: Transferable[]) => void

// ---- Bytes that go over without a copy --------------------------------------------------------

const handedOver = new WeakSet<object>()

/** As an argument: the bytes go to the worker without a copy and are gone here. */
export function transfer<T extends ArrayBufferView | ArrayBuffer>(bytes: T): T {
  handedOver.add(bytes)
  return bytes
}

function transferables(values: readonly unknown[]): Transferable[] {
  return values
    .filter((value) => typeof value === 'object' && value !== null && handedOver.has(value))
    .map((value) => (ArrayBuffer.isView(value) ? value.buffer : value) as ArrayBuffer)
}

// ---- The other end ----------------------------------------------------------------------------

interface Thread {
  readonly port: Port
  readonly isWorker: boolean
  /** Calls back once if it fails as a whole. */
  readonly onFailure: (tell: (error: QuoinError) => void) => void
  end(): void
}

function workerThread(): Thread {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
  return {
    port: worker,
    isWorker: true,
    onFailure: (tell) => {
      worker.addEventListener(
        'error',
        (event) => {
          tell(new QuoinError('unknown', 'worker', event.message ?? 'the worker did not start'))
        },
        { once: true },
      )
    },
    end: () => worker.terminate(),
  }
}

function ownThread(): Thread {
  const { port1, port2 } = new MessageChannel()
  const stop = serve(port1)
  port1.start()
  port2.start()
  return {
    port: port2,
    isWorker: false,
    onFailure: () => {},
    end: () => {
      stop()
      port1.close()
    },
  }
}

/** Resolves once the other end has an engine. */
function begin(thread: Thread, module: WebAssembly.Module): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const hear = ({ data }: MessageEvent) => {
      const message = data as ToPage
      thread.port.removeEventListener('message', hear)
      if (message.kind === 'ready') resolve(message.hasSimd)
      else if (message.kind === 'failed') reject(errorOf(message.error))
    }
    thread.port.addEventListener('message', hear)
    thread.onFailure(reject)
    thread.port.postMessage({ kind: 'start', module } satisfies ToWorker, [])
  })
}

// ---- Poses ------------------------------------------------------------------------------------

/** The newest poses of a world in a worker, without a message for a frame where memory is shared. */
export class PoseFeed {
  readonly #id: number
  readonly #post: Post
  #shared: SharedArrayBuffer | undefined
  #poses: Float32Array<ArrayBuffer> = new Float32Array(0)

  /** @internal Use `engine.poses`. */
  constructor(id: number, post: Post) {
    this.#id = id
    this.#post = post
  }

  /** Whether page and worker see the same memory. */
  get isShared(): boolean {
    return this.#shared !== undefined
  }

  /**
   * x, y, cosine, sine for each slot (`slotOf`), as `world.interpolatedPoses` has them, of the last step
   * that is known here. Good until the next call of the same.
   */
  read(): Float32Array {
    const read = this.#shared && readShared(this.#shared, this.#whole())
    if (read) this.#poses = read
    return this.#poses
  }

  /** @internal */
  hear(message: Extract<ToPage, { kind: 'poses' | 'shared' }>): void {
    if (message.kind === 'shared') {
      this.#shared = message.buffer
      return
    }
    const { buffer } = this.#poses
    this.#poses = new Float32Array(message.buffer, 0, message.count)
    if (buffer.byteLength > 0) this.#post({ kind: 'give', feed: this.#id, buffer }, [buffer])
  }

  #whole(): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#poses.buffer)
  }
}

// ---- This end ---------------------------------------------------------------------------------

class Client {
  readonly #thread: Thread
  readonly #waiting = new Map<number, Waiting>()
  readonly #feeds = new Map<number, PoseFeed>()
  readonly #ids = new WeakMap<object, number>()
  /** What the net knows each object of the worker by. */
  readonly #watched = new Map<number, object>()
  #last = 0
  #end: QuoinError | undefined

  constructor(thread: Thread) {
    this.#thread = thread
    thread.port.addEventListener('message', ({ data }) => this.#hear(data as ToPage))
    thread.onFailure((error) => this.end(error))
  }

  /** Nothing is answered any more. */
  end(error: QuoinError): void {
    if (this.#end) return
    this.#end = error
    this.#thread.end()
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
    for (const token of this.#watched.values()) unwatch(token)
    this.#watched.clear()
  }

  async poses(world: object): Promise<PoseFeed> {
    const known = this.#ids.get(world)
    if (known === undefined) raise('wrong-type', 'poses', 'only a world of this engine has poses')
    const id = this.#next()
    const feed = new PoseFeed(id, (message, moved) => this.#post(message, moved))
    this.#feeds.set(id, feed)
    await this.#ask({ kind: 'feed', id, world: known })
    return feed
  }

  async call(
    target: number,
    path: readonly string[],
    values: readonly unknown[],
    signal?: AbortSignal,
  ): Promise<unknown> {
    if (signal?.aborted) raise('aborted', path.join('.'), 'the signal was aborted before the call')
    const made = stackHere()
    const id = this.#next()
    const stop = () => this.#post({ kind: 'abort', id })
    signal?.addEventListener('abort', stop)
    try {
      const given = values.map((value) => this.#send(value))
      const ask = { kind: 'call', id, target, path, values: given } as const
      const value = await this.#ask(ask, transferables(values))
      if (path.length === 1 && path[0] === 'dispose') this.#forget(target)
      return this.#receive(value, values, `what ${path.join('.')} gave`, made)
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  /** Where a name leads that is asked of an object of the worker; it holds what it was asked of. */
  follow(target: number, path: readonly string[], signal?: AbortSignal, parent?: object): object {
    const known = new Map<string, object>()
    // Called, it is the call of that name; asked for a name, it goes one further.
    const call = (...values: unknown[]) => this.call(target, path, values, signal)
    return new Proxy(Object.assign(call, { parent }), {
      get: (_, name, proxy: object) => {
        if (name === ASYNC_DISPOSE) return () => this.call(target, ['dispose'], [])
        // Not a promise, whoever awaits it.
        if (typeof name === 'symbol' || name === 'then') return undefined
        if (name === 'withSignal') {
          return (other: AbortSignal) =>
            this.#named(target, this.follow(target, path, other, proxy))
        }
        const next = known.get(name) ?? this.follow(target, [...path, name], signal, proxy)
        known.set(name, next)
        return next
      },
    })
  }

  #named(id: number, proxy: object): object {
    this.#ids.set(proxy, id)
    return proxy
  }

  #next(): number {
    this.#last += 1
    return this.#last
  }

  #post(message: ToWorker, moved: Transferable[] = []): void {
    if (!this.#end) this.#thread.port.postMessage(message, moved)
  }

  #ask(message: Extract<ToWorker, { id: number }>, moved?: Transferable[]): Promise<unknown> {
    if (this.#end) return Promise.reject(this.#end)
    return new Promise((resolve, reject) => {
      this.#waiting.set(message.id, { resolve, reject })
      try {
        this.#post(message, moved)
      } catch (cause) {
        this.#waiting.delete(message.id)
        const words = 'an argument cannot cross to another thread'
        reject(new QuoinError('bad-definition', 'worker', words, cause))
      }
    })
  }

  #send(value: unknown): unknown {
    const isProxy = typeof value === 'function'
    const id = isProxy ? this.#ids.get(value as object) : undefined
    return id === undefined ? value : { quoinObject: id }
  }

  #receive(value: unknown, values: readonly unknown[], what: string, made: string): unknown {
    if (!isReference(value)) return value
    const id = value.quoinObject
    const same = values.find((one) => this.#ids.get(one as object) === id)
    if (same) return same
    const proxy = this.#named(id, this.follow(id, []))
    this.#watch(id, proxy, `${what} was never disposed`, made)
    return proxy
  }

  #watch(id: number, proxy: object, what: string, made: string): void {
    this.#forget(id)
    const token = {}
    this.#watched.set(id, token)
    watch(proxy, what, made, token)
  }

  #forget(id: number): void {
    const token = this.#watched.get(id)
    if (token) unwatch(token)
    this.#watched.delete(id)
  }

  #hear(message: ToPage): void {
    if (message.kind === 'result') this.#settle(message.id)?.resolve(message.value)
    else if (message.kind === 'error') this.#settle(message.id)?.reject(errorOf(message.error))
    else if (message.kind === 'poses' || message.kind === 'shared') {
      this.#feeds.get(message.feed)?.hear(message)
    }
  }

  #settle(id: number): Waiting | undefined {
    const found = this.#waiting.get(id)
    this.#waiting.delete(id)
    return found
  }
}

/** An engine in a worker, by the names of the package: `engine.sha256(bytes)`. End it with `release`. */
export type ThreadedEngine = RemoteApi & {
  readonly hasSimd: boolean
  /** False where everything runs on this thread after all. */
  readonly isInWorker: boolean
  /** The poses of a world from now on. */
  poses(world: Remote<PhysicsWorld>): Promise<PoseFeed>
  /** Ends the worker and all that is in it; calls that wait fail with `disposed`. */
  release(): void
  [Symbol.dispose](): void
}

function engineOver(thread: Thread, hasSimd: boolean): ThreadedEngine {
  const client = new Client(thread)
  const own = {
    hasSimd,
    isInWorker: thread.isWorker,
    poses: (world: Remote<PhysicsWorld>) => client.poses(world),
    release: () => {
      unwatch(own)
      client.end(new QuoinError('disposed', 'worker', 'the engine was released'))
    },
    [DISPOSE]: () => own.release(),
  }
  watch(own, 'an engine in a worker was never released')
  const names = new Map<string, object>()
  return new Proxy(own, {
    get: (_, name) => {
      if (name in own) return own[name as keyof typeof own]
      if (typeof name === 'symbol' || name === 'then') return undefined
      const found = names.get(name) ?? client.follow(ENGINE_ID, [name])
      names.set(name, found)
      return found
    },
  }) as unknown as ThreadedEngine
}

async function startWorker(module: WebAssembly.Module): Promise<ThreadedEngine | undefined> {
  if (typeof Worker === 'undefined') return undefined
  let thread: Thread | undefined
  try {
    thread = workerThread()
    return engineOver(thread, await begin(thread, module))
  } catch (cause) {
    thread?.end()
    // An engine that cannot be made there cannot be made here either.
    if (cause instanceof QuoinError && cause.code !== 'unknown') throw cause
    return undefined
  }
}

/** As `load`, with the engine in a worker of its own. */
export async function loadThreaded(options: ThreadedOptions = {}): Promise<ThreadedEngine> {
  const { worker = 'auto', signal, onProgress } = options
  let loaded = 0
  const tell: ProgressListener = (progress) => {
    loaded = progress.loaded
    onProgress?.(progress)
  }
  const module = await compileEngine({ ...options, onProgress: tell })
  if (signal?.aborted) raise('aborted', 'load', 'loading the engine was aborted')
  tell({ phase: 'instantiate', loaded, total: loaded, ratio: 1 })
  const started = worker === 'off' ? undefined : await startWorker(module)
  if (started) return started
  const thread = ownThread()
  return engineOver(thread, await begin(thread, module))
}
