// POST a run of Belfry (its JSON as the game gives it, and ?name= of who played it): it is played
// again, and takes its place on the leaderboard if it is what it claims to be.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { answer, BUSY, guarded, refuse, TOO_SLOW } from '../../../server/answer'
import { piecesOf } from '../../../server/body'
import type { CommandOutcome } from '../../../server/command-pool'
import { dayOf, NAME_MAX_CHARACTERS, nameOf, type WonRun } from '../../../server/leaderboard'
import { service } from '../../../server/service'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** As game/run/record.h has it. */
const RUN_MAX_BYTES = 8192

/** The line that `quoin verify` prints. */
type Verdict = { verdict: string } & Partial<Omit<WonRun, 'run'>>

async function textOf(request: Request): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of piecesOf(request, RUN_MAX_BYTES)) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function judge(run: Buffer): Promise<CommandOutcome> {
  const pool = await service().pool
  return pool.run({
    args: ['verify', 'run.json'],
    prepare: (folder) => writeFile(join(folder, 'run.json'), run),
    collect: async (outcome) => outcome,
  })
}

async function keep(verdict: Verdict, run: Buffer, name: string): Promise<Response> {
  const { level = 0, score = 0, balls = 0, tick = 0, hash = '' } = verdict
  const won: WonRun = { level, score, balls, tick, hash, run: run.toString('utf8') }
  const placement = await service().leaderboard.submit(won, name, dayOf(new Date()))
  return answer({ ...verdict, name, ...placement })
}

export function POST(request: Request): Promise<Response> {
  return guarded(request, async () => {
    const name = nameOf(new URL(request.url).searchParams.get('name'))
    if (name === undefined) {
      return refuse(
        400,
        'bad-name',
        `a name is 1 to ${NAME_MAX_CHARACTERS} characters that are seen`,
      )
    }
    const run = await textOf(request)
    const outcome = await judge(run)
    if (outcome.kind === 'busy') return BUSY()
    if (outcome.kind === 'too-slow') return TOO_SLOW()
    if (outcome.kind === 'trapped') return refuse(422, 'failed', 'it could not be played again')
    const verdict = JSON.parse(outcome.stdout) as Verdict
    if (outcome.exitCode === 0) return keep(verdict, run, name)
    const message = outcome.stderr.replace(/^quoin: run\.json: /, '').trim()
    const status = verdict.verdict === 'unreadable' ? 400 : 422
    return answer({ ...verdict, message }, status)
  })
}
