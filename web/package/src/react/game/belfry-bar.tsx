'use client'

// Below Belfry's picture: how it stands, and the buttons.
import { type ReactNode, useMemo } from 'react'
import type { GameSession } from '../../game/game-session.js'
import type { BelfryScore } from './belfry-score.js'
import { SpeakerButton } from './speaker-button.js'
import type { RunningGame } from './use-game.js'

export interface BelfryBarProps {
  readonly running: RunningGame
  readonly score: BelfryScore
  readonly text: string
  readonly hasOptions: boolean
  readonly onOptions: () => void
  readonly children: ReactNode
}

export function BelfryBar(props: BelfryBarProps): ReactNode {
  const { running, score, text, hasOptions, onOptions, children } = props
  const { state, keeper } = running
  const { session } = state
  return (
    <div className="quoin-bar">
      <p className="quoin-status" role="status" data-testid="status">
        {text}
      </p>
      <div className="quoin-controls">
        <button type="button" disabled={!session} onClick={keeper.togglePause}>
          {state.isPaused ? 'Resume' : 'Pause'}
        </button>
        <button type="button" disabled={!session} onClick={() => session?.command('retry')}>
          Rebuild
        </button>
        <LevelButtons session={session} score={score} />
        <SpeakerButton
          state={state.audio}
          muted={state.isMuted}
          disabled={!session}
          onToggle={keeper.toggleMute}
        />
        <button type="button" disabled={!session} aria-expanded={hasOptions} onClick={onOptions}>
          Options
        </button>
        <button type="button" onClick={keeper.toggleFullscreen}>
          Full screen
        </button>
        {children}
      </div>
    </div>
  )
}

interface LevelButtonsProps {
  readonly session: GameSession | undefined
  readonly score: BelfryScore
}

function LevelButtons({ session, score }: LevelButtonsProps) {
  const names = useMemo(() => session?.text('level-names').split('\n') ?? [], [session])
  return names.map((name, level) => (
    <button
      key={name}
      type="button"
      title={level < score.levelCount ? name : `${name}: win the level before it first`}
      aria-label={`Level ${level + 1}: ${name}`}
      aria-current={level === score.level ? 'step' : undefined}
      disabled={level >= score.levelCount}
      onClick={() => session?.command('level', level)}
    >
      {level + 1}
    </button>
  ))
}
