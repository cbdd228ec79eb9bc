'use client'

// The race in the visitor's own browser: choose, run, look, take the numbers along.
import { useState } from 'react'
import { EngineList } from './engine-list'
import { ExportButtons } from './export-buttons'
import { type Machine, machineText } from './machine'
import { type Plan, usualPlan } from './plan'
import { PlanForm } from './plan-form'
import { Progress } from './progress'
import { Results } from './results'
import { type Loaded, useCatalogue } from './use-catalogue'
import { useRace } from './use-race'

export function RacePage() {
  const loaded = useCatalogue()
  if (loaded.failure) return <NotBuilt failure={loaded.failure} />
  if (!loaded.catalogue) return <p className="race-wait">Looking which engines there are …</p>
  return <Track {...loaded} catalogue={loaded.catalogue} />
}

function NotBuilt({ failure }: { readonly failure: string }) {
  return (
    <p className="notice" role="alert" data-testid="race-failure">
      The race is not on this server: <code>make play</code> builds it. ({failure})
    </p>
  )
}

function Track({ catalogue, machine }: Loaded & Required<Pick<Loaded, 'catalogue'>>) {
  const isIsolated = machine?.isIsolated === true
  const [plan, setPlan] = useState<Plan>(() => usualPlan(catalogue, isIsolated))
  const { state, start, cancel, skip } = useRace(catalogue)
  const isRunning = state.phase === 'running'
  const hasResults = Object.keys(state.results).length > 0
  return (
    <div className="race" data-testid="race" data-phase={state.phase}>
      <PlanForm
        catalogue={catalogue}
        isIsolated={isIsolated}
        plan={plan}
        onPlan={setPlan}
        isRunning={isRunning}
        onStart={() => start(plan)}
        onCancel={cancel}
      />
      <Progress state={state} engines={catalogue.engines} onSkip={skip} />
      {machine && <MachineLine machine={machine} />}
      {hasResults && <Results state={state} engines={catalogue.engines} />}
      {hasResults && machine && !isRunning && (
        <ExportButtons state={state} engines={catalogue.engines} machine={machine} />
      )}
      <EngineList engines={catalogue.engines} readyMs={state.readyMs} />
    </div>
  )
}

function MachineLine({ machine }: { readonly machine: Machine }) {
  return (
    <p className="race-machine" data-testid="machine">
      Here: {machineText(machine)}.
    </p>
  )
}
