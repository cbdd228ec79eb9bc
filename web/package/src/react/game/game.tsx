'use client'

// A game on a page that is little more than the picture: the stage, what it says in words, and the
// buttons that every game has. Whatever changes with every tick goes to data attributes of the stage.
import { type ReactNode, useState } from 'react'
import type { GameFiles } from '../../game/game-files.js'
import type { GameFacts, GameSession } from '../../game/game-session.js'
import { GameNotices, GameStage } from './game-stage.js'
import { SpeakerButton } from './speaker-button.js'
import { useGame } from './use-game.js'

/** The numbers of a game, by its own names. */
export type GameNumbers = Readonly<Record<string, number>>

export interface GameProps {
  readonly game: GameFacts
  readonly files: GameFiles
  /** How things stand, in a sentence. */
  readonly describe: (numbers: GameNumbers) => string
  readonly onFrame?: ((busyMs: number, nowMs: number) => void) | undefined
  readonly onStatus?: ((numbers: GameNumbers) => void) | undefined
  /** More buttons. */
  readonly children?: ((session: GameSession | undefined) => ReactNode) | undefined
}

export function Game(props: GameProps): ReactNode {
  const { game, files, describe, onFrame, onStatus, children } = props
  const [text, setText] = useState('The game is loading.')
  const running = useGame({
    game,
    files,
    onFrame,
    onStatus: ({ numbers }) => {
      setText(describe(numbers))
      onStatus?.(numbers)
    },
  })
  const { state, keeper } = running
  const isRunning = state.phase === 'running'
  return (
    <section className="quoin-game" aria-label={game.title}>
      <GameStage game={game} running={running} />
      <div className="quoin-bar">
        <p className="quoin-status" role="status" data-testid="status">
          {state.isPaused ? 'Paused.' : text}
        </p>
        <div className="quoin-controls">
          {children?.(state.session)}
          <SpeakerButton
            state={state.audio}
            muted={state.isMuted}
            disabled={!isRunning}
            onToggle={keeper.toggleMute}
          />
          <button type="button" disabled={!isRunning} onClick={keeper.togglePause}>
            {state.isPaused ? 'Resume' : 'Pause'}
          </button>
          <button type="button" disabled={!isRunning} onClick={keeper.toggleFullscreen}>
            Full screen
          </button>
        </div>
      </div>
      <GameNotices notices={state.notices} />
    </section>
  )
}
