'use client'

// A session for as long as a scene is on the page: the world of the hook, stepped and drawn by it.
import { useWasmPhysics } from 'quoin/react'
import { type RefObject, useRef, useState } from 'react'
import type { Scene } from './scene'
import { ScenePainter } from './scene-painter'
import { Session } from './session'

export interface SessionOptions {
  readonly scene: Scene
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly paused: boolean
  /** DEBUG_* flags of what is drawn. */
  readonly layers: number
}

export interface RunningSession {
  readonly status: string
  readonly error: Error | undefined
  /** Undefined while loading and after an error. */
  readonly session: Session | undefined
  readonly painter: RefObject<ScenePainter | undefined>
  readonly restart: () => void
}

export function useSession(options: SessionOptions): RunningSession {
  const { scene, canvas, paused, layers } = options
  const [session, setSession] = useState<Session>()
  const running = useRef<Session>(undefined)
  const painter = useRef<ScenePainter>(undefined)

  const { status, error, reset } = useWasmPhysics({
    world: { gravityMps2: { x: 0, y: -10 }, ...scene.world },
    paused,
    setup: (world, engine) => {
      const fresh = new Session(engine, world, scene)
      running.current = fresh
      setSession(fresh)
      if (canvas.current) painter.current = new ScenePainter(canvas.current, fresh)
    },
    teardown: () => {
      running.current?.dispose()
      running.current = undefined
      painter.current = undefined
      setSession(undefined)
    },
    step: (_, dtSeconds) => running.current?.step(dtSeconds),
    onFrame: () => painter.current?.paint(layers),
  })
  return { status, error, session: error ? undefined : session, painter, restart: reset }
}
