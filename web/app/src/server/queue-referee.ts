// Leaves runs to verifiers (verifier.ts) and answers with what they say, or, where that takes too
// long, with where to ask for it later.
import { setTimeout as pause } from 'node:timers/promises'
import type { Leaderboard } from './leaderboard'
import type { Judgement, Referee } from './referee'
import type { RunStore } from './run-store'

const ANSWER_MS = 10_000
const FIRST_LOOK_MS = 20
const LOOK_MAX_MS = 500
/** One more is refused. */
const WAITING_MAX = 10_000

export class QueueReferee implements Referee {
  readonly leaderboard: Leaderboard
  readonly #store: RunStore
  readonly #answerMs: number

  constructor(store: RunStore, answerMs = ANSWER_MS) {
    this.#store = store
    this.#answerMs = answerMs
    this.leaderboard = store.leaderboard
  }

  async judge(run: Buffer, name: string, rank: number): Promise<Judgement> {
    const { queue } = this.#store
    if ((await queue.size()) >= WAITING_MAX) return { kind: 'busy' }
    const id = await queue.send(run, name, rank)
    const endMs = Date.now() + this.#answerMs
    // Looked for, and not listened for: that goes on by itself where a connection breaks.
    for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 1.5, LOOK_MAX_MS)) {
      await pause(pauseMs)
      const judgement = await queue.find(id)
      if (judgement && judgement.kind !== 'waiting') return judgement
      if (Date.now() >= endMs) return { kind: 'waiting', id }
    }
  }

  find(id: string): Promise<Judgement | undefined> {
    return this.#store.queue.find(id)
  }
}
