'use client'

// How far the race is. Each measurement is announced once; its steps are for the eye only.
import type { EngineAbout } from './race-types'
import { noteOf } from './scene-notes'
import type { Leg, RaceState } from './use-race'

export interface ProgressProps {
  readonly state: RaceState
  readonly engines: readonly EngineAbout[]
  readonly onSkip: () => void
}

export function Progress({ state, engines, onSkip }: ProgressProps) {
  const { leg, part } = state
  return (
    <section className="race-progress" aria-label="Progress">
      <p role="status" data-testid="race-status">
        {statusOf(state, engines)}
      </p>
      {leg && (
        <>
          <progress value={part} aria-label="Measurements that are over" />
          <span className="race-steps" aria-hidden="true">
            {leg.done > 0 ? `${leg.done} of ${leg.steps} steps` : 'loading'}
          </span>
          <button type="button" onClick={onSkip}>
            Skip this one
          </button>
        </>
      )}
    </section>
  )
}

const labelOf = (engines: readonly EngineAbout[], name: string): string =>
  engines.find((engine) => engine.name === name)?.label ?? name

function legText({ scene, engine, round }: Leg, rounds: number, engines: readonly EngineAbout[]) {
  const turn = rounds > 1 ? `, round ${round + 1} of ${rounds}` : ''
  return `${labelOf(engines, engine)} in ${noteOf(scene).title}${turn}`
}

function statusOf(
  { phase, failure, leg, plan }: RaceState,
  engines: readonly EngineAbout[],
): string {
  if (phase === 'idle') return ''
  if (phase === 'failed') return `The race broke off: ${failure}`
  if (phase === 'done') return 'The race is over.'
  if (phase === 'cancelled') return 'The race was cancelled; what was measured stays.'
  return leg ? legText(leg, plan?.rounds ?? 1, engines) : 'The race begins.'
}
