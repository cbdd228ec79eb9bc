'use client'

// A race from its start to its end: what runs now, and what is known by then.
import { raceScene } from 'race/lib/rounds.mjs'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Catalogue } from './catalogue'
import { measureInWorker } from './measure-in-worker'
import { type Plan, stepsOf } from './plan'
import type { Answer, RaceResults, SceneResults } from './race-types'

/** A measurement that is under way. */
export interface Leg {
  readonly scene: string
  readonly engine: string
  readonly round: number
  readonly steps: number
  readonly done: number
}

export interface RaceState {
  readonly phase: 'idle' | 'running' | 'done' | 'cancelled' | 'failed'
  /** Why the race itself failed; an engine that fails is a result. */
  readonly failure?: string
  readonly plan?: Plan
  readonly leg?: Leg
  /** Of 1, in measurements that are over. */
  readonly part: number
  readonly results: RaceResults
  /** The shortest that each engine took to its first step. */
  readonly readyMs: Readonly<Record<string, number>>
}

const IDLE: RaceState = { phase: 'idle', part: 0, results: {}, readyMs: {} }

export interface Race {
  readonly state: RaceState
  readonly start: (plan: Plan) => void
  readonly cancel: () => void
  readonly skip: () => void
}

type Change = (next: (state: RaceState) => RaceState) => void

interface Track {
  readonly catalogue: Catalogue
  readonly plan: Plan
  readonly cancel: AbortSignal
  readonly newSkip: () => AbortSignal
  readonly change: Change
}

const inOrder = (all: readonly { readonly name: string }[], chosen: ReadonlySet<string>) =>
  all.map(({ name }) => name).filter((name) => chosen.has(name))

function withAnswer(state: RaceState, engine: string, answer: Answer): RaceState['readyMs'] {
  if (!('stepMs' in answer)) return state.readyMs
  const known = state.readyMs[engine] ?? Number.POSITIVE_INFINITY
  return { ...state.readyMs, [engine]: Math.min(known, answer.readyMs) }
}

async function runScene(track: Track, scene: string, steps: number, before: number) {
  const { catalogue, plan, cancel, newSkip, change } = track
  const engines = inOrder(catalogue.engines, plan.engines)
  const legs = plan.scenes.size * plan.rounds * engines.length
  const measure = (engine: string, _: string, __: number, round: number): Promise<Answer> => {
    const over = before + round * engines.length + engines.indexOf(engine)
    const leg: Leg = { scene, engine, round, steps, done: 0 }
    change((state) => ({ ...state, part: over / legs, leg }))
    const onStep = (done: number) => change((state) => ({ ...state, leg: { ...leg, done } }))
    const request = { engine, scene, steps, capMs: plan.capS * 1000 }
    return measureInWorker(catalogue.worker, request, { cancel, skip: newSkip(), onStep })
  }
  const tell = ({ engine, answer, results }: Told) =>
    change((state) => ({
      ...state,
      results: { ...state.results, [scene]: results },
      readyMs: withAnswer(state, engine, answer),
    }))
  await raceScene(scene, steps, { engines, rounds: plan.rounds, measure, tell })
}

interface Told {
  readonly engine: string
  readonly answer: Answer
  readonly results: SceneResults
}

async function runAll(track: Track): Promise<void> {
  const { catalogue, plan } = track
  const scenes = catalogue.scenes.filter(({ name }) => plan.scenes.has(name))
  const legsOfScene = plan.rounds * plan.engines.size
  for (const [index, scene] of scenes.entries()) {
    await runScene(track, scene.name, stepsOf(scene, plan.length), index * legsOfScene)
  }
}

export function useRace(catalogue: Catalogue | undefined): Race {
  const [state, setState] = useState(IDLE)
  const running = useRef<AbortController>(undefined)
  const leg = useRef<AbortController>(undefined)

  useEffect(() => () => running.current?.abort(), [])

  const start = useCallback(
    (plan: Plan) => {
      if (!catalogue) return
      running.current?.abort()
      const abort = new AbortController()
      running.current = abort
      const change: Change = (next) => {
        if (!abort.signal.aborted) setState(next)
      }
      const newSkip = () => {
        leg.current = new AbortController()
        return leg.current.signal
      }
      setState({ ...IDLE, phase: 'running', plan })
      runAll({ catalogue, plan, cancel: abort.signal, newSkip, change }).then(
        () => change(({ leg: _, ...rest }) => ({ ...rest, phase: 'done', part: 1 })),
        // Of a race that was cancelled nothing more is heard.
        (error: unknown) =>
          change(({ leg: _, ...rest }) => ({ ...rest, phase: 'failed', failure: String(error) })),
      )
    },
    [catalogue],
  )
  const cancel = useCallback(() => {
    running.current?.abort()
    setState(({ leg: _, ...rest }) => ({ ...rest, phase: 'cancelled' }))
  }, [])
  const skip = useCallback(() => leg.current?.abort(), [])
  return { state, start, cancel, skip }
}
