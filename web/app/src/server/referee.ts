// Who judges a run that was posted and keeps the leaderboard: this process alone (pool-referee.ts), or
// verifiers behind a database, on any number of machines (queue-referee.ts).
import type { Leaderboard, Placement, WonRun } from './leaderboard'

/** The line that `quoin verify` prints. */
export type Verdict = { readonly verdict: string } & Partial<Omit<WonRun, 'run'>>

export interface Refusal {
  readonly kind: 'refused'
  readonly verdict: Verdict
  readonly message: string
}

/** There is no verdict: what it was judged by broke, took too long, or has too much to do. */
export interface NoVerdict {
  readonly kind: 'failed' | 'too-slow' | 'busy'
}

/** It is a value that JSON holds. */
export type Judgement =
  | {
      readonly kind: 'held'
      readonly verdict: Verdict
      readonly name: string
      readonly placement: Placement
    }
  | Refusal
  | NoVerdict
  | { readonly kind: 'waiting'; readonly id: string }

export interface Referee {
  readonly leaderboard: Leaderboard
  /** Addresses take turns where several wait. */
  judge(run: Buffer, name: string, address: string): Promise<Judgement>
  /** Of a run that was left waiting, by its id; undefined if there is none. */
  find(id: string): Promise<Judgement | undefined>
}
