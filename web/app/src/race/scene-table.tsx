'use client'

// One scene: how long each engine took, and whether it had the same work.
import { number } from 'bench/table.mjs'
import { type ReactNode, useId } from 'react'
import { type Done, type EngineAbout, isDone, type Result, type SceneResults } from './race-types'
import { noteOf } from './scene-notes'
import { ScrollTable } from './scroll-table'

export interface SceneTableProps {
  readonly scene: string
  readonly results: SceneResults
  readonly engines: readonly EngineAbout[]
}

interface Column {
  readonly head: string
  /** For the tests, and for what finds a cell by its name. */
  readonly name: string
  /** It begins a group. */
  readonly isFirst?: boolean
  readonly cell: (result: Done, fastestMs: number) => ReactNode
}

const COLUMNS: readonly Column[] = [
  { head: 'speed', name: 'speed', isFirst: true, cell: speedBar },
  { head: '× Quoin', name: 'ratio', cell: ({ stepRatio }) => number(stepRatio) },
  { head: 'median', name: 'median', cell: medianWithStar },
  { head: '99th', name: 'p99', cell: ({ stepP99Ms }) => number(stepP99Ms) },
  { head: '× Quoin', name: 'frame-ratio', isFirst: true, cell: (one) => number(one.frameRatio) },
  { head: 'median', name: 'frame', cell: ({ frameMedianMs }) => number(frameMedianMs) },
  { head: '99th', name: 'frame-p99', cell: ({ frameP99Ms }) => number(frameP99Ms) },
  { head: 'bodies', name: 'bodies', isFirst: true, cell: ({ counts }) => counts.bodies },
  { head: 'shapes', name: 'shapes', cell: ({ counts }) => counts.shapes },
  { head: 'joints', name: 'joints', cell: ({ counts }) => counts.joints },
  { head: 'touching', name: 'touching', cell: ({ counts }) => counts.touching },
  { head: 'awake', name: 'awake', cell: ({ counts }) => counts.awake },
  { head: 'height, m', name: 'height', cell: heightWithStar },
]

const GROUPS = [
  { head: 'Step, ms', span: 4 },
  { head: 'Frame, ms', span: 3 },
  { head: 'The same work: at the end', span: 6 },
] as const

const classOf = ({ isFirst }: Column): string | undefined => (isFirst ? 'is-first' : undefined)

function speedBar({ stepMedianMs }: Done, fastestMs: number) {
  const share = stepMedianMs > 0 ? fastestMs / stepMedianMs : 1
  return (
    <span className="bar-track" aria-hidden="true">
      <span style={{ width: `${100 * share}%` }} />
    </span>
  )
}

function medianWithStar({ stepMedianMs, isCut, steps }: Done) {
  return (
    <>
      {number(stepMedianMs)}
      {isCut && <abbr title={`cut short after ${steps} steps`}>*</abbr>}
    </>
  )
}

/** Where a run was cut short, its end is another moment than that of the others. */
function heightWithStar({ meanHeight, isCut }: Done) {
  return `${number(meanHeight)}${isCut ? '*' : ''}`
}

export function SceneTable({ scene, results, engines }: SceneTableProps) {
  const heading = useId()
  const { title, note } = noteOf(scene)
  const done = Object.values(results).filter(isDone)
  const fastestMs = Math.min(...done.map(({ stepMedianMs }) => stepMedianMs))
  return (
    <section className="race-scene" data-testid={`scene-${scene}`}>
      <h2 id={heading}>
        {title} <small className="race-aside">{note}</small>
      </h2>
      <ScrollTable heading={heading}>
        <Heads />
        <tbody>
          {engines.map((engine) => {
            const result = results[engine.name]
            return result && <Row key={engine.name} {...{ engine, result, fastestMs }} />
          })}
        </tbody>
      </ScrollTable>
    </section>
  )
}

function Heads() {
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className="race-name">
          Engine
        </th>
        {GROUPS.map(({ head, span }) => (
          <th key={head} scope="colgroup" colSpan={span}>
            {head}
          </th>
        ))}
      </tr>
      <tr>
        {COLUMNS.map((column) => (
          <th key={column.name} scope="col" className={classOf(column)}>
            {column.head}
          </th>
        ))}
      </tr>
    </thead>
  )
}

interface RowProps {
  readonly engine: EngineAbout
  readonly result: Result
  readonly fastestMs: number
}

function Row({ engine: { name, label }, result, fastestMs }: RowProps) {
  return (
    <tr className={name === 'quoin' ? 'is-ours' : undefined} data-engine={name}>
      <th scope="row" className="race-name">
        {label}
      </th>
      {isDone(result) ? (
        COLUMNS.map((column) => (
          <td key={column.name} className={classOf(column)} data-column={column.name}>
            {column.cell(result, fastestMs)}
          </td>
        ))
      ) : (
        <td className="race-missing is-first" colSpan={COLUMNS.length}>
          {result.reason}
        </td>
      )}
    </tr>
  )
}
