'use client'

// A game on a page of its own, for games whose page is little more than the picture: the stage, what
// it says in words, and the buttons that every game has. Whatever changes with every tick goes to data
// attributes of the stage.
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from './failure'
import type { AudioState } from './game-module'
import { type GameFacts, GameSession } from './game-session'
import { SpeakerButton } from './speaker-button'

type Phase = 'loading' | 'running' | 'failed'
export type Numbers = Readonly<Record<string, number>>

interface SmallGameProps {
  readonly game: GameFacts
  readonly describe: (numbers: Numbers) => string
  readonly onFrame?: (busyMs: number, nowMs: number) => void
  readonly onStatus?: (numbers: Numbers) => void
  /** More buttons. */
  readonly children?: (session: GameSession | null, isRunning: boolean) => ReactNode
}

// What it comes to on the player's side; a lost picture needs no other words than these.
const SOFTWARE = 'The browser shows no WebGL 2 just now, so the processor draws, less finely.'

export function SmallGame({ game, describe, onFrame, onStatus, children }: SmallGameProps) {
  const frame = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const session = useRef<GameSession>(null)
  const [round, setRound] = useState(0)
  const [phase, setPhase] = useState<Phase>('loading')
  const [failure, setFailure] = useState<Failure>()
  const [text, setText] = useState('The game is loading.')
  const [paused, setPaused] = useState(false)
  const [isSoft, setIsSoft] = useState(false)
  const [audio, setAudio] = useState<AudioState>('silent')
  const [muted, setMuted] = useState(false)
  const told = useRef({ describe, onFrame, onStatus })
  told.current = { describe, onFrame, onStatus }

  const togglePause = useCallback(() => {
    setPaused((known) => {
      session.current?.setPaused(!known)
      return !known
    })
  }, [])
  const toggleFullscreen = useCallback(() => {
    // Where a page cannot have the whole screen (iPhones) nothing happens.
    const changing = document.fullscreenElement
      ? document.exitFullscreen()
      : frame.current?.requestFullscreen?.()
    changing?.catch(() => {})
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a new session
  useEffect(() => {
    const stage = host.current
    if (!stage) return
    const running = new GameSession(game, stage, {
      onProgress: () => {},
      onReady: () => setPhase('running'),
      onFrame: (busyMs, nowMs) => told.current.onFrame?.(busyMs, nowMs),
      onStatus: ({ numbers, stateHash }) => {
        for (const [name, value] of Object.entries(numbers)) {
          stage.setAttribute(`data-${name}`, String(value))
        }
        stage.dataset.stateHash = stateHash
        setText(told.current.describe(numbers))
        told.current.onStatus?.(numbers)
      },
      onSaved: () => {},
      onWish: (wish) => (wish === 'pause' ? togglePause() : toggleFullscreen()),
      onAudio: setAudio,
      onSettings: (settings) => setMuted(settings.muted === 1),
      onNotice: (notice, on) => notice === 'software' && setIsSoft(on),
      onFailure: (reason) => {
        setFailure(reason)
        setPhase('failed')
      },
    })
    session.current = running
    return () => {
      running.dispose()
      session.current = null
    }
  }, [round])

  const restart = useCallback(() => {
    setPhase('loading')
    setFailure(undefined)
    setPaused(false)
    setRound((number) => number + 1)
  }, [])

  const isRunning = phase === 'running'
  return (
    <section className="game" aria-label={game.title}>
      <div
        className="stage"
        ref={frame}
        data-testid="stage"
        data-phase={phase}
        data-failure={failure?.code}
      >
        <div className="stage-canvas" data-testid={game.name} ref={host} />
        {failure && (
          <div className="panel" role="alert" data-testid="failure">
            <h2>{failure.title}</h2>
            <p>{failure.text}</p>
            <button type="button" onClick={restart}>
              {failure.action}
            </button>
          </div>
        )}
      </div>
      <div className="bar">
        <p className="status" role="status" data-testid="status">
          {paused ? 'Paused.' : text}
        </p>
        <div className="controls">
          {children?.(session.current, isRunning)}
          <SpeakerButton
            state={audio}
            muted={muted}
            disabled={!isRunning}
            onToggle={() => session.current?.setSetting('muted', muted ? 0 : 1)}
          />
          <button type="button" disabled={!isRunning} onClick={togglePause}>
            {paused ? 'Resume' : 'Pause'}
          </button>
          <button type="button" disabled={!isRunning} onClick={toggleFullscreen}>
            Full screen
          </button>
        </div>
      </div>
      {isSoft && (
        <p className="notice" data-testid="notice-software">
          {SOFTWARE}
        </p>
      )}
    </section>
  )
}
