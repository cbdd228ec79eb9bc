'use client'

// A game in a component: what `Belfry` and `Game` are made of.
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { GameKeeper, type GameOptions, type GameState } from './game-keeper.js'

export interface RunningGame {
  readonly state: GameState
  readonly keeper: GameKeeper
  /** What fills the screen when the player wants it. */
  readonly frame: RefObject<HTMLDivElement | null>
  /** The session puts its canvas in here; React never touches the inside of it. */
  readonly host: RefObject<HTMLDivElement | null>
  /** A fresh session, after a failure or with a save from a file. */
  readonly restart: () => void
}

/** `files`, `saveKey` and the game's name say which session it is; all else may change at any time. */
export function useGame(options: GameOptions): RunningGame {
  const frame = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const [keeper] = useState(() => new GameKeeper(options))
  const [state, setState] = useState<GameState>(keeper.state)
  const [round, setRound] = useState(0)
  const { game, files, saveKey } = options
  const key = [round, game.name, saveKey ?? '', files.simd.wasm.url, files.pack.url].join(' ')

  useEffect(() => keeper.take(options))
  useEffect(() => {
    if (!host.current) return undefined
    keeper.frame = frame.current
    keeper.show(host.current, key, setState)
    return () => keeper.hide()
  }, [keeper, key])

  const restart = useCallback(() => setRound((number) => number + 1), [])
  return { state, keeper, frame, host, restart }
}
