'use client'

// What a page shows while the engine is on its way: a bar that screen readers follow, then what needs
// the engine, or what went wrong and a button.
import { type ReactNode, Suspense, useId } from 'react'
import type { Engine } from '../engine.js'
import type { LoadProgress } from '../progress.js'
import { useIsClient, useWasm, useWasmEngine, type WasmOptions } from './use-wasm.js'

export interface WasmProgressBarProps {
  readonly progress?: LoadProgress | undefined
  readonly label?: string | undefined
}

const PHASES: Readonly<Record<LoadProgress['phase'], string>> = {
  download: 'Loading',
  compile: 'Compiling',
  instantiate: 'Starting',
}

/** A labelled `<progress>`: without a value, and so moving, before the first byte. */
export function WasmProgressBar(props: WasmProgressBarProps): ReactNode {
  const { progress, label = 'Physics engine' } = props
  const id = useId()
  const percent = progress === undefined ? undefined : Math.floor(progress.ratio * 100)
  return (
    <div className="quoin-progress" data-phase={progress?.phase ?? 'idle'}>
      <span id={id}>
        {progress === undefined ? 'Loading' : PHASES[progress.phase]} {label}
        {percent === undefined ? '' : `, ${percent} %`}
      </span>
      <progress aria-labelledby={id} max={1} value={progress?.ratio} style={{ width: '100%' }} />
    </div>
  )
}

export interface WasmErrorProps {
  readonly error: Error
  readonly onRetry: () => void
}

/** Announced at once; the text of a QuoinError says what to do. */
export function WasmError({ error, onRetry }: WasmErrorProps): ReactNode {
  return (
    <div className="quoin-error" role="alert">
      <p>{error.message}</p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  )
}

export interface WasmLoaderProps extends WasmOptions {
  /** What needs the engine, or a function that is given it. */
  readonly children: ReactNode | ((engine: Engine) => ReactNode)
  /** In place of the progress bar. */
  readonly fallback?: ReactNode | ((progress: LoadProgress | undefined) => ReactNode)
  /** In place of the message and its button. */
  readonly renderError?: ((props: WasmErrorProps) => ReactNode) | undefined
  /** What is loaded, in words of the page. */
  readonly label?: string | undefined
}

/** Loads the engine and shows how far it is, then the children; after an error a way to try again. */
export function WasmLoader(props: WasmLoaderProps): ReactNode {
  const { children, fallback, renderError = WasmError, label, url, simd, part } = props
  const { engine, error, progress, retry } = useWasm({ url, simd, part })
  if (error) return renderError({ error, onRetry: retry })
  if (!engine) {
    if (typeof fallback === 'function') return fallback(progress)
    return fallback ?? <WasmProgressBar progress={progress} label={label} />
  }
  return typeof children === 'function' ? children(engine) : children
}

export interface WasmSuspenseProps extends WasmOptions {
  readonly children: ReactNode | ((engine: Engine) => ReactNode)
  /** On the server, and until the engine is there. */
  readonly fallback?: ReactNode
}

function WithEngine({ children, url, simd, part }: WasmSuspenseProps) {
  const engine = useWasmEngine({ url, simd, part })
  return typeof children === 'function' ? children(engine) : children
}

/** The same by Suspense: a failure goes to the nearest error boundary. */
export function WasmSuspense(props: WasmSuspenseProps): ReactNode {
  const { fallback = <WasmProgressBar />, ...rest } = props
  const isClient = useIsClient()
  if (!isClient) return fallback
  return (
    <Suspense fallback={fallback}>
      <WithEngine {...rest} />
    </Suspense>
  )
}
