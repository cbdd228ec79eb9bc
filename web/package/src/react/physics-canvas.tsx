'use client'

// A world on a canvas: seen as the engine's debug drawing shows it, dragged by its bodies, moved and
// zoomed, by mouse, fingers and keys. The world is the page's own, or one that lives as long as this.
import {
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import type { PhysicsWorld } from '../physics-world.js'
import type { Vec2 } from '../structs.gen.js'
import { type HandsOptions, WorldHands } from '../world-hands.js'
import { type WorldCamera, WorldView, type WorldViewOptions } from '../world-view.js'
import { asError } from './as-error.js'
import { useWasmPhysics, type WasmPhysicsOptions } from './use-wasm-physics.js'
import { WasmError, WasmProgressBar } from './wasm-loader.js'

/** Between renders; nothing of it renders anything. */
export interface PhysicsCanvasHandle {
  camera: WorldCamera
  resetCamera(): void
  /** Where in the world a point of the page is, such as one of a pointer event. */
  pointAt(clientX: number, clientY: number): Vec2
}

export interface PhysicsCanvasOptions extends WorldViewOptions, HandsOptions {
  /** What there is to see, for those who do not see it. */
  readonly label: string
  readonly className?: string | undefined
  readonly ref?: Ref<PhysicsCanvasHandle> | undefined
}

interface ShownWorld extends PhysicsCanvasOptions {
  /** Steps elsewhere, as that of `useWasmPhysics` does. Undefined: nothing to show yet. */
  readonly world: PhysicsWorld | undefined
}

interface OwnWorld extends PhysicsCanvasOptions {
  /** A world for as long as this is mounted; what `useWasmPhysics` takes. */
  readonly physics: WasmPhysicsOptions
  readonly world?: never
}

export type PhysicsCanvasProps = ShownWorld | OwnWorld

export function PhysicsCanvas(props: PhysicsCanvasProps): ReactNode {
  return 'physics' in props ? <WithWorld {...props} /> : <Canvas {...props} />
}

function WithWorld({ physics, ...options }: OwnWorld) {
  const { status, error, world, retry } = useWasmPhysics(physics)
  return (
    <>
      <Canvas {...options} world={world} />
      {status === 'loading' && <WasmProgressBar />}
      {error && <WasmError error={error} onRetry={retry} />}
    </>
  )
}

const KEYS = 'Arrow keys move the view, plus and minus zoom, 0 shows it as at first.'

function Canvas(props: ShownWorld) {
  const { label, className, grab, pan } = props
  const id = useId()
  const isStill = grab === false && pan === false
  const { canvas, error } = useView(props, isStill)
  return (
    <div className={className ?? 'quoin-physics'}>
      <canvas
        ref={canvas}
        role={isStill ? 'img' : 'application'}
        aria-label={label}
        aria-describedby={pan === false ? undefined : id}
        tabIndex={isStill ? undefined : 0}
      />
      {pan !== false && (
        <span id={id} hidden>
          {KEYS}
        </span>
      )}
      {error && <p role="alert">{error.message}</p>}
    </div>
  )
}

// What a page without the style sheet needs: a box of some height, and fingers for the canvas alone.
function fill(canvas: HTMLCanvasElement, isStill: boolean): void {
  const touch = isStill ? 'auto' : 'none'
  canvas.style.cssText = `display:block;width:100%;aspect-ratio:16/10;touch-action:${touch}`
}

/** The view and the hands of a canvas, for as long as it shows one world. */
function useView(props: ShownWorld, isStill: boolean) {
  const { world, ref } = props
  const canvas = useRef<HTMLCanvasElement>(null)
  const options = useRef(props)
  const view = useRef<WorldView>(undefined)
  const camera = useRef<WorldCamera>(undefined)
  const [error, setError] = useState<Error>()
  useEffect(() => {
    options.current = props
  })
  useEffect(() => {
    if (!canvas.current) return undefined
    setError(undefined)
    fill(canvas.current, isStill)
    try {
      const made = new WorldView(canvas.current, () => options.current)
      const hands = new WorldHands(made, () => options.current)
      made.world = world
      if (camera.current) made.camera = camera.current
      made.start((cause) => setError(asError(cause)))
      view.current = made
      return () => {
        camera.current = made.camera
        hands.release()
        made.stop()
        view.current = undefined
      }
    } catch (cause) {
      setError(asError(cause))
      return undefined
    }
  }, [world, isStill])
  useImperativeHandle(ref, () => handleOf(view), [])
  return { canvas, error }
}

function handleOf(view: { readonly current: WorldView | undefined }): PhysicsCanvasHandle {
  return {
    get camera() {
      return view.current?.camera ?? { centerM: { x: 0, y: 0 }, zoom: 1 }
    },
    set camera(camera) {
      if (view.current) view.current.camera = camera
    },
    resetCamera: () => view.current?.resetCamera(),
    pointAt: (clientX, clientY) => view.current?.pointAt(clientX, clientY) ?? { x: 0, y: 0 },
  }
}
