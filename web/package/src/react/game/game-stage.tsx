'use client'

// The picture of a game and what lies over it: how far the load is, what went wrong, and the words
// for what happened to the save or the picture.
import type { ReactNode } from 'react'
import type { QuoinError } from '../../errors.js'
import type { Failure } from '../../game/failure.js'
import type { GameFacts, Notice } from '../../game/game-session.js'
import type { RunningGame } from './use-game.js'

/** What a fallback may show. */
export interface GameFallback {
  /** 0 to 1; undefined where it is not known. */
  readonly progress: number | undefined
  /** Undefined while it loads. */
  readonly error: QuoinError | undefined
  readonly retry: () => void
}

/** In place of what the stage shows while a game loads or when it failed. */
export type FallbackSlot = ReactNode | ((fallback: GameFallback) => ReactNode)

export interface GameStageProps {
  readonly game: GameFacts
  readonly running: RunningGame
  readonly fallback?: FallbackSlot | undefined
  /** Shown until the first frame. */
  readonly poster?: ReactNode
  readonly className?: string | undefined
}

export function GameStage({
  game,
  running,
  fallback,
  poster,
  className,
}: GameStageProps): ReactNode {
  const { state, frame, host } = running
  const { phase } = state
  return (
    <div
      className={className ?? 'quoin-stage'}
      data-testid="stage"
      ref={frame}
      data-phase={state.phase}
      data-failure={state.failure?.error.code}
      data-paused={state.isPaused}
    >
      <div className="quoin-stage-canvas" data-testid={game.name} ref={host} />
      {poster !== undefined && (phase === 'waiting' || phase === 'loading') && (
        <div className="quoin-poster">{poster}</div>
      )}
      <Over game={game} running={running} fallback={fallback} />
    </div>
  )
}

function Over({ game, running, fallback }: GameStageProps) {
  const { state, restart } = running
  const { phase, progress, failure } = state
  if (phase === 'waiting') return <StartPanel game={game} onStart={running.keeper.request} />
  if (phase !== 'loading' && phase !== 'failed') return null
  if (typeof fallback === 'function') {
    return fallback({ progress, error: failure?.error, retry: restart })
  }
  if (fallback !== undefined) return fallback
  if (failure) return <FailurePanel failure={failure} onRestart={restart} />
  return <LoadingPanel game={game} progress={progress} />
}

interface StartPanelProps {
  readonly game: GameFacts
  readonly onStart: () => void
}

function StartPanel({ game, onStart }: StartPanelProps) {
  return (
    <button type="button" className="quoin-start" data-testid="start" onClick={onStart}>
      <span>Play {game.title}</span>
    </button>
  )
}

interface LoadingPanelProps {
  readonly game: GameFacts
  readonly progress: number | undefined
}

function LoadingPanel({ game, progress }: LoadingPanelProps) {
  const label = game.loading ?? 'Loading the game…'
  return (
    <div className="quoin-panel">
      <p>{label}</p>
      <progress aria-label={label} max={1} value={progress} />
    </div>
  )
}

interface FailurePanelProps {
  readonly failure: Failure
  readonly onRestart: () => void
}

function FailurePanel({ failure, onRestart }: FailurePanelProps) {
  return (
    <div className="quoin-panel" role="alert" data-testid="failure">
      <h2>{failure.title}</h2>
      <p>{failure.text}</p>
      <button type="button" onClick={onRestart}>
        {failure.action}
      </button>
    </div>
  )
}

const NOTICES: Readonly<Record<Notice, string>> = {
  'save-older': 'The newest save could not be read; the one before it was used.',
  'save-bad': 'Your save could not be read. It was kept aside and the game started fresh.',
  'no-storage':
    'This browser keeps no data for this page: your best result will not be remembered.',
  'storage-full': 'The disk is full: what you win from now on will not be remembered.',
  'context-lost': 'The picture was lost and comes back as soon as the browser allows.',
  software:
    'The browser shows no WebGL 2 just now, so the processor draws the picture, less finely.',
}

export function GameNotices({ notices }: { readonly notices: readonly Notice[] }): ReactNode {
  return notices.map((notice) => (
    <p className="quoin-notice" key={notice} data-testid={`notice-${notice}`}>
      {NOTICES[notice]}
    </p>
  ))
}
