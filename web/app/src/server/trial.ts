// One run, played again by `quoin verify` on a thread.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandOutcome, CommandPool } from './command-pool'
import type { WonRun } from './leaderboard'
import type { NoVerdict, Refusal, Verdict } from './referee'

export type Trial =
  | { readonly kind: 'held'; readonly verdict: Verdict; readonly run: WonRun }
  | Refusal
  | NoVerdict

function trialOf(outcome: CommandOutcome, run: Buffer): Trial {
  if (outcome.kind === 'trapped') return { kind: 'failed' }
  if (outcome.kind !== 'ended') return { kind: outcome.kind }
  const verdict = JSON.parse(outcome.stdout) as Verdict
  if (outcome.exitCode !== 0) {
    const message = outcome.stderr.replace(/^quoin: run\.json: /, '').trim()
    return { kind: 'refused', verdict, message }
  }
  const { level = 0, score = 0, balls = 0, tick = 0, hash = '' } = verdict
  const won = { level, score, balls, tick, hash, run: run.toString('utf8') }
  return { kind: 'held', verdict, run: won }
}

const STEPS_MAX = 7200
const BALL_POINTS = 10_000
const MS_PER_STEP = 0.06
const BEGIN_MS = 10

/**
 * By the steps that the score of the claim leaves, and the most where that cannot be told. It decides
 * about the order in which runs are judged and about nothing else, so that it need not read them well.
 */
function guessMs(run: Buffer): number {
  const [, score = '0'] = /"score"\s*:\s*(\d{1,9})\b/.exec(run.toString('latin1')) ?? []
  const left = Number(score) % BALL_POINTS
  const steps = left <= STEPS_MAX ? STEPS_MAX - left : STEPS_MAX
  return BEGIN_MS + steps * MS_PER_STEP
}

export function tryRun(pool: CommandPool, run: Buffer, address = ''): Promise<Trial> {
  return pool.run({
    address,
    guessMs: guessMs(run),
    args: ['verify', 'run.json'],
    prepare: (folder) => writeFile(join(folder, 'run.json'), run),
    collect: async (outcome) => trialOf(outcome, run),
  })
}
