import { type Chapter, type Language, reference } from './reference'

export interface Found {
  readonly name: string
  readonly kind: string
  readonly href: string
  /** The first sentence or so. */
  readonly doc: string
}

const DOC_CHARACTERS = 160

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= DOC_CHARACTERS ? line : `${line.slice(0, DOC_CHARACTERS - 1).trimEnd()}…`
}

function foundIn(language: Language, chapters: readonly Chapter[]): Found[] {
  return chapters.flatMap(({ slug, entries }) =>
    entries.map(({ name, kind, doc }) => ({
      name,
      kind: language === 'c' ? `C ${kind}` : kind,
      href: `/docs/${language}/${slug}/#${name}`,
      doc: shorten(doc),
    })),
  )
}

const withoutTags = (html: string) => html.replace(/<[^>]*>/g, ' ')

export function searchIndex(): readonly Found[] {
  const { c, js, guides } = reference()
  return [
    ...guides.map(({ slug, title, html }) => ({
      name: title,
      kind: 'guide',
      href: `/docs/guide/${slug}/`,
      doc: shorten(withoutTags(html)),
    })),
    ...foundIn('c', c),
    ...foundIn('js', js),
  ]
}
