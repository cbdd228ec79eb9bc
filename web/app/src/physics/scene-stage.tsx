'use client'

// One scene on its canvas, with everything that acts on it. The world runs in the hook's loop;
// React renders when something is pressed, and a few times a second for the numbers.
import { useWasmPhysics } from 'quoin/react'
import { type PointerEvent, useCallback, useRef, useState } from 'react'
import { FIRST_LAYERS } from './layers'
import type { Scene, SceneButton } from './scene'
import { ScenePainter } from './scene-painter'
import { Session } from './session'
import { SidePanel } from './side-panel'
import { TimeBar } from './time-bar'
import { useKeys } from './use-keys'
import { useReport } from './use-report'

const DT_SECONDS = 1 / 60

const wantsStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches

function keysOf(buttons: readonly SceneButton[]): number {
  return buttons.reduce((sum, button) => ('key' in button ? sum | button.key : sum), 0)
}

export function SceneStage({ scene }: { readonly scene: Scene }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const painter = useRef<ScenePainter>(undefined)
  const [session, setSession] = useState<Session>()
  const [paused, setPaused] = useState(wantsStillness)
  const [layers, setLayers] = useState(FIRST_LAYERS)
  const current = useRef<Session>(undefined)

  const { status, error, reset, retry } = useWasmPhysics({
    world: { gravityMps2: { x: 0, y: -10 }, ...scene.world },
    paused,
    setup: (world, engine) => {
      const fresh = new Session(engine, world, scene)
      current.current = fresh
      setSession(fresh)
      if (canvas.current) painter.current = new ScenePainter(canvas.current, fresh)
    },
    teardown: () => {
      current.current?.dispose()
      current.current = undefined
      painter.current = undefined
      setSession(undefined)
    },
    step: (_, dtSeconds) => current.current?.step(dtSeconds),
    onFrame: () => painter.current?.paint(layers),
  })
  const { report, refresh } = useReport(session)

  const seek = useCallback(
    (tick: number) => {
      session?.seek(tick)
      refresh()
    },
    [session, refresh],
  )
  const stepOnce = () => {
    setPaused(true)
    session?.step(DT_SECONDS)
    refresh()
  }
  const scrubBy = (ticks: number) => {
    setPaused(true)
    if (report) seek(report.tick + ticks)
  }
  const togglePause = () => setPaused(!paused)
  const buttons = session?.run.buttons ?? []
  useKeys({
    togglePause,
    stepOnce,
    restart: reset,
    scrubBy,
    sceneKeys: keysOf(buttons),
    sceneKey: (key, isDown) => session?.key(key, isDown),
  })

  const point = (event: PointerEvent<HTMLCanvasElement>, isDown: boolean) => {
    if (!painter.current || !event.isPrimary) return
    session?.pointer(isDown, painter.current.pointAt(event.clientX, event.clientY))
  }

  return (
    <>
      <div className="scene-main">
        <div className="stage scene-canvas-box" data-phase={status}>
          <canvas
            ref={canvas}
            className="bodies-canvas"
            data-testid="bodies"
            data-scene={scene.name}
            data-ticks={report?.tick}
            data-bodies={report?.bodies}
            data-awake={report?.awake}
            data-hash={report?.hash}
            data-finite={report?.isFinite}
            data-held={report?.held && `${report.held.x.toFixed(3)} ${report.held.y.toFixed(3)}`}
            role="img"
            aria-label={`${scene.title}. ${scene.hint}`}
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId)
              point(event, true)
            }}
            onPointerMove={(event) => point(event, event.buttons !== 0)}
            onPointerUp={(event) => point(event, false)}
            onPointerCancel={(event) => point(event, false)}
          />
          {report?.status && <p className="scene-status">{report.status}</p>}
          {error && (
            <div className="panel" role="alert" data-testid="failure">
              <h2>The engine could not run</h2>
              <p>{error.message}</p>
              <button type="button" onClick={retry}>
                Try again
              </button>
            </div>
          )}
        </div>
        {session && buttons.length > 0 && <SceneButtons session={session} buttons={buttons} />}
        <TimeBar
          report={report}
          paused={paused}
          onPause={togglePause}
          onStep={stepOnce}
          onRestart={reset}
          onSeek={seek}
          onSave={() => {
            session?.save()
            refresh()
          }}
          onLoad={() => {
            session?.load()
            refresh()
          }}
        />
      </div>
      <SidePanel scene={scene} report={report} layers={layers} onLayers={setLayers} />
    </>
  )
}

interface SceneButtonsProps {
  readonly session: Session
  readonly buttons: readonly SceneButton[]
}

function SceneButtons({ session, buttons }: SceneButtonsProps) {
  return (
    <fieldset className="scene-buttons" aria-label="This scene">
      {buttons.map((button) =>
        'key' in button ? (
          <HoldButton
            key={button.label}
            label={button.label}
            onHold={(isDown) => session.key(button.key, isDown)}
          />
        ) : (
          <button key={button.label} type="button" onClick={() => session.act(button.action)}>
            {button.label}
          </button>
        ),
      )}
    </fieldset>
  )
}

interface HoldButtonProps {
  readonly label: string
  readonly onHold: (isDown: boolean) => void
}

function HoldButton({ label, onHold }: HoldButtonProps) {
  return (
    <button
      type="button"
      className="hold"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        onHold(true)
      }}
      onPointerUp={() => onHold(false)}
      onPointerCancel={() => onHold(false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {label}
    </button>
  )
}
