'use client'

import type { Engine } from 'quoin'
import { WasmLoader } from 'quoin/react'
import { useState } from 'react'
import { profile } from './samples/profiling'

const STEPS = 120
const PREFIX = 'quoin: '

interface Found {
  readonly stages: ReadonlyMap<string, number>
  /** Entries of the browser's profiler. */
  readonly entryCount: number
}

/** Profiles, and counts what the browser's profiler was told meanwhile. */
function measure(engine: Engine, timeline: boolean): Found {
  const observer = new PerformanceObserver(() => {})
  observer.observe({ entryTypes: ['measure'] })
  const stages = profile(engine, STEPS, timeline)
  const entryCount = observer.takeRecords().filter(({ name }) => name.startsWith(PREFIX)).length
  observer.disconnect()
  return { stages, entryCount }
}

export function ProfilingDemo() {
  const [timeline, setTimeline] = useState(false)
  const [found, setFound] = useState<Found>()
  return (
    <WasmLoader>
      {(engine) => (
        <div className="demo tool">
          <label className="check">
            <input
              type="checkbox"
              checked={timeline}
              onChange={(event) => setTimeline(event.target.checked)}
            />{' '}
            In the browser’s profiler too
          </label>
          <button type="button" onClick={() => setFound(measure(engine, timeline))}>
            Profile {STEPS} steps
          </button>
          <p role="status" data-testid="profiling">
            {found
              ? `${found.stages.size} stages of ${STEPS} steps; ${found.entryCount} entries in the browser’s profiler.`
              : 'Nothing was profiled yet.'}
          </p>
          {found && <StageTable stages={found.stages} />}
        </div>
      )}
    </WasmLoader>
  )
}

function StageTable({ stages }: { readonly stages: Found['stages'] }) {
  const most = Math.max(...stages.values())
  return (
    <table>
      <caption>Microseconds of a step, in the mean; a stage’s parts follow it.</caption>
      <thead>
        <tr>
          <th scope="col">Stage</th>
          <th scope="col">µs</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {[...stages].map(([name, us]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{us.toFixed(1)}</td>
            <td>
              <meter aria-label={name} max={most} value={us} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
