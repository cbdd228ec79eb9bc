'use client'

// Takes the numbers along: as Markdown on the clipboard, as JSON in a file.
import { useState } from 'react'
import { downloadJson } from '../games/download-json'
import type { Machine } from './machine'
import { markdownOf, reportOf } from './race-report'
import type { EngineAbout } from './race-types'
import type { RaceState } from './use-race'

export interface ExportButtonsProps {
  readonly state: RaceState
  readonly engines: readonly EngineAbout[]
  readonly machine: Machine
}

export function ExportButtons({ state, engines, machine }: ExportButtonsProps) {
  const [said, setSaid] = useState('')
  const [text, setText] = useState<string>()
  const report = reportOf(state, engines, machine)
  const fileName = `quoin-race-${report.machine.date}.json`
  const copy = async () => {
    const markdown = markdownOf(report)
    try {
      await navigator.clipboard.writeText(markdown)
      setSaid('Copied.')
    } catch {
      setSaid('The browser does not let the page copy: take it from here.')
      setText(markdown)
    }
  }
  return (
    <section className="race-export" aria-label="Take the numbers along">
      <button type="button" onClick={copy}>
        Copy as Markdown
      </button>
      <button type="button" onClick={() => downloadJson(report, fileName)}>
        Save as JSON
      </button>
      <span role="status">{said}</span>
      {text && (
        <textarea readOnly={true} aria-label="The race as Markdown" rows={12} value={text} />
      )}
    </section>
  )
}
