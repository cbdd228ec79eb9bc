// What the routes share: the threads, the module, the referee, the limits. Made with the first
// request and kept through the reloads of the development server.
import { Worker } from 'node:worker_threads'
import { type Engine, load } from 'quoin'
import type { CommandPool } from './command-pool'
import { PoolReferee } from './pool-referee'
import { isPostgresAddress } from './postgres'
import { QueueReferee } from './queue-referee'
import { RateLimit } from './rate-limit'
import type { Referee } from './referee'
import { RunStore } from './run-store'
import { numberFrom } from './settings'
import { SqliteLeaderboard } from './sqlite-leaderboard'
import { makeToolPool } from './tool-pool'

export class Service {
  readonly limit = new RateLimit({
    burst: numberFrom('QUOIN_BURST', 20),
    perMinute: numberFrom('QUOIN_PER_MINUTE', 60),
    addressesMax: 10_000,
  })
  #pool: Promise<CommandPool> | undefined
  #engine: Promise<Engine> | undefined
  #referee: Promise<Referee> | undefined

  get pool(): Promise<CommandPool> {
    this.#pool ??= makeToolPool(
      new URL('../../wasi/quoin.wasm', import.meta.url),
      () => new Worker(new URL('./command-worker.mjs', import.meta.url)),
    )
    return this.#pool
  }

  get engine(): Promise<Engine> {
    this.#engine ??= load()
    return this.#engine
  }

  /** Tried anew with the next request where it cannot be made. */
  get referee(): Promise<Referee> {
    this.#referee ??= this.#makeReferee().catch((cause: unknown) => {
      this.#referee = undefined
      throw cause
    })
    return this.#referee
  }

  async #makeReferee(): Promise<Referee> {
    const database = process.env.QUOIN_DATABASE ?? ':memory:'
    return isPostgresAddress(database)
      ? new QueueReferee(await RunStore.open(database, false))
      : new PoolReferee(await this.pool, new SqliteLeaderboard(database))
  }
}

const KEY = Symbol.for('belfry-web.service')
const shared = globalThis as { [KEY]?: Service }

export function service(): Service {
  shared[KEY] ??= new Service()
  return shared[KEY]
}
