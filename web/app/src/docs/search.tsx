'use client'

// Finds names and words in the reference. The index is fetched when somebody begins to type.
import Link from 'next/link'
import { useDeferredValue, useId, useState } from 'react'
import type { Found } from './search-index'

const MAX_SHOWN = 40
let loading: Promise<readonly Found[]> | undefined

function loadIndex(): Promise<readonly Found[]> {
  loading ??= fetch(`${process.env.BASE_PATH ?? ''}/docs/search.json`).then((response) => {
    if (!response.ok) throw new Error(`the server answered ${response.status}`)
    return response.json()
  })
  loading.catch(() => {
    loading = undefined
  })
  return loading
}

/** Names that begin with it, then those that contain it, then texts that do. */
function rank(found: Found, wanted: string): number {
  const name = found.name.toLowerCase()
  if (name === wanted) return 0
  if (name.startsWith(wanted) || name.startsWith(`qn_${wanted}`)) return 1
  if (name.includes(wanted)) return 2
  return found.doc.toLowerCase().includes(wanted) ? 3 : 4
}

function search(index: readonly Found[], text: string): readonly Found[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return index
    .map((found) => ({ found, ranks: words.map((word) => rank(found, word)) }))
    .filter(({ ranks }) => ranks.every((one) => one < 4))
    .sort((a, b) => Math.max(...a.ranks) - Math.max(...b.ranks))
    .map(({ found }) => found)
}

export function DocsSearch() {
  const id = useId()
  const [text, setText] = useState('')
  const [index, setIndex] = useState<readonly Found[]>()
  const [failure, setFailure] = useState<string>()
  const wanted = useDeferredValue(text.trim())
  const begin = () => {
    loadIndex().then(setIndex, (cause) =>
      setFailure(`The index could not be loaded: ${cause.message}`),
    )
  }
  const all = index && wanted !== '' ? search(index, wanted) : []
  return (
    <search className="docs-search">
      <label htmlFor={id}>Search functions, types and guides</label>
      <input
        id={id}
        type="search"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onFocus={begin}
        onChange={(event) => {
          setText(event.target.value)
          begin()
        }}
      />
      <p role="status">{failure ?? statusText(wanted, index !== undefined, all.length)}</p>
      {all.length > 0 && (
        <ul data-testid="found">
          {all.slice(0, MAX_SHOWN).map(({ name, kind, href, doc }) => (
            <li key={href}>
              <Link href={href}>{name}</Link> <small>{kind}</small>
              <p>{doc}</p>
            </li>
          ))}
        </ul>
      )}
    </search>
  )
}

function statusText(wanted: string, isLoaded: boolean, count: number): string {
  if (wanted === '') return ''
  if (!isLoaded) return 'Searching…'
  if (count > MAX_SHOWN) return `${count} found, the first ${MAX_SHOWN} are shown.`
  return `${count} found.`
}
