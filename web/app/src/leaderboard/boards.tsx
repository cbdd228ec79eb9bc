'use client'

// The boards of all levels: which one is chosen by radio buttons, which arrow keys move between, and
// what came is said once.
import { useEffect, useState } from 'react'
import type { Row } from '../server/leaderboard'
import type { BoardKind } from './ask-server'
import { LEVELS } from './levels'
import { type Board, useBoard } from './use-board'

const KINDS: readonly { readonly kind: BoardKind; readonly label: string }[] = [
  { kind: 'all', label: 'All time' },
  { kind: 'today', label: 'Today' },
]
const TICKS_PER_SECOND = 60

function levelOf(query: string): number {
  const level = Number(new URLSearchParams(query).get('level'))
  return LEVELS[level] ? level : 0
}

function describe({ status, rows, message }: Board): string {
  if (status === 'loading') return 'The server is asked.'
  if (status === 'failed') return `There is no board: ${message}.`
  if (rows.length === 0) return 'Nobody yet. The first place is free.'
  return rows.length === 1 ? 'One run.' : `${rows.length} runs.`
}

export function Boards() {
  const [level, setLevel] = useState(0)
  const [kind, setKind] = useState<BoardKind>('all')
  const [board, askAgain] = useBoard(level, kind)

  // Known to the browser alone: the page is made before anybody asks for a level.
  useEffect(() => setLevel(levelOf(location.search)), [])

  const isToday = kind === 'today'
  return (
    <div className="boards" data-ready={board.status !== 'loading'}>
      <div className="boards-choice">
        <Choice legend="Level" options={LEVELS} chosen={level} onChoose={setLevel} />
        <Choice
          legend="When"
          options={KINDS.map(({ label }) => label)}
          chosen={isToday ? 1 : 0}
          onChoose={(index) => setKind(KINDS[index]?.kind ?? 'all')}
        />
      </div>
      <div className="boards-said">
        <p role="status" data-testid="board-status">
          {describe(board)}
        </p>
        <button type="button" onClick={askAgain}>
          {board.status === 'failed' ? 'Try again' : 'Refresh'}
        </button>
      </div>
      {board.rows.length > 0 && (
        <BoardTable
          caption={`${LEVELS[level]}, ${isToday ? 'today by UTC' : 'all time'}`}
          rows={board.rows}
        />
      )}
    </div>
  )
}

interface ChoiceProps {
  readonly legend: string
  readonly options: readonly string[]
  readonly chosen: number
  readonly onChoose: (index: number) => void
}

function Choice({ legend, options, chosen, onChoose }: ChoiceProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {options.map((option, index) => (
        <label key={option}>
          <input
            type="radio"
            name={legend}
            checked={index === chosen}
            onChange={() => onChoose(index)}
          />
          {option}
        </label>
      ))}
    </fieldset>
  )
}

function BoardTable({
  caption,
  rows,
}: {
  readonly caption: string
  readonly rows: readonly Row[]
}) {
  return (
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Place</th>
          <th scope="col">Name</th>
          <th scope="col">Score</th>
          <th scope="col">Balls</th>
          <th scope="col">Time</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ place, name, score, balls, tick, hash, day }) => (
          <tr key={hash}>
            <td>{place}</td>
            <th scope="row">
              {name}
              <small>
                <time dateTime={day}>{day}</time>
              </small>
            </th>
            <td>{score.toLocaleString('en')}</td>
            <td>{balls}</td>
            <td>{(tick / TICKS_PER_SECOND).toFixed(2)} s</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
