'use client'

// What benchmarks found, as a table that says everything and bars that show it.
import type { ReactNode } from 'react'
import type { BenchmarkResult, BenchmarkTimes } from '../benchmark.js'

export interface BenchmarkResultsProps {
  readonly results: readonly BenchmarkResult[]
  readonly caption?: string | undefined
  readonly className?: string | undefined
}

function msText(ms: number): string {
  if (ms >= 100) return ms.toFixed(0)
  if (ms >= 1) return ms.toPrecision(3)
  return ms.toPrecision(2)
}

function speedupText(speedup: number): string {
  const [times, word] = speedup >= 1 ? [speedup, 'faster'] : [1 / speedup, 'slower']
  return times < 1.05 ? 'even' : `${times.toPrecision(2)} × ${word}`
}

interface BarProps {
  readonly times: BenchmarkTimes
  readonly color: string
  readonly longestMs: number
}

/** The median as a bar, the middle half of the rounds as a line over its end. */
function Bar({ times, color, longestMs }: BarProps) {
  const part = (ms: number) => (100 * ms) / longestMs
  const [low, high] = [part(times.lowerQuartileMs), part(times.upperQuartileMs)]
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      style={{ display: 'block', width: '100%', height: '0.8em' }}
    >
      <rect y="1" width={part(times.medianMs)} height="8" fill={color} />
      <line x1={low} x2={high} y1="5" y2="5" stroke="currentColor" strokeWidth="2" />
    </svg>
  )
}

function Times({ times, color, longestMs }: BarProps) {
  return (
    <td>
      {msText(times.medianMs)}{' '}
      <small>
        ({msText(times.lowerQuartileMs)} to {msText(times.upperQuartileMs)})
      </small>
      <Bar times={times} color={color} longestMs={longestMs} />
    </td>
  )
}

/** JavaScript in grey, WebAssembly in the colour of the page's accents. */
const JS_COLOR = 'color-mix(in srgb, currentColor 45%, transparent)'
const WASM_COLOR = 'AccentColor'

export function BenchmarkResults(props: BenchmarkResultsProps): ReactNode {
  const { results, caption, className } = props
  return (
    <table className={className ?? 'quoin-benchmark'} style={{ width: '100%' }}>
      <caption>
        {caption ?? 'JavaScript against WebAssembly: milliseconds a call, median and middle half'}
      </caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">JavaScript</th>
          <th scope="col">WebAssembly</th>
          <th scope="col">WebAssembly is</th>
        </tr>
      </thead>
      <tbody>
        {results.map(({ name, js, wasm, speedup }) => {
          const longestMs = Math.max(js.upperQuartileMs, wasm.upperQuartileMs)
          return (
            <tr key={name}>
              <th scope="row">{name}</th>
              <Times times={js} color={JS_COLOR} longestMs={longestMs} />
              <Times times={wasm} color={WASM_COLOR} longestMs={longestMs} />
              <td>{speedupText(speedup)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
