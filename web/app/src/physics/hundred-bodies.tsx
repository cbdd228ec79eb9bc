'use client'

// The demonstration of useWasmPhysics: one world, one canvas, three controls. Nothing that moves is
// React state; the hook's frame callback draws straight from the world's memory.
import type { PhysicsWorld } from 'quoin'
import { useWasmPhysics } from 'quoin/react'
import { type PointerEvent, useRef, useState } from 'react'
import {
  drawThings,
  fillWorld,
  push,
  type Thing,
  VIEW_HEIGHT_M,
  VIEW_WIDTH_M,
} from './hundred-scene'

const MAX_PIXEL_RATIO = 2
const STATUS_EVERY_TICKS = 30

function fitBuffer(canvas: HTMLCanvasElement): void {
  const ratio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO)
  const width = Math.round(canvas.clientWidth * ratio)
  const height = Math.round(canvas.clientHeight * ratio)
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}

function draw(
  canvas: HTMLCanvasElement,
  world: PhysicsWorld,
  things: readonly Thing[],
  alpha: number,
) {
  const context = canvas.getContext('2d')
  if (!context) return
  fitBuffer(canvas)
  const scale = canvas.width / VIEW_WIDTH_M
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, canvas.width, canvas.height)
  context.setTransform(scale, 0, 0, -scale, 0, canvas.height)
  drawThings(context, world, things, alpha)
}

function writeStatus(canvas: HTMLCanvasElement, world: PhysicsWorld): void {
  const counters = world.getCounters()
  if (counters.tickCount % STATUS_EVERY_TICKS !== 1) return
  canvas.dataset.ticks = String(counters.tickCount)
  canvas.dataset.bodies = String(counters.bodyCount)
  canvas.dataset.awake = String(counters.awakeBodyCount)
}

export function HundredBodies() {
  const canvas = useRef<HTMLCanvasElement>(null)
  const things = useRef<readonly Thing[]>([])
  const [paused, setPaused] = useState(false)
  const [pushed, setPushed] = useState<number>()

  const { status, world, error, reset, retry } = useWasmPhysics({
    world: { gravityMps2: { x: 0, y: -10 }, bodyCapacity: 128, shapeCapacity: 128 },
    paused,
    setup: (fresh) => {
      things.current = fillWorld(fresh)
    },
    onStep: (stepped) => {
      if (canvas.current) writeStatus(canvas.current, stepped)
    },
    onFrame: (drawn, alpha) => {
      if (canvas.current) draw(canvas.current, drawn, things.current, alpha)
    },
  })

  const pushAt = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!world) return
    const box = event.currentTarget.getBoundingClientRect()
    const xM = ((event.clientX - box.left) / box.width) * VIEW_WIDTH_M
    const yM = (1 - (event.clientY - box.top) / box.height) * VIEW_HEIGHT_M
    setPushed(push(world, things.current, xM, yM))
  }

  const restart = () => {
    setPushed(undefined)
    reset()
  }

  return (
    <section className="game" aria-label="The simulation">
      <div className="stage" data-phase={status}>
        <canvas
          ref={canvas}
          className="bodies-canvas"
          data-testid="bodies"
          role="img"
          aria-label="A hundred discs and boxes falling into a heap"
          onPointerDown={pushAt}
        />
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
      <div className="bar">
        <p className="status" role="status" data-testid="status">
          {describe(status, paused, pushed)}
        </p>
        <div className="controls">
          <button type="button" disabled={status !== 'ready'} onClick={() => setPaused(!paused)}>
            {paused ? 'Resume' : 'Pause'}
          </button>
          <button type="button" disabled={status !== 'ready'} onClick={restart}>
            Reset
          </button>
        </div>
      </div>
    </section>
  )
}

function describe(status: string, paused: boolean, pushed: number | undefined): string {
  if (status === 'loading') return 'The engine is loading.'
  if (status === 'error') return 'The engine is not running.'
  if (paused) return 'Paused.'
  if (pushed === undefined) return 'A hundred bodies are falling.'
  return pushed === 1 ? 'One body was pushed.' : `${pushed} bodies were pushed.`
}
