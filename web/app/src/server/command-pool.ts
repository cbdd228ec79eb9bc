// Runs commands (command-worker.mjs) on threads of their own, each in a folder of its own that is made for it
// and removed after it.
//
// A thread that has not answered within the limit is ended and another takes its place, so that the
// worst input costs one thread for that long and slows nobody behind it. What waits is bounded, in number
// and in time, and addresses take turns (turns.ts).
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import type { CommandMessage, CommandReply, CommandRequest } from './command-worker.mjs'
import { type Turn, Turns } from './turns'

const ADDRESSES_MAX = 10_000
const USUAL_MS = 50

export interface PoolOptions {
  readonly module: WebAssembly.Module
  /** Makes a thread of command-worker.mjs. */
  readonly createWorker: () => Worker
  readonly threadCount: number
  readonly limitMs: number
  /** How many may wait for a thread; of one more, the one whose turn is last is refused. */
  readonly waitingMax: number
  /** What has waited so long is refused. */
  readonly waitingMaxMs: number
}

export type CommandOutcome =
  | {
      readonly kind: 'ended'
      readonly exitCode: number
      readonly stdout: string
      readonly stderr: string
    }
  | { readonly kind: 'trapped'; readonly message: string }
  | { readonly kind: 'too-slow' }
  | { readonly kind: 'busy' }

/** What is done with the folder before and after the command. */
export interface CommandJob<T> {
  readonly args: readonly string[]
  /** Whose turn it takes. */
  readonly address?: string
  /** How long it may take; what takes less goes first. */
  readonly guessMs?: number
  /** Puts what the command reads into the folder. */
  readonly prepare: (folder: string) => Promise<void>
  /** Takes what it made; the folder is gone afterwards. */
  readonly collect: (outcome: CommandOutcome, folder: string) => Promise<T>
}

type Waiting = Pick<CommandJob<unknown>, 'address' | 'guessMs'>
type Reply = CommandReply | 'too-slow' | 'busy'

interface Task {
  readonly request: CommandRequest
  readonly turn: Turn
  readonly settle: (reply: Reply) => void
  readonly stopWaiting: () => void
}

export class CommandPool {
  readonly #options: PoolOptions
  readonly #idle: Worker[] = []
  readonly #busy = new Set<Worker>()
  /** In the order of their turns. */
  readonly #waiting: Task[] = []
  readonly #turns = new Turns(ADDRESSES_MAX)
  /** Let in and not done, also while their folders are made. */
  #admitted = 0

  constructor(options: PoolOptions) {
    this.#options = options
  }

  async run<T>(job: CommandJob<T>): Promise<T> {
    const { threadCount, waitingMax } = this.#options
    const isFull = this.#admitted >= threadCount + waitingMax
    if (isFull && !this.#makeRoomFor(job)) return job.collect({ kind: 'busy' }, '')
    this.#admitted += 1
    try {
      return await this.#runInFolder(job)
    } finally {
      this.#admitted -= 1
    }
  }

  /** Ends all threads; what waits or runs is too slow. */
  async close(): Promise<void> {
    for (const task of this.#waiting.splice(0)) {
      task.stopWaiting()
      task.settle('too-slow')
    }
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((worker) => worker.terminate()))
  }

  async #runInFolder<T>(job: CommandJob<T>): Promise<T> {
    const home = await mkdtemp(join(tmpdir(), 'quoin-'))
    try {
      const folder = join(home, 'root')
      await mkdir(folder)
      await job.prepare(folder)
      const stdout = join(home, 'stdout')
      const stderr = join(home, 'stderr')
      const request = { args: job.args, folder, stdout, stderr }
      const reply = await this.#reply(request, job)
      return await job.collect(await outcomeOf(reply, stdout, stderr), folder)
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  }

  #reply(request: CommandRequest, job: Waiting): Promise<Reply> {
    return new Promise((settle) => {
      const turn = this.#turns.take(job.address ?? '', job.guessMs ?? USUAL_MS)
      const timer = setTimeout(() => this.#refuse(task), this.#options.waitingMaxMs)
      const task = { request, turn, settle, stopWaiting: () => clearTimeout(timer) }
      const behind = this.#waiting.findIndex((other) => other.turn.place > turn.place)
      this.#waiting.splice(behind < 0 ? this.#waiting.length : behind, 0, task)
      this.#start()
    })
  }

  /** Refuses the last of those that wait, if this one would be before it. */
  #makeRoomFor({ address = '', guessMs = USUAL_MS }: Waiting): boolean {
    const last = this.#waiting.at(-1)
    if (!last || last.turn.place <= this.#turns.placeOf(address, guessMs)) return false
    this.#refuse(last)
    return true
  }

  #refuse(task: Task): void {
    this.#waiting.splice(this.#waiting.indexOf(task), 1)
    this.#turns.settle(task.turn, 0, false)
    task.stopWaiting()
    task.settle('busy')
  }

  #start(): void {
    while (this.#waiting.length > 0 && this.#busy.size < this.#options.threadCount) {
      const task = this.#waiting.shift()
      task?.stopWaiting()
      if (task) this.#give(task, this.#idle.pop())
    }
  }

  // The limit is of the command: that of a new thread begins when it runs.
  #give(task: Task, rested: Worker | undefined): void {
    const worker = rested ?? this.#options.createWorker()
    this.#busy.add(worker)
    this.#turns.begin(task.turn)
    const beganMs = performance.now()
    worker.removeAllListeners()
    const done = (reply: Reply, isSound: boolean) => {
      clearTimeout(timer)
      this.#turns.settle(task.turn, performance.now() - beganMs, !isGood(reply))
      worker.removeAllListeners()
      this.#busy.delete(worker)
      if (isSound) this.#rest(worker)
      else worker.on('error', () => undefined).terminate()
      task.settle(reply)
      this.#start()
    }
    let timer: NodeJS.Timeout | undefined
    const begin = () => {
      timer = setTimeout(() => done('too-slow', false), this.#options.limitMs)
    }
    if (rested) begin()
    else worker.once('online', begin)
    worker.once('message', (reply: CommandReply) => done(reply, 'exitCode' in reply))
    worker.once('error', (cause) => done({ trap: String(cause) }, false))
    worker.once('exit', () => done({ trap: 'the thread ended' }, false))
    const message: CommandMessage = { ...task.request, module: this.#options.module }
    worker.postMessage(message)
    worker.unref()
  }

  // One that dies while it has nothing to do is forgotten.
  #rest(worker: Worker): void {
    const forget = () => {
      const at = this.#idle.indexOf(worker)
      if (at >= 0) this.#idle.splice(at, 1)
    }
    worker.on('error', forget).on('exit', forget)
    this.#idle.push(worker)
  }
}

function isGood(reply: Reply): boolean {
  return typeof reply === 'object' && 'exitCode' in reply && reply.exitCode === 0
}

async function outcomeOf(reply: Reply, stdout: string, stderr: string): Promise<CommandOutcome> {
  if (reply === 'too-slow' || reply === 'busy') return { kind: reply }
  if ('trap' in reply) return { kind: 'trapped', message: reply.trap }
  return {
    kind: 'ended',
    exitCode: reply.exitCode,
    stdout: await readFile(stdout, 'utf8'),
    stderr: await readFile(stderr, 'utf8'),
  }
}
