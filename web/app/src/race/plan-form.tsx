'use client'

// What to race: scenes, engines, how long. It cannot be changed while a race runs.
import type { ReactNode } from 'react'
import type { Catalogue } from './catalogue'
import { EngineChoice } from './engine-choice'
import { CAPS_S, LENGTHS, type Length, longestS, type Plan, ROUNDS, toggled } from './plan'
import type { SceneAbout } from './race-types'
import { noteOf } from './scene-notes'

export interface PlanFormProps {
  readonly catalogue: Catalogue
  readonly isIsolated: boolean
  readonly plan: Plan
  readonly onPlan: (plan: Plan) => void
  readonly isRunning: boolean
  readonly onStart: () => void
  readonly onCancel: () => void
}

export function PlanForm(props: PlanFormProps) {
  const { catalogue, isIsolated, plan, onPlan, isRunning, onStart, onCancel } = props
  return (
    <form
      className="race-plan"
      aria-label="What to race"
      onSubmit={(event) => {
        event.preventDefault()
        if (isRunning) onCancel()
        else onStart()
      }}
    >
      <fieldset className="race-choice" disabled={isRunning}>
        <legend>Scenes</legend>
        <SceneChoice scenes={catalogue.scenes} plan={plan} onPlan={onPlan} isDaily={true} />
        <p className="race-group">Box2D’s own benchmark: thousands of bodies</p>
        <SceneChoice scenes={catalogue.scenes} plan={plan} onPlan={onPlan} isDaily={false} />
      </fieldset>
      <fieldset className="race-choice" disabled={isRunning}>
        <legend>Engines</legend>
        <EngineChoice {...{ catalogue, isIsolated, plan, onPlan }} />
      </fieldset>
      <div className="race-terms">
        <Terms plan={plan} onPlan={onPlan} isRunning={isRunning} />
        <Go plan={plan} isRunning={isRunning} />
      </div>
    </form>
  )
}

interface SceneChoiceProps {
  readonly scenes: readonly SceneAbout[]
  readonly plan: Plan
  readonly onPlan: (plan: Plan) => void
  readonly isDaily: boolean
}

function SceneChoice({ scenes, plan, onPlan, isDaily }: SceneChoiceProps) {
  return (
    <div className="race-cards">
      {scenes
        .filter(({ name }) => noteOf(name).isDaily === isDaily)
        .map(({ name }) => (
          <label key={name} className="race-card">
            <input
              type="checkbox"
              name={name}
              checked={plan.scenes.has(name)}
              onChange={() => onPlan({ ...plan, scenes: toggled(plan.scenes, name) })}
            />
            <span>
              {noteOf(name).title}
              <small>{noteOf(name).note}</small>
            </span>
          </label>
        ))}
    </div>
  )
}

function Terms({ plan, onPlan, isRunning }: Pick<PlanFormProps, 'plan' | 'onPlan' | 'isRunning'>) {
  return (
    <>
      <Choice
        label="Length"
        isDisabled={isRunning}
        value={plan.length}
        onValue={(length) => onPlan({ ...plan, length: length as Length })}
      >
        {LENGTHS.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </Choice>
      <NumberChoice
        label="Rounds"
        isDisabled={isRunning}
        values={ROUNDS}
        value={plan.rounds}
        onValue={(rounds) => onPlan({ ...plan, rounds })}
      />
      <NumberChoice
        label="Cut short after"
        unit=" s"
        isDisabled={isRunning}
        values={CAPS_S}
        value={plan.capS}
        onValue={(capS) => onPlan({ ...plan, capS })}
      />
    </>
  )
}

/** One button, so that the keyboard stays where it is when a race begins and ends. */
function Go({ plan, isRunning }: Pick<PlanFormProps, 'plan' | 'isRunning'>) {
  const canStart = plan.scenes.size > 0 && plan.engines.size > 0
  return (
    <>
      <button
        type="submit"
        className={isRunning ? 'race-go is-running' : 'race-go'}
        disabled={!isRunning && !canStart}
      >
        {isRunning ? 'Cancel' : 'Start the race'}
      </button>
      <p className="race-longest">{canStart ? longestText(plan) : emptyText(plan)}</p>
    </>
  )
}

function emptyText({ scenes }: Plan): string {
  return `Choose at least one ${scenes.size === 0 ? 'scene' : 'engine'}.`
}

function longestText(plan: Plan): string {
  const seconds = longestS(plan)
  const time = seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
  return `Stepping takes ${time} at the most; fast engines are done long before.`
}

interface ChoiceProps {
  readonly label: string
  readonly value: string
  readonly isDisabled: boolean
  readonly onValue: (value: string) => void
  readonly children: ReactNode
}

function Choice({ label, value, isDisabled, onValue, children }: ChoiceProps) {
  return (
    <label className="race-select">
      <span>{label}</span>
      <select
        value={value}
        disabled={isDisabled}
        onChange={(event) => onValue(event.currentTarget.value)}
      >
        {children}
      </select>
    </label>
  )
}

interface NumberChoiceProps {
  readonly label: string
  readonly unit?: string
  readonly value: number
  readonly values: readonly number[]
  readonly isDisabled: boolean
  readonly onValue: (value: number) => void
}

function NumberChoice({ unit = '', values, value, onValue, ...rest }: NumberChoiceProps) {
  return (
    <Choice {...rest} value={String(value)} onValue={(text) => onValue(Number(text))}>
      {values.map((one) => (
        <option key={one} value={one}>
          {one}
          {unit}
        </option>
      ))}
    </Choice>
  )
}
