// What the routes share: the threads, the module, the leaderboard, the limits. Made with the first
// request and kept through the reloads of the development server.
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { type Engine, load } from 'quoin'
import { CommandPool } from './command-pool'
import type { Leaderboard } from './leaderboard'
import { RateLimit } from './rate-limit'
import { SqliteLeaderboard } from './sqlite-leaderboard'

/** How long a command may take, whatever it was given. */
const LIMIT_MS = 2000

function numberFrom(variable: string, usual: number): number {
  const value = Number(process.env[variable] ?? usual)
  return Number.isFinite(value) && value > 0 ? value : usual
}

async function makePool(): Promise<CommandPool> {
  const file = new URL('../../wasi/quoin.wasm', import.meta.url)
  const module = await WebAssembly.compile(new Uint8Array(await readFile(file)))
  return new CommandPool({
    module,
    createWorker: () => new Worker(new URL('./command-worker.mjs', import.meta.url)),
    threadCount: numberFrom('QUOIN_THREADS', Math.max(1, availableParallelism() - 1)),
    limitMs: LIMIT_MS,
    waitingMax: 64,
  })
}

export class Service {
  readonly limit = new RateLimit({
    burst: numberFrom('QUOIN_BURST', 20),
    perMinute: numberFrom('QUOIN_PER_MINUTE', 60),
    addressesMax: 10_000,
  })
  #pool: Promise<CommandPool> | undefined
  #engine: Promise<Engine> | undefined
  #board: Leaderboard | undefined

  get pool(): Promise<CommandPool> {
    this.#pool ??= makePool()
    return this.#pool
  }

  get engine(): Promise<Engine> {
    this.#engine ??= load()
    return this.#engine
  }

  get leaderboard(): Leaderboard {
    this.#board ??= new SqliteLeaderboard(process.env.QUOIN_DATABASE ?? ':memory:')
    return this.#board
  }
}

const KEY = Symbol.for('belfry-web.service')
const shared = globalThis as { [KEY]?: Service }

export function service(): Service {
  shared[KEY] ??= new Service()
  return shared[KEY]
}
