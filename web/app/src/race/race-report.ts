// A race as others want it: in the shape that the race in Node writes, and as Markdown.

import { bytes, number, table } from 'bench/table.mjs'
import { frameTable, ratioTable, reasons, stepTable, workTable } from 'race/lib/report.mjs'
import { type Machine, machineText } from './machine'
import type { EngineAbout, RaceResults } from './race-types'
import type { RaceState } from './use-race'

export interface RaceReport {
  readonly machine: Machine
  readonly clock: 'wall'
  readonly capMs: number
  readonly rounds: number
  readonly length: string
  readonly engines: Readonly<Record<string, EngineAbout & { readonly readyMs: number | null }>>
  readonly scenes: RaceResults
}

export function reportOf(
  { plan, results, readyMs }: RaceState,
  engines: readonly EngineAbout[],
  machine: Machine,
): RaceReport {
  const raced = engines.filter(({ name }) => Object.values(results).some((one) => one[name]))
  return {
    machine,
    clock: 'wall',
    capMs: (plan?.capS ?? 0) * 1000,
    rounds: plan?.rounds ?? 0,
    length: plan?.length ?? '',
    engines: Object.fromEntries(
      raced.map((engine) => [engine.name, { ...engine, readyMs: readyMs[engine.name] ?? null }]),
    ),
    scenes: results,
  }
}

function engineRows({ engines }: RaceReport): string {
  const heads = ['engine', 'version', 'wasm gzip', 'scripts gzip', 'first step after, ms']
  const rows = Object.values(engines).map(({ label, version, wasm, scripts, readyMs }) => [
    label,
    version,
    wasm.rawBytes > 0 ? bytes(wasm.gzipBytes) : 'none',
    bytes(scripts.gzipBytes),
    readyMs === null ? 'n/a' : number(readyMs),
  ])
  return table(heads, rows)
}

export function markdownOf(report: RaceReport): string {
  const { machine, capMs, rounds } = report
  const lines = [
    '# Physics engines raced in a browser',
    `${machine.date}: ${machineText(machine)}. Rounds: ${rounds}; * cut short after ${capMs / 1000} s.`,
    engineRows(report),
    `A step: median / 99th of a hundred, ms\n\n${stepTable(report)}`,
    `A frame, all poses read: median / 99th of a hundred, ms\n\n${frameTable(report)}`,
  ]
  if (report.engines.quoin) {
    lines.push(
      `A step, times as long as that of Quoin\n\n${ratioTable(report, 'stepRatio')}`,
      `A frame, times as long as that of Quoin\n\n${ratioTable(report, 'frameRatio')}`,
    )
  }
  lines.push(`The same work: at the end\n\n${workTable(report)}`)
  const missing: readonly string[] = reasons(report)
  if (missing.length > 0) lines.push(missing.map((line) => `- ${line}`).join('\n'))
  return `${lines.join('\n\n')}\n`
}
