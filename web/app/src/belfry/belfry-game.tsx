'use client'

// The game on the page: the stage that a session draws into, its controls, and what it says in
// words. React state holds how things stand; whatever changes with every tick is written to data
// attributes of the stage and never renders anything.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../game/failure'
import type { AudioState, GameStatus } from '../game/game-module'
import { type GameFacts, GameSession, type Notice } from '../game/game-session'
import { OptionsPanel } from '../game/options-panel'
import { SpeakerButton } from '../game/speaker-button'

type Phase = 'loading' | 'running' | 'failed'

interface Score {
  readonly shots: number
  readonly tolls: number
  readonly won: boolean
  /** 0: nothing won yet. */
  readonly best: number
  /** Of the run that was won: 1 bronze, 2 silver, 3 gold. */
  readonly medal: number
  readonly bells: number
  readonly level: number
  /** How many levels may be played. */
  readonly levels: number
}

const BELFRY: GameFacts = {
  name: 'belfry',
  title: 'Belfry',
  description:
    'drag the sling with mouse or finger, let go to throw, ring every bell, and hold to turn back time',
}

const NO_SCORE: Score = {
  shots: 0,
  tolls: 0,
  won: false,
  best: 0,
  medal: 0,
  bells: 1,
  level: 0,
  levels: 1,
}

const MEDALS = ['', ' Bronze.', ' Silver.', ' Gold.'] as const

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

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

function describe(phase: Phase, paused: boolean, score: Score): string {
  if (phase === 'loading') return 'The game is loading.'
  if (phase === 'failed') return 'The game is not running.'
  const best = score.best > 0 ? ` Best: ${count(score.best, 'shot', 'shots')}.` : ''
  if (score.won) {
    const cry = score.bells > 1 ? 'The bells toll!' : 'The bell tolls!'
    return `${cry} Won with ${count(score.shots, 'shot', 'shots')}.${MEDALS[score.medal] ?? ''}${best}`
  }
  if (paused) return `Paused.${best}`
  if (score.shots === 0) return `Ready: drag the sling and let go.${best}`
  const tolls = score.tolls > 0 ? ` The bell rang ${count(score.tolls, 'time', 'times')}.` : ''
  return `${count(score.shots, 'shot', 'shots')} taken.${tolls}${best}`
}

function writeStatus(stage: HTMLElement, { numbers, stateHash }: GameStatus): void {
  for (const [name, value] of Object.entries(numbers)) {
    stage.setAttribute(`data-${name}`, String(value))
  }
  stage.dataset.stateHash = stateHash
}

function scoreOf({ numbers }: GameStatus): Score {
  const { shots = 0, tolls = 0, won = 0, best = 0 } = numbers
  const { reward = 0, bells = 1, level = 0, levels = 1 } = numbers
  return { shots, tolls, won: won !== 0, best, medal: reward, bells, level, levels }
}

function sameScore(a: Score, b: Score): boolean {
  return (Object.keys(a) as (keyof Score)[]).every((name) => a[name] === b[name])
}

// The frame and not the canvas, so that what lies over the picture is seen too. Where a page cannot
// have the whole screen (iPhones) nothing happens.
function toggleFullscreen(frame: HTMLElement | null): void {
  const changing = document.fullscreenElement
    ? document.exitFullscreen()
    : frame?.requestFullscreen?.()
  changing?.catch(() => {})
}

export function BelfryGame() {
  const frame = useRef<HTMLDivElement>(null)
  const stage = useRef<HTMLDivElement>(null)
  const session = useRef<GameSession>(null)
  const [round, setRound] = useState(0)
  const [phase, setPhase] = useState<Phase>('loading')
  const [progress, setProgress] = useState<number>()
  const [failure, setFailure] = useState<Failure>()
  const [notices, setNotices] = useState<readonly Notice[]>([])
  const [score, setScore] = useState(NO_SCORE)
  const [levels, setLevels] = useState<readonly string[]>([])
  const [paused, setPaused] = useState(false)
  const [hasOptions, setHasOptions] = useState(false)
  const [audio, setAudio] = useState<AudioState>('silent')
  const [muted, setMuted] = useState(false)

  const togglePause = useCallback(() => {
    const isPaused = !session.current?.paused
    session.current?.setPaused(isPaused)
    setPaused(isPaused)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new session
  useEffect(() => {
    const host = stage.current
    if (!host) return
    const running = new GameSession(BELFRY, host, {
      onProgress: setProgress,
      onReady: () => {
        setLevels(running.text('level-names').split('\n'))
        setPhase('running')
      },
      onStatus: (status) => {
        writeStatus(host, status)
        const score = scoreOf(status)
        setScore((known) => (sameScore(known, score) ? known : score))
      },
      onSaved: (kind) => {
        const key = kind === 'save' ? 'saves' : 'settingsSaves'
        host.dataset[key] = String(Number(host.dataset[key] ?? 0) + 1)
      },
      onAudio: setAudio,
      onSettings: (settings) => setMuted(settings.muted === 1),
      onWish: (wish) => (wish === 'pause' ? togglePause() : toggleFullscreen(frame.current)),
      onNotice: (notice, on) =>
        setNotices((known) => [
          ...known.filter((other) => other !== notice),
          ...(on ? [notice] : []),
        ]),
      onFailure: (reason) => {
        setFailure(reason)
        setPhase('failed')
      },
    })
    session.current = running
    const drill = () => running.trap()
    host.addEventListener('belfry-drill', drill)
    return () => {
      host.removeEventListener('belfry-drill', drill)
      running.dispose()
      session.current = null
    }
  }, [round])

  const restart = useCallback(() => {
    setPhase('loading')
    setProgress(undefined)
    setFailure(undefined)
    setNotices([])
    setScore(NO_SCORE)
    setPaused(false)
    setRound((number) => number + 1)
  }, [])

  return (
    <section className="game" aria-label="The game">
      <div
        className="stage tall"
        data-testid="stage"
        ref={frame}
        data-phase={phase}
        data-failure={failure?.code}
        data-paused={paused}
      >
        {/* The session puts its canvas in here; React never touches the inside of this element. */}
        <div className="stage-canvas" data-testid="belfry" ref={stage} />
        {phase === 'loading' && <LoadingPanel progress={progress} />}
        {failure && <FailurePanel failure={failure} onRestart={restart} />}
      </div>
      <div className="bar">
        <p className="status" role="status" data-testid="status">
          {describe(phase, paused, score)}
        </p>
        <div className="controls">
          <button type="button" disabled={phase !== 'running'} onClick={togglePause}>
            {paused ? 'Resume' : 'Pause'}
          </button>
          <button
            type="button"
            disabled={phase !== 'running'}
            onClick={() => session.current?.command('retry')}
          >
            Rebuild
          </button>
          <LevelButtons
            names={levels}
            score={score}
            disabled={phase !== 'running'}
            onPick={(level) => session.current?.command('level', level)}
          />
          <SpeakerButton
            state={audio}
            muted={muted}
            disabled={phase !== 'running'}
            onToggle={() => session.current?.setSetting('muted', muted ? 0 : 1)}
          />
          <button
            type="button"
            disabled={phase !== 'running'}
            aria-expanded={hasOptions}
            onClick={() => setHasOptions(!hasOptions)}
          >
            Options
          </button>
          <button type="button" onClick={() => toggleFullscreen(frame.current)}>
            Full screen
          </button>
        </div>
      </div>
      {hasOptions && phase === 'running' && session.current && (
        <OptionsPanel
          game={BELFRY.name}
          session={session.current}
          muted={muted}
          onImported={restart}
        />
      )}
      {notices.map((notice) => (
        <p className="notice" key={notice} data-testid={`notice-${notice}`}>
          {NOTICES[notice]}
        </p>
      ))}
    </section>
  )
}

interface LevelButtonsProps {
  readonly names: readonly string[]
  readonly score: Score
  readonly disabled: boolean
  readonly onPick: (level: number) => void
}

function LevelButtons({ names, score, disabled, onPick }: LevelButtonsProps) {
  return names.map((name, level) => (
    <button
      key={name}
      type="button"
      title={level < score.levels ? name : `${name}: win the level before it first`}
      aria-label={`Level ${level + 1}: ${name}`}
      aria-current={level === score.level ? 'step' : undefined}
      disabled={disabled || level >= score.levels}
      onClick={() => onPick(level)}
    >
      {level + 1}
    </button>
  ))
}

function LoadingPanel({ progress }: { readonly progress: number | undefined }) {
  return (
    <div className="panel">
      <p id="loading-label">Winding up the bells…</p>
      <progress aria-labelledby="loading-label" max={1} value={progress} />
    </div>
  )
}

function FailurePanel(props: { readonly failure: Failure; readonly onRestart: () => void }) {
  const { failure, onRestart } = props
  return (
    <div className="panel" role="alert" data-testid="failure">
      <h2>{failure.title}</h2>
      <p>{failure.text}</p>
      <button type="button" onClick={onRestart}>
        {failure.action}
      </button>
    </div>
  )
}
