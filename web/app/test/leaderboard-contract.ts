// What every leaderboard holds, wherever it keeps its rows.
import { expect, it } from 'vitest'
import type { Leaderboard, WonRun } from '../src/server/leaderboard'

export function wonRun(hash: string, score: number, level: number): WonRun {
  return { level, score, balls: 1, tick: 100, hash, run: '{}' }
}

const shown = (rows: readonly { name: string; place: number }[]) =>
  rows.map(({ name, place }) => `${place} ${name}`)

/** Each of these has levels of its own, so that one store can be given to all. */
export function keepsTheContract(open: () => Leaderboard): void {
  it('orders by score, the earlier first, and shares places', async () => {
    const board = open()
    const send = (hash: string, score: number, name: string, sent: string, level = 0) =>
      board.submit(wonRun(hash, score, level), name, new Date(sent))
    await send('a', 10, 'Ada', '2026-11-29T23:59:59Z')
    await send('b', 30, 'Bo', '2026-11-30T00:00:00Z')
    expect(await send('c', 10, 'Cy', '2026-11-30T09:00:00Z')).toEqual({
      isNew: true,
      place: 2,
      placeToday: 2,
    })
    await send('d', 5, 'Di', '2026-11-30T10:00:00Z')
    await send('e', 99, 'Ed', '2026-11-30T11:00:00Z', 1)
    expect(shown(await board.top(0, undefined, 10))).toEqual(['1 Bo', '2 Ada', '2 Cy', '4 Di'])
    expect(shown(await board.top(0, '2026-11-30', 2))).toEqual(['1 Bo', '2 Cy'])
    await board.close()
  })

  it('counts a run once, for whoever sent it first', async () => {
    const board = open()
    const run = wonRun('a', 10, 2)
    await board.submit(run, 'Ada', new Date('2026-11-29T12:00:00Z'))
    const again = await board.submit(run, 'Thief', new Date('2026-11-30T12:00:00Z'))
    expect(again).toMatchObject({ isNew: false, place: 1 })
    expect(await board.top(2, undefined, 10)).toMatchObject([{ name: 'Ada', day: '2026-11-29' }])
    await board.close()
  })

  it('takes a name as it is', async () => {
    const board = open()
    const name = "Robert'); DROP TABLE runs;--"
    await board.submit(wonRun('a', 10, 3), name, new Date('2026-11-29T12:00:00Z'))
    expect(await board.top(3, undefined, 10)).toEqual([
      { place: 1, name, score: 10, balls: 1, tick: 100, hash: 'a', day: '2026-11-29' },
    ])
    await board.close()
  })
}
