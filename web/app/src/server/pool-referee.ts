// Judges on threads of this process, and answers when it is done.
import type { CommandPool } from './command-pool'
import type { Leaderboard } from './leaderboard'
import type { Judgement, Referee } from './referee'
import { tryRun } from './trial'

export class PoolReferee implements Referee {
  readonly leaderboard: Leaderboard
  readonly #pool: CommandPool

  constructor(pool: CommandPool, leaderboard: Leaderboard) {
    this.#pool = pool
    this.leaderboard = leaderboard
  }

  async judge(run: Buffer, name: string, address: string): Promise<Judgement> {
    const sentAt = new Date()
    const trial = await tryRun(this.#pool, run, address)
    if (trial.kind !== 'held') return trial
    const placement = await this.leaderboard.submit(trial.run, name, sentAt)
    return { kind: 'held', verdict: trial.verdict, name, placement }
  }

  async find(): Promise<undefined> {}
}
