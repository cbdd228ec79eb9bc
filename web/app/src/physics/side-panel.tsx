'use client'

// What the engine says of the world: counters, memory, stage times, layers to draw, advice and events.
import { LAYERS } from './layers'
import type { Scene } from './scene'
import type { Report } from './session'

export interface SidePanelProps {
  readonly scene: Scene
  readonly report: Report | undefined
  readonly layers: number
  readonly onLayers: (layers: number) => void
  /** Whether each stage of a step is told to the browser's profiler. */
  readonly timeline: boolean
  readonly onTimeline: () => void
}

export function SidePanel(props: SidePanelProps) {
  const { scene, report, layers, onLayers, timeline, onTimeline } = props
  return (
    <section className="side-panel" aria-label="What the engine says">
      <Counters report={report} />
      <fieldset className="layers">
        <legend>Draw</legend>
        {LAYERS.map(({ label, flag }) => (
          <label key={label}>
            <input
              type="checkbox"
              checked={(layers & flag) !== 0}
              onChange={() => onLayers(layers ^ flag)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <Stages report={report} />
      <label className="timeline">
        <input type="checkbox" checked={timeline} onChange={onTimeline} />
        <span>In the browser’s profiler</span>
      </label>
      {scene.events && <Events lines={report?.events ?? []} />}
      {report && report.advice.length > 0 && <Advice lines={report.advice} />}
    </section>
  )
}

const kib = (bytes: number) => `${(bytes / 1024).toFixed(0)} KiB`

function Counters({ report }: { readonly report: Report | undefined }) {
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ['Bodies', report?.bodies],
    ['Awake', report?.awake],
    ['Contacts', report?.contacts],
    ['Joints', report?.joints],
    ['Tick', report?.tick],
    ['Heap', report && kib(report.heap.liveBytes)],
    ['Peak', report && kib(report.heap.peakBytes)],
    ['Blocks', report?.heap.blockCount],
    ['Module', report && kib(report.heap.memoryBytes)],
  ]
  return (
    <section aria-label="Counters">
      <dl className="counters">
        {rows.map(([name, value]) => (
          <div key={name} data-testid={`counter-${name.toLowerCase()}`}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <p className="hash">
        <span>State hash</span> <code>{report?.hash ?? '–'}</code>
      </p>
    </section>
  )
}

function Stages({ report }: { readonly report: Report | undefined }) {
  const stages = report?.stages ?? []
  const total = stages.reduce((sum, { microseconds }) => sum + microseconds, 0)
  const longest = Math.max(1, ...stages.map(({ microseconds }) => microseconds))
  return (
    <section className="stages" aria-label="Time of a step by stage">
      <h2>
        A step <span className="number">{(total / 1000).toFixed(2)} ms</span>
      </h2>
      <ul>
        {stages.map(({ name, microseconds }) => (
          <li key={name}>
            <span>{name}</span>
            <span className="bar-track" aria-hidden="true">
              <span style={{ width: `${(100 * microseconds) / longest}%` }} />
            </span>
            <span className="number">{microseconds.toFixed(0)} µs</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Events({ lines }: { readonly lines: readonly string[] }) {
  return (
    <section className="lines" aria-label="Events">
      <h2>Events</h2>
      {lines.length === 0 ? <p>None yet.</p> : <LineList lines={lines} />}
    </section>
  )
}

function Advice({ lines }: { readonly lines: readonly string[] }) {
  return (
    <section className="lines advice" aria-label="Advice" data-testid="advice">
      <h2>Advice</h2>
      <LineList lines={lines.slice(0, 8)} />
      {lines.length > 8 && <p>and {lines.length - 8} more</p>}
    </section>
  )
}

// Lines may be equal, and have no identity but their place.
function LineList({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is what a line is
        <li key={place}>{line}</li>
      ))}
    </ul>
  )
}
