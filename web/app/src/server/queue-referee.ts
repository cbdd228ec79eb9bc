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
  /** How many runs of an address wait: the second of one goes behind the first of every other. */
  readonly #waiting = new Map<string, number>()

  constructor(store: RunStore, answerMs = ANSWER_MS) {
    this.#store = store
    this.#answerMs = answerMs
    this.leaderboard = store.leaderboard
  }

  async judge(run: Buffer, name: string, address: string): Promise<Judgement> {
    const { queue } = this.#store
    if ((await queue.size()) >= WAITING_MAX) return { kind: 'busy' }
    const before = this.#waiting.get(address) ?? 0
    this.#waiting.set(address, before + 1)
    try {
      return await this.#verdictOf(await queue.send(run, name, -before))
    } finally {
      this.#forgetOne(address)
    }
  }

  find(id: string): Promise<Judgement | undefined> {
    return this.#store.queue.find(id)
  }

  #forgetOne(address: string): void {
    const left = (this.#waiting.get(address) ?? 1) - 1
    if (left > 0) this.#waiting.set(address, left)
    else this.#waiting.delete(address)
  }

  async #verdictOf(id: string): Promise<Judgement> {
    const endMs = Date.now() + this.#answerMs
    // Looked for, and not listened for: that goes on by itself where a connection breaks.
    for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 1.5, LOOK_MAX_MS)) {
      await pause(pauseMs)
      const judgement = await this.find(id)
      if (judgement && judgement.kind !== 'waiting') return judgement
      if (Date.now() >= endMs) return { kind: 'waiting', id }
    }
  }
}
