// The database that servers and verifiers share: the queue of runs and the leaderboard.
import { Postgres } from './postgres'
import { LEADERBOARD_SCHEMA, PostgresLeaderboard } from './postgres-leaderboard'
import type { Judgement } from './referee'
import { type PostedRun, RunQueue } from './run-queue'
import type { Trial } from './trial'

/** Any number that nothing else in the database locks by. */
const SETUP_LOCK = 7_305_241

export class RunStore {
  readonly queue: RunQueue
  readonly leaderboard: PostgresLeaderboard
  readonly #db: Postgres

  private constructor(db: Postgres, isVerifier: boolean) {
    this.#db = db
    this.queue = new RunQueue(db, isVerifier)
    this.leaderboard = new PostgresLeaderboard(db)
  }

  /** Of several that come first, one makes the tables and the others wait. */
  static async open(address: string, isVerifier: boolean): Promise<RunStore> {
    const db = new Postgres(address)
    const store = new RunStore(db, isVerifier)
    try {
      await db.transaction(async (sql) => {
        await sql.executeSql('SELECT pg_advisory_xact_lock($1)', [SETUP_LOCK])
        await sql.executeSql(LEADERBOARD_SCHEMA)
        await store.queue.open()
      })
    } catch (cause) {
      await store.close()
      throw cause
    }
    return store
  }

  /** The run takes its place and its job is done, or neither. */
  settle(posted: PostedRun, trial: Trial): Promise<void> {
    return this.#db.transaction(async (sql) => {
      let judgement: Judgement
      if (trial.kind === 'held') {
        const board = new PostgresLeaderboard(sql)
        const placement = await board.submit(trial.run, posted.name, posted.sentAt)
        judgement = { kind: 'held', verdict: trial.verdict, name: posted.name, placement }
      } else {
        judgement = trial
      }
      await this.queue.finish(posted.id, judgement, sql)
    })
  }

  async close(): Promise<void> {
    await this.queue.close()
    await this.#db.close()
  }
}
