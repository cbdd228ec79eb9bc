'use client'

// JavaScript against WebAssembly, in the visitor's own browser.
import type { Engine } from 'quoin'
import { type BenchmarkResult, BenchmarkResults, benchmark, WasmLoader } from 'quoin/react'
import { useState } from 'react'
import { downloadJson } from '../games/download-json'
import { readMachine } from '../race/machine'
import { useLatest } from '../tools/use-latest'
import { CASES, type Case } from './cases'

interface Run {
  readonly results: readonly BenchmarkResult[]
  /** Of the case that is being measured, if one is. */
  readonly current: { readonly name: string; readonly done: number } | undefined
  readonly failure: string | undefined
}

const NOTHING: Run = { results: [], current: undefined, failure: undefined }

export function BenchPage() {
  return <WasmLoader label="the engine">{(engine) => <Bench engine={engine} />}</WasmLoader>
}

function Bench({ engine }: { readonly engine: Engine }) {
  const [chosen, setChosen] = useState(() => new Set(CASES.map(({ id }) => id)))
  const { run, start, cancel } = useRun(engine)
  const toggle = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <div className="tool" data-testid="bench" data-running={run.current !== undefined}>
      <fieldset className="cases">
        <legend>What is measured</legend>
        {CASES.map(({ id, name, rival }) => (
          <label key={id}>
            <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} /> {name}{' '}
            <small>against {rival}</small>
          </label>
        ))}
      </fieldset>
      <div className="controls">
        <button
          type="button"
          disabled={run.current !== undefined || chosen.size === 0}
          onClick={() => start(CASES.filter(({ id }) => chosen.has(id)))}
        >
          Measure
        </button>
        {run.current && (
          <button type="button" onClick={cancel}>
            Stop
          </button>
        )}
        {run.results.length > 0 && !run.current && (
          <button
            type="button"
            onClick={() =>
              downloadJson({ machine: readMachine(), results: run.results }, 'quoin-bench.json')
            }
          >
            Save as JSON
          </button>
        )}
      </div>
      {run.current && (
        <p role="status">
          {run.current.name}{' '}
          <progress aria-label="Measured so far" max={1} value={run.current.done} />
        </p>
      )}
      {run.failure !== undefined && (
        <p className="notice" role="alert">
          {run.failure}
        </p>
      )}
      {run.results.length > 0 && (
        <div className="scroll">
          <BenchmarkResults results={run.results} />
        </div>
      )}
    </div>
  )
}

function useRun(engine: Engine) {
  const [run, setRun] = useState(NOTHING)
  const work = useLatest()

  const cancel = () => {
    work.end()
    setRun((known) => ({ ...known, current: undefined }))
  }
  const start = async (cases: readonly Case[]) => {
    const signal = work.begin()
    const set = (change: (known: Run) => Run) => {
      if (!signal.aborted) setRun(change)
    }
    setRun(NOTHING)
    try {
      for (const { name, prepare } of cases) {
        set((known) => ({ ...known, current: { name, done: 0 } }))
        const { js, wasm, isSame } = await prepare(engine)
        const result = await benchmark(name, js, wasm, {
          isSame,
          signal,
          onProgress: (done) => set((known) => ({ ...known, current: { name, done } })),
        })
        set((known) => ({ ...known, results: [...known.results, result] }))
      }
      set((known) => ({ ...known, current: undefined }))
    } catch (cause) {
      const failure = cause instanceof Error ? cause.message : String(cause)
      set((known) => ({ ...known, current: undefined, failure }))
    }
  }
  return { run, start, cancel }
}
