// What a visitor has chosen to race.
import type { Catalogue } from './catalogue'
import type { SceneAbout } from './race-types'

export const LENGTHS = [
  { name: 'all', label: 'All steps' },
  { name: 'quarter', label: 'A quarter of the steps' },
  { name: 'few', label: '60 steps' },
] as const
export const ROUNDS = [1, 2, 3, 5] as const
export const CAPS_S = [2, 5, 10, 20] as const

const FEW_STEPS = 60

export type Length = (typeof LENGTHS)[number]['name']

export interface Plan {
  readonly scenes: ReadonlySet<string>
  readonly engines: ReadonlySet<string>
  readonly length: Length
  readonly rounds: number
  readonly capS: number
}

export function stepsOf({ steps }: SceneAbout, length: Length): number {
  if (length === 'few') return Math.min(steps, FEW_STEPS)
  return length === 'quarter' ? Math.ceil(steps / 4) : steps
}

/** All engines that can run, but ours once only, over two scenes that are quick to race. */
export function usualPlan(catalogue: Catalogue, isIsolated: boolean): Plan {
  const engines = catalogue.engines.filter(
    ({ name, needsSharedMemory }) => name !== 'quoin-scalar' && (isIsolated || !needsSharedMemory),
  )
  return {
    scenes: new Set(['pile_100', 'ragdolls_40']),
    engines: new Set(engines.map(({ name }) => name)),
    length: 'quarter',
    rounds: 1,
    capS: 5,
  }
}

export function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(names)
  if (!next.delete(name)) next.add(name)
  return next
}

/** How long it can take at the most, downloads and building left aside. */
export const longestS = ({ scenes, engines, rounds, capS }: Plan): number =>
  scenes.size * engines.size * rounds * capS
