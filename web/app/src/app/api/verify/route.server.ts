// POST a run of Belfry (its JSON as the game gives it, and ?name= of who played it): it is played
// again, and takes its place on the leaderboard if it is what it claims to be. One that has to wait
// for its verdict has an id, and GET ?id= asks again.
import { answer, BUSY, guarded, refuse, TOO_SLOW } from '../../../server/answer'
import { piecesOf } from '../../../server/body'
import { NAME_MAX_CHARACTERS, nameOf } from '../../../server/leaderboard'
import { addressOf } from '../../../server/rate-limit'
import type { Judgement } from '../../../server/referee'
import { service } from '../../../server/service'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

/** As game/run/record.h has it. */
const RUN_MAX_BYTES = 8192
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function bytesOf(request: Request): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of piecesOf(request, RUN_MAX_BYTES)) pieces.push(piece)
  return Buffer.concat(pieces)
}

function respond(judgement: Judgement): Response {
  switch (judgement.kind) {
    case 'held': {
      const { verdict, name, placement } = judgement
      return answer({ ...verdict, name, ...placement })
    }
    case 'refused': {
      const { verdict, message } = judgement
      return answer({ ...verdict, message }, verdict.verdict === 'unreadable' ? 400 : 422)
    }
    case 'waiting': {
      const message = 'it waits for its verdict; ask again with its id'
      return answer({ verdict: 'waiting', id: judgement.id, message }, 202)
    }
    case 'busy':
      return BUSY()
    case 'too-slow':
      return TOO_SLOW()
    case 'failed':
      return refuse(422, 'failed', 'it could not be played again')
  }
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
    const run = await bytesOf(request)
    const referee = await service().referee
    return respond(await referee.judge(run, name, addressOf(request)))
  })
}

export function GET(request: Request): Promise<Response> {
  return guarded(request, async () => {
    const id = new URL(request.url).searchParams.get('id') ?? ''
    if (!ID.test(id)) return refuse(400, 'bad-query', 'id is what a run that waits was given')
    const referee = await service().referee
    const judgement = await referee.find(id)
    return judgement ? respond(judgement) : refuse(404, 'not-found', 'no run with this id waits')
  })
}
