'use client'

// Belfry as a component: its picture, how it stands in words, its buttons and its options. React state
// holds how things stand; whatever changes with every tick is written to data attributes of the stage
// and never renders anything.
import { type ReactNode, type Ref, useImperativeHandle, useMemo, useState } from 'react'
import type { QuoinError } from '../../errors.js'
import { belfryFiles } from '../../game/belfry-files.js'
import type { GameFacts, GameSave, GameSession } from '../../game/game-session.js'
import { BelfryBar } from './belfry-bar.js'
import { type BelfryScore, describeBelfry, isSameScore, NO_SCORE, scoreOf } from './belfry-score.js'
import type { GameStart } from './game-keeper.js'
import { type FallbackSlot, GameNotices, GameStage } from './game-stage.js'
import { OptionsPanel } from './options-panel.js'
import { type RunningGame, useGame } from './use-game.js'

/** What a page may do to the game. Where it does not run nothing happens. */
export interface BelfryHandle {
  pause(): void
  resume(): void
  /** Runs so many ticks of a 60th of a second, 1 unless given, also while paused. */
  step(tickCount?: number): void
  /** The picture as a PNG; undefined while there is none. */
  screenshot(): Promise<Blob | undefined>
  /** Ends the game for as long as the component stays. Unmounting does the same by itself. */
  dispose(): void
}

/** What buttons of the page's own are told. */
export interface BelfryView {
  readonly score: BelfryScore
  /** Undefined unless the game runs. */
  readonly session: GameSession | undefined
}

export interface BelfryProps {
  /** The folder where the game's files lie; those of the package unless given. */
  readonly src?: string | URL | undefined
  /** When it begins; `at-once` unless given. */
  readonly start?: GameStart | undefined
  /** A picture, shown until the first frame. */
  readonly poster?: ReactNode
  /** From 0. One that is not open yet is left alone. */
  readonly level?: number | undefined
  /** Stops the game whatever the player wants. */
  readonly paused?: boolean | undefined
  /** Set when it changes; the player may set it otherwise afterwards. */
  readonly muted?: boolean | undefined
  /** As the system says unless given; the player's own choice goes before both. */
  readonly reducedMotion?: boolean | undefined
  /** Under which name the browser keeps the save; `belfry` unless given. */
  readonly saveKey?: string | undefined
  readonly onReady?: ((session: GameSession) => void) | undefined
  readonly onError?: ((error: QuoinError) => void) | undefined
  /** Whenever it is another. */
  readonly onScore?: ((score: BelfryScore) => void) | undefined
  /** Whenever something of it is on the disk. */
  readonly onSave?: ((save: GameSave) => void) | undefined
  /** In place of the panel that shows while it loads, or when it failed. */
  readonly fallback?: FallbackSlot | undefined
  /** False: the picture alone; words go to screen readers only. */
  readonly controls?: boolean | undefined
  readonly className?: string | undefined
  /** More buttons. */
  readonly children?: ((view: BelfryView) => ReactNode) | undefined
  readonly ref?: Ref<BelfryHandle> | undefined
}

const BELFRY: GameFacts = {
  name: 'belfry',
  title: 'Belfry',
  description:
    'drag the sling with mouse or finger, let go to throw, ring every bell, and hold to turn back time',
  loading: 'Winding up the bells…',
}

export function Belfry(props: BelfryProps): ReactNode {
  const { controls = true, className, fallback, poster, children, ref } = props
  const { running, score } = useBelfry(props)
  const { state, keeper } = running
  useImperativeHandle(ref, () => {
    const { pause, resume, step, screenshot, dispose } = keeper
    return { pause, resume, step, screenshot, dispose }
  }, [keeper])
  const text = describeBelfry(state, score)
  return (
    <section className={className ?? 'quoin-game'} aria-label="The game">
      <GameStage
        game={BELFRY}
        running={running}
        fallback={fallback}
        poster={poster}
        className="quoin-stage quoin-tall"
      />
      {controls ? (
        <Controls running={running} score={score} text={text}>
          {children?.({ score, session: state.session })}
        </Controls>
      ) : (
        <p className="quoin-unseen" role="status" data-testid="status">
          {text}
        </p>
      )}
      <GameNotices notices={state.notices} />
    </section>
  )
}

function useBelfry(props: BelfryProps): { running: RunningGame; score: BelfryScore } {
  const { src, start, level, paused, muted, reducedMotion, saveKey } = props
  const { onReady, onError, onScore, onSave } = props
  const [score, setScore] = useState(NO_SCORE)
  const folder = src === undefined ? undefined : String(src)
  const files = useMemo(() => belfryFiles(folder), [folder])
  const running = useGame({
    game: BELFRY,
    files,
    saveKey,
    start,
    level,
    paused,
    muted,
    reducedMotion,
    onReady: (session) => {
      setScore(NO_SCORE)
      onReady?.(session)
    },
    onError,
    onSave,
    onStatus: (status) => {
      const now = scoreOf(status)
      if (isSameScore(score, now)) return
      setScore(now)
      onScore?.(now)
    },
  })
  return { running, score: running.state.phase === 'running' ? score : NO_SCORE }
}

interface ControlsProps {
  readonly running: RunningGame
  readonly score: BelfryScore
  readonly text: string
  readonly children: ReactNode
}

function Controls({ running, score, text, children }: ControlsProps) {
  const { state, restart } = running
  const [hasOptions, setHasOptions] = useState(false)
  return (
    <>
      <BelfryBar
        running={running}
        score={score}
        text={text}
        hasOptions={hasOptions}
        onOptions={() => setHasOptions(!hasOptions)}
      >
        {children}
      </BelfryBar>
      {hasOptions && state.session && (
        <OptionsPanel
          game={BELFRY.name}
          session={state.session}
          muted={state.isMuted}
          onImported={restart}
        />
      )}
    </>
  )
}
