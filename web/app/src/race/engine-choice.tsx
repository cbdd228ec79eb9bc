'use client'

import { bytes } from 'bench/table.mjs'
// The engines to choose from, and why one cannot be chosen.
import { ENGINES } from 'race/engines/table.mjs'
import type { Catalogue } from './catalogue'
import { type Plan, toggled } from './plan'
import type { EngineAbout } from './race-types'

export interface EngineChoiceProps {
  readonly catalogue: Catalogue
  readonly isIsolated: boolean
  readonly plan: Plan
  readonly onPlan: (plan: Plan) => void
}

const sizeOf = ({ wasm, scripts }: EngineAbout): string =>
  `${bytes(wasm.gzipBytes + scripts.gzipBytes)} gzipped`

export function EngineChoice({ catalogue, isIsolated, plan, onPlan }: EngineChoiceProps) {
  const left = catalogue.engines.filter((engine) => engine.needsSharedMemory && !isIsolated)
  return (
    <>
      <div className="race-cards">
        {catalogue.engines.map((engine) => (
          <label key={engine.name} className="race-card">
            <input
              type="checkbox"
              name={engine.name}
              disabled={left.includes(engine)}
              checked={plan.engines.has(engine.name)}
              onChange={() => onPlan({ ...plan, engines: toggled(plan.engines, engine.name) })}
            />
            <span>
              {engine.label}
              <small>
                {engine.version}, {sizeOf(engine)}
              </small>
            </span>
          </label>
        ))}
      </div>
      {left.length > 0 && <NotIsolated engines={left} />}
      <NotInstalled engines={catalogue.engines} />
    </>
  )
}

function NotIsolated({ engines }: { readonly engines: readonly EngineAbout[] }) {
  return (
    <p className="notice" data-testid="not-isolated">
      {engines.map(({ label }) => label).join(', ')} shares memory between threads, which a browser
      allows only on a page that is cross-origin isolated, and this one is not; its clock is
      coarser, too, so that short steps tell little.{' '}
      {globalThis.isSecureContext ? (
        <a href={`${process.env.BASE_PATH}/bench/race`}>Load it anew</a>
      ) : (
        'It has to come from localhost or over https.'
      )}
    </p>
  )
}

function NotInstalled({ engines }: { readonly engines: readonly EngineAbout[] }) {
  const missing = ENGINES.filter(({ name }) => !engines.some((one) => one.name === name))
  if (missing.length === 0) return null
  return (
    <p className="notice" data-testid="not-installed">
      Not installed on this server: {missing.map(({ label }) => label).join(', ')}.
    </p>
  )
}
