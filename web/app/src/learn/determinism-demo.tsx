'use client'

// Runs the scenes that every compiler and machine is tested with, here, and compares each hash.
import { useEffect, useRef, useState } from 'react'

const FOLDER = `${process.env.BASE_PATH ?? ''}/determinism`
const QUICK_TICKS = 120
const FULL_TICKS = 600

interface State {
  readonly kind: 'idle' | 'running' | 'same' | 'differs' | 'failed'
  readonly done: number
  readonly all: number
  /** Of the newest line, or of the first that differs, or what went wrong. */
  readonly text: string
}

const IDLE: State = { kind: 'idle', done: 0, all: 0, text: '' }

/** From public/determinism/worker.js. */
type Message = string | null | { readonly failed: string }

/** 'name tick hash ...' of the golden file, up to a tick. */
async function goldenLines(ticks: number): Promise<readonly string[]> {
  const response = await fetch(`${FOLDER}/scenes.txt`)
  if (!response.ok) throw new Error(`the golden hashes answered ${response.status}`)
  const lines = (await response.text()).trim().split('\n')
  return lines.filter((line) => Number(line.split(' ')[1]) <= ticks)
}

export function DeterminismDemo() {
  const [state, setState] = useState(IDLE)
  const worker = useRef<Worker>(undefined)
  useEffect(() => () => worker.current?.terminate(), [])

  const run = async (ticks: number) => {
    worker.current?.terminate()
    const started = new Worker(`${FOLDER}/worker.js`)
    worker.current = started
    const set = (next: State) => {
      if (worker.current === started) setState(next)
    }
    const fail = (text: string) => {
      set({ ...IDLE, kind: 'failed', text })
      started.terminate()
    }
    set({ ...IDLE, kind: 'running' })
    try {
      const golden = await goldenLines(ticks)
      let done = 0
      started.onerror = (event) => {
        event.preventDefault()
        fail(event.message || 'the worker could not be started')
      }
      started.onmessage = ({ data }: MessageEvent<Message>) => {
        const all = golden.length
        if (data !== null && typeof data === 'object') return fail(data.failed)
        if (data === null) {
          if (done < all) return fail(`it ended after ${done} of ${all} lines`)
          set({ kind: 'same', done, all, text: '' })
          started.terminate()
        } else if (data !== golden[done]) {
          set({ kind: 'differs', done, all, text: `${data} and not ${golden[done]}` })
          started.terminate()
        } else {
          done++
          set({ kind: 'running', done, all, text: data })
        }
      }
      started.postMessage({ ticks })
    } catch (cause) {
      fail(cause instanceof Error ? cause.message : String(cause))
    }
  }

  return (
    <div className="demo" data-testid="determinism" data-kind={state.kind}>
      <div className="controls">
        <button type="button" onClick={() => run(QUICK_TICKS)}>
          Two seconds of every scene
        </button>
        <button type="button" onClick={() => run(FULL_TICKS)}>
          Ten seconds of every scene
        </button>
      </div>
      <p role="status">{said(state)}</p>
      {state.kind === 'running' && (
        <progress aria-label="Lines compared" max={state.all || 1} value={state.done} />
      )}
    </div>
  )
}

function said({ kind, done, all, text }: State): string {
  if (kind === 'idle') return 'Not run in this browser yet.'
  if (kind === 'running') return done === 0 ? 'Starting…' : `The same so far: ${text}`
  if (kind === 'same') return `The same bits: all ${all} hashes are those of every other machine.`
  if (kind === 'differs') return `Other bits at line ${done + 1} of ${all}: ${text}`
  return `It could not be run: ${text}`
}
