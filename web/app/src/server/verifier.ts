// Takes runs from the queue and judges them, several at once, until it is told to stop. There may be
// any number of these, on any machines; none knows of another.
import { setTimeout as pause } from 'node:timers/promises'
import type { CommandPool } from './command-pool'
import type { RunStore } from './run-store'
import { tryRun } from './trial'

const IDLE_MS = 100
const TROUBLE_MS = 1000

export interface VerifierOptions {
  readonly store: RunStore
  readonly pool: CommandPool
  readonly atOnce: number
  readonly signal: AbortSignal
  readonly onTrouble: (cause: unknown) => void
}

/** Returns when all that was begun is settled. */
export async function verifyRuns(options: VerifierOptions): Promise<void> {
  const lane = async () => {
    while (!options.signal.aborted) {
      // A run that could not be settled comes again, here or elsewhere.
      const pauseMs = await verifyOne(options).catch((cause: unknown) => {
        options.onTrouble(cause)
        return TROUBLE_MS
      })
      await pause(pauseMs, undefined, { signal: options.signal }).catch(() => undefined)
    }
  }
  await Promise.all(Array.from({ length: options.atOnce }, lane))
}

/** Returns how long to wait for the next one. */
async function verifyOne({ store, pool }: VerifierOptions): Promise<number> {
  const posted = await store.queue.take()
  if (!posted) return IDLE_MS
  const trial = await tryRun(pool, posted.run)
  if (trial.kind === 'busy') throw new Error('fewer threads than runs at once')
  // A verdict is no matter of how busy a machine is.
  if (trial.kind === 'too-slow') await store.queue.giveBack(posted.id)
  else await store.settle(posted, trial)
  return 0
}
