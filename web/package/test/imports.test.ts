// Which file of the built package reaches which, as bundlers see it.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const DIST = new URL('../dist/', import.meta.url)

const sourceOf = (name: string) => readFileSync(new URL(name, DIST), 'utf8')
const scripts = readdirSync(DIST, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.js'))

/** What a file imports, and the workers that it starts. */
function edgesOf(name: string): { imports: string[]; workers: string[] } {
  const text = sourceOf(name).replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
  const imports = [...text.matchAll(/(?:\bfrom |^import |\bimport\()'([^']+)'/gm)]
  const workers = [...text.matchAll(/new Worker\(new URL\('([^']+)'/g)]
  const names = (found: RegExpMatchArray[]) => found.map(([, path]) => path ?? '')
  return { imports: names(imports), workers: names(workers) }
}

/** All files that are reached by imports, with workers or without. */
function reach(start: string, withWorkers: boolean, seen = new Set<string>()): Set<string> {
  if (seen.has(start)) return seen
  seen.add(start)
  const { imports, workers } = edgesOf(start)
  for (const path of [...imports, ...(withWorkers ? workers : [])]) {
    const { href } = new URL(path, new URL(start, DIST))
    if (path.startsWith('.') && href.startsWith(DIST.href)) {
      reach(href.slice(DIST.href.length), withWorkers, seen)
    }
  }
  return seen
}

describe('the files of the package', () => {
  it('start a worker in one place, by an address that bundlers can read', () => {
    const starters = scripts.filter((name) => edgesOf(name).workers.length > 0)
    expect(starters).toEqual(['threaded.js'])
    expect(edgesOf('threaded.js').workers).toEqual(['./worker.js'])
    const mentions = scripts.filter((name) => /\bnew Worker\b/.test(sourceOf(name)))
    expect(mentions).toEqual(starters)
  })

  it('lead from the worker to nobody who starts it: some bundlers would go round for ever', () => {
    const fromWorker = reach('worker.js', true)
    expect(fromWorker.size).toBeGreaterThan(10)
    expect(fromWorker).not.toContain('threaded.js')
  })

  it.each(['index.js', 'react/index.js', 'inline.js', 'node.js'])(
    'lead from %s to no worker',
    (name) => {
      const files = reach(name, true)
      expect(files).not.toContain('threaded.js')
      expect(files).not.toContain('worker.js')
    },
  )

  it('ask for Node in quoin/node alone, and for React in quoin/react', () => {
    const foreign = (name: string) => edgesOf(name).imports.filter((path) => !path.startsWith('.'))
    const askers = new Map(
      scripts.map((name) => [name, foreign(name)] as const).filter(([, paths]) => paths.length > 0),
    )
    const others = [...askers].filter(
      ([name, paths]) =>
        name !== 'node.js' &&
        !(name.startsWith('react/') && paths.every((path) => /^react(-dom)?($|\/)/.test(path))),
    )
    expect(others).toEqual([])
    expect(askers.get('node.js')?.every((path) => path.startsWith('node:'))).toBe(true)
    for (const name of ['index.js', 'react/index.js', 'threaded.js', 'worker.js', 'inline.js']) {
      expect(reach(name, true)).not.toContain('node.js')
    }
  })

  it('hold the files of WebAssembly as text for quoin/inline alone', () => {
    const holders = scripts.filter((name) => sourceOf(name).includes('dist-wasm/inline.js'))
    expect(holders).toEqual(['inline.js'])
    expect(reach('inline.js', true)).not.toContain('load.js')
  })
})
