'use client'

// The canvas of a scene, what is written over it, and the pointer on it. What the tests need to know
// of the world stands on the canvas as data.
import { QuoinError } from 'quoin'
import type { PointerEvent, RefObject } from 'react'
import type { Scene } from './scene'
import type { Report } from './session'
import type { RunningSession } from './use-session'

export interface SceneCanvasProps {
  readonly scene: Scene
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly running: RunningSession
  readonly report: Report | undefined
}

export function SceneCanvas({ scene, canvas, running, report }: SceneCanvasProps) {
  const { status, error, session, painter, restart } = running
  const held = report?.held

  const point = (event: PointerEvent<HTMLCanvasElement>, isDown: boolean) => {
    if (!painter.current || !event.isPrimary) return
    session?.pointer(isDown, painter.current.pointAt(event.clientX, event.clientY))
  }

  return (
    <div
      className="quoin-stage scene-canvas-box"
      data-testid="stage"
      data-phase={status}
      data-failure={error instanceof QuoinError ? error.code : undefined}
    >
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
        data-held={held && `${held.x.toFixed(3)} ${held.y.toFixed(3)}`}
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
      {error && <Failure error={error} onRetry={restart} />}
    </div>
  )
}

interface FailureProps {
  readonly error: Error
  readonly onRetry: () => void
}

function Failure({ error, onRetry }: FailureProps) {
  return (
    <div className="quoin-panel" role="alert" data-testid="failure">
      <h2>The engine could not run</h2>
      <p>{error.message}</p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  )
}
