'use client'

// The list of engines and scenes, and the machine: only a browser knows either.
import { useEffect, useState } from 'react'
import { type Catalogue, loadCatalogue } from './catalogue'
import { type Machine, readMachine } from './machine'

export interface Loaded {
  readonly catalogue?: Catalogue
  readonly machine?: Machine
  readonly failure?: string
}

export function useCatalogue(): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({})
  useEffect(() => {
    const abort = new AbortController()
    loadCatalogue(abort.signal).then(
      (catalogue) => setLoaded({ catalogue, machine: readMachine() }),
      (error: unknown) => {
        if (!abort.signal.aborted) setLoaded({ failure: String(error) })
      },
    )
    return () => abort.abort()
  }, [])
  return loaded
}
