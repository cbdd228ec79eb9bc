'use client'

// What was measured: first over all scenes, then scene by scene, as it comes.
import { geometricMean } from 'bench/statistics.mjs'
import { number } from 'bench/table.mjs'
import { type EngineAbout, isDone, type RaceResults } from './race-types'
import { SceneTable } from './scene-table'
import type { RaceState } from './use-race'

export interface ResultsProps {
  readonly state: RaceState
  readonly engines: readonly EngineAbout[]
}

export function Results({ state, engines }: ResultsProps) {
  const { results } = state
  return (
    <div className="race-results">
      <Means results={results} engines={engines} />
      {Object.entries(results).map(([scene, ofScene]) => (
        <SceneTable key={scene} scene={scene} results={ofScene} engines={engines} />
      ))}
      <p className="race-hint">
        The bar is speed, the fastest engine being full. Step: the call that steps the world; frame:
        the step, and then the pose of every body that moves. Median and 99th of a hundred, in
        milliseconds. A star: cut short, and held to the same first steps of Quoin. Work that is not
        done is fast: compare contacts and heights.
      </p>
    </div>
  )
}

interface Mean {
  readonly engine: EngineAbout
  readonly step: number
  readonly frame: number
  readonly count: number
}

function meansOf(results: RaceResults, engines: readonly EngineAbout[]): readonly Mean[] {
  return engines.flatMap((engine) => {
    const all = Object.values(results).flatMap((one) => {
      const result = one[engine.name]
      return isDone(result) && Number.isFinite(result.stepRatio) ? [result] : []
    })
    if (all.length === 0) return []
    const step = geometricMean(all.map(({ stepRatio }) => stepRatio))
    const frame = geometricMean(all.map(({ frameRatio }) => frameRatio))
    return [{ engine, step, frame, count: all.length }]
  })
}

function Means({ results, engines }: { results: RaceResults; engines: readonly EngineAbout[] }) {
  const means = meansOf(results, engines)
  const scenes = Object.keys(results).length
  if (means.length < 2) return null
  return (
    <section className="race-means" aria-label="Over all scenes">
      <h2>
        Times as long as Quoin <small className="race-aside">the mean over {countOf(scenes)}</small>
      </h2>
      <ul>
        {means.map(({ engine, step, frame, count }) => (
          <li key={engine.name} className={engine.name === 'quoin' ? 'is-ours' : undefined}>
            <strong>{number(step)} ×</strong>
            <span>{engine.label}</span>
            <small>
              frame {number(frame)} ×{count < scenes ? `, ${count} of ${scenes}` : ''}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

const countOf = (scenes: number): string => (scenes === 1 ? 'one scene' : `${scenes} scenes`)
