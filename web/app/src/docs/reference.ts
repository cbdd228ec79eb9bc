// What tools/write-reference.mjs read from headers, declarations and guides. For the server only: it is
// large, and pages take from it what they show.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Entry {
  readonly kind: string
  readonly name: string
  readonly doc: string
  readonly code: string
}

/** A header, or a module of the npm package. */
export interface Chapter {
  readonly slug: string
  readonly title: string
  readonly about: string
  readonly entries: readonly Entry[]
}

export interface Guide {
  readonly slug: string
  readonly title: string
  readonly html: string
}

export interface Reference {
  readonly c: readonly Chapter[]
  readonly js: readonly Chapter[]
  readonly guides: readonly Guide[]
}

let known: Reference | undefined

export function reference(): Reference {
  known ??= JSON.parse(readFileSync(join(process.cwd(), 'src/docs/reference.json'), 'utf8'))
  return known as Reference
}

export type Language = 'c' | 'js'

export function chapterOf(language: Language, slug: string): Chapter | undefined {
  return reference()[language].find((chapter) => chapter.slug === slug)
}
