'use client'

import { useCallback, useEffect, useState } from 'react'
import type { Row } from '../server/leaderboard'
import { askBoard, type BoardKind } from './ask-server'

/** Rows stay while others are asked for. */
export interface Board {
  readonly status: 'loading' | 'ready' | 'failed'
  readonly rows: readonly Row[]
  readonly message: string
}

const NOTHING: Board = { status: 'loading', rows: [], message: '' }

/** The rows of a board, and how to ask for them again. */
export function useBoard(level: number, kind: BoardKind): [Board, () => void] {
  const [board, setBoard] = useState(NOTHING)
  const [round, setRound] = useState(0)
  const askAgain = useCallback(() => setRound((number) => number + 1), [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    const ending = new AbortController()
    setBoard(({ rows }) => ({ status: 'loading', rows, message: '' }))
    askBoard(level, kind, ending.signal).then(
      (rows) => setBoard({ status: 'ready', rows, message: '' }),
      (cause: unknown) => {
        if (ending.signal.aborted) return
        const message = cause instanceof Error ? cause.message : String(cause)
        setBoard({ status: 'failed', rows: [], message })
      },
    )
    return () => ending.abort()
  }, [level, kind, round])

  return [board, askAgain]
}
