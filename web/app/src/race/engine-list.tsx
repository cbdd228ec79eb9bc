'use client'

// What each engine is: its version, what a page has to download for it, and its licence.
import { bytes, number } from 'bench/table.mjs'
import { addressOf } from './catalogue'
import type { EngineAbout } from './race-types'
import { ScrollTable } from './scroll-table'

export interface EngineListProps {
  readonly engines: readonly EngineAbout[]
  readonly readyMs: Readonly<Record<string, number>>
}

const HEADS = [
  'version',
  'wasm',
  'scripts',
  'all, gzip',
  'first step after, ms',
  'licence',
] as const

export function EngineList({ engines, readyMs }: EngineListProps) {
  return (
    <section className="race-engines">
      <h2 id="race-engines">
        The engines <small className="race-aside">as their packages have them</small>
      </h2>
      <ScrollTable heading="race-engines">
        <thead>
          <tr>
            <th scope="col" className="race-name">
              Engine
            </th>
            {HEADS.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {engines.map((engine) => (
            <EngineRow key={engine.name} engine={engine} readyMs={readyMs[engine.name]} />
          ))}
        </tbody>
      </ScrollTable>
      <Hint />
    </section>
  )
}

function Hint() {
  return (
    <p className="race-hint">
      Sizes are those of the smallest files that a package has; where it has no wasm file, the
      module is inside the scripts, if there is one. The first step: from the start of loading until
      the scene was built and stepped once, with whatever files the browser had kept; Quoin’s
      package comes as it is, in small modules that no bundler has joined.
    </p>
  )
}

interface EngineRowProps {
  readonly engine: EngineAbout
  readonly readyMs: number | undefined
}

function EngineRow({ engine, readyMs }: EngineRowProps) {
  const { name, label, version, wasm, scripts, licence, licenceFile } = engine
  return (
    <tr className={name === 'quoin' ? 'is-ours' : undefined}>
      <th scope="row" className="race-name">
        {label}
      </th>
      <td>{version}</td>
      <td>{wasm.rawBytes > 0 ? bytes(wasm.rawBytes) : 'none'}</td>
      <td>{bytes(scripts.rawBytes)}</td>
      <td>{bytes(wasm.gzipBytes + scripts.gzipBytes)}</td>
      <td>{readyMs === undefined ? '–' : number(readyMs)}</td>
      <td>
        <a href={addressOf(licenceFile)}>{licence}</a>
      </td>
    </tr>
  )
}
