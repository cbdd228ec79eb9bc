'use client'

// Pause, step, the scrub bar and the save: what one does to time.
import type { Report } from './session'

export interface TimeBarProps {
  readonly report: Report | undefined
  readonly paused: boolean
  readonly onPause: () => void
  readonly onStep: () => void
  readonly onRestart: () => void
  readonly onSeek: (tick: number) => void
  readonly onSave: () => void
  readonly onLoad: () => void
}

export function TimeBar(props: TimeBarProps) {
  const { report, paused } = props
  const isOff = report === undefined
  return (
    <fieldset className="time-bar" aria-label="Time">
      <button type="button" disabled={isOff} onClick={props.onPause} data-testid="pause">
        {paused ? 'Play' : 'Pause'}
      </button>
      <button type="button" disabled={isOff} onClick={props.onStep} title="Step once (.)">
        Step
      </button>
      <button type="button" disabled={isOff} onClick={props.onRestart} title="Restart (R)">
        Restart
      </button>
      <button type="button" disabled={isOff} onClick={props.onSave} title="Keep this moment">
        Save
      </button>
      <button
        type="button"
        disabled={!report?.hasSave}
        onClick={props.onLoad}
        title="Back to the saved moment"
      >
        Load
      </button>
      <label className="scrub">
        <span>Rewind</span>
        <input
          type="range"
          aria-label="Rewind"
          data-testid="scrub"
          disabled={isOff}
          min={report?.oldestTick ?? 0}
          max={report?.newestTick ?? 1}
          value={report?.tick ?? 0}
          aria-valuetext={`tick ${report?.tick ?? 0}`}
          onChange={(event) => props.onSeek(event.currentTarget.valueAsNumber)}
        />
        <span className="number">{report ? `${(report.tick / 60).toFixed(2)} s` : ''}</span>
      </label>
    </fieldset>
  )
}
