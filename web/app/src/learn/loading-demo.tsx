'use client'

import type { LoadProgress } from 'quoin'
import { WasmProgressBar } from 'quoin/react'
import { useState } from 'react'
import { loadOnce } from './samples/loading'

interface State {
  readonly progress?: LoadProgress
  readonly said: string
}

export function LoadingDemo() {
  const [{ progress, said }, setState] = useState<State>({ said: 'Nothing is loaded yet.' })
  const start = async () => {
    const abort = new AbortController()
    const onProgress = (now: LoadProgress) => setState({ progress: now, said: 'Loading.' })
    try {
      const { hasSimd, browserHasSimd } = await loadOnce(onProgress, abort.signal)
      setState({
        said: `Loaded and given back: the build ${hasSimd ? 'with' : 'without'} SIMD, in a browser ${browserHasSimd ? 'with' : 'without'} it.`,
      })
    } catch (cause) {
      setState({ said: cause instanceof Error ? cause.message : String(cause) })
    }
  }
  return (
    <div className="demo">
      <button type="button" onClick={start}>
        Load the engine
      </button>
      {progress && <WasmProgressBar progress={progress} label="the engine" />}
      <p role="status" data-testid="loading">
        {said}
      </p>
    </div>
  )
}
