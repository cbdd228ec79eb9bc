// GET ?level=0&board=today|all&count=10: the best runs of a level.
import { answer, guarded, refuse } from '../../../server/answer'
import { dayOf } from '../../../server/leaderboard'
import { service } from '../../../server/service'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

const LEVEL_MAX = 999
const COUNT_MAX = 100

function wholeNumber(text: string | null, usual: number, max: number): number | undefined {
  if (text === null) return usual
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN
  return value <= max ? value : undefined
}

export function GET(request: Request): Promise<Response> {
  return guarded(request, async () => {
    const query = new URL(request.url).searchParams
    const level = wholeNumber(query.get('level'), 0, LEVEL_MAX)
    const count = wholeNumber(query.get('count'), 10, COUNT_MAX)
    const board = query.get('board') ?? 'all'
    if (level === undefined || count === undefined || (board !== 'all' && board !== 'today')) {
      return refuse(
        400,
        'bad-query',
        `level 0 to ${LEVEL_MAX}, count 0 to ${COUNT_MAX}, board all or today`,
      )
    }
    const day = board === 'today' ? dayOf(new Date()) : undefined
    const { leaderboard } = await service().referee
    const rows = await leaderboard.top(level, day, count)
    return answer({ level, board, ...(day && { day }), rows })
  })
}
