// Reads what the pages of /docs show: the public headers, the declarations of the npm package, and the
// guides. Everything is what the sources say; nothing is written for these pages alone.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Marked } from 'marked'
import { headersBelow, INCLUDE, statements } from '../../../scripts/lib/c-headers.mjs'

const DOCS = fileURLToPath(new URL('../../../docs/', import.meta.url))
const DECLARATIONS = fileURLToPath(new URL('../../package/dist/', import.meta.url))

/** 'image/decode.h' -> 'image-decode' */
const slugOf = (path) =>
  path
    .replace(/^\.\//, '')
    .replace(/\.(h|md|d\.ts)$/, '')
    .replaceAll('/', '-')

// ---- C ----------------------------------------------------------------------------------------

/** The comment that a header begins with, without its slashes. */
function aboutHeader(text) {
  const about = /^(?:\/\/.*\n)+/.exec(text)?.[0] ?? ''
  return about.replace(/^\/\/ ?/gm, '').trim()
}

const NAMES_IN_C = [
  ['function', /\b(qn_\w+)\(/],
  ['constant', /^#define (QN_\w+)\b(?!\()/],
  ['macro', /^#define (QN_\w+)\(/],
  ['type', /\b(qn_\w+);?\s*$/],
  ['type', /^typedef (?:struct|enum|union) (\w+)/],
]

function kindAndName(code) {
  const first = code.startsWith('typedef') ? NAMES_IN_C.slice(3) : NAMES_IN_C
  for (const [kind, pattern] of first) {
    const name = pattern.exec(code)?.[1]
    if (name) return { kind, name }
  }
  return undefined
}

function entriesOfHeader(text) {
  const found = []
  for (const { doc, lines, directive } of statements(text)) {
    const code = directive ?? lines.join('\n')
    // Include guards, includes and what only the compiler wants to hear.
    if (/^#(?!define QN_\w+[ (])|^#define QN_API |^_Static_assert|_H$/.test(code)) continue
    if (/^typedef struct (\w+) \1;$/.test(code) && doc.length === 0) continue
    const named = kindAndName(code)
    if (named) found.push({ ...named, doc: doc.join('\n'), code })
  }
  return found
}

function readC() {
  return headersBelow('.').map((path) => {
    const text = readFileSync(join(INCLUDE, path), 'utf8')
    const title = `quoin/${path.replace(/^\.\//, '')}`
    return { slug: slugOf(path), title, about: aboutHeader(text), entries: entriesOfHeader(text) }
  })
}

// ---- TypeScript -------------------------------------------------------------------------------

const DECLARED = /^export (?:declare )?(?:abstract )?(class|function|const|interface|type) (\w+)/
const withoutStars = (doc) =>
  doc
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^\s*\* ?/gm, '')
    .trim()

/** Top-level declarations of a .d.ts file as the compiler wrote it: each begins at the margin. */
function entriesOfDeclarations(text) {
  const found = []
  let doc = ''
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]
    if (line.startsWith('/**')) {
      const start = at
      while (!lines[at].includes('*/')) at++
      doc = withoutStars(lines.slice(start, at + 1).join('\n'))
      continue
    }
    const declared = DECLARED.exec(line)
    if (!declared) {
      doc = ''
      continue
    }
    const start = at
    if (/\{\s*$/.test(line)) while (!lines[at].startsWith('}')) at++
    const code = lines.slice(start, at + 1).join('\n')
    if (!/@internal/.test(doc)) found.push({ kind: declared[1], name: declared[2], doc, code })
    doc = ''
  }
  return found
}

// What an entry gives out: { file of declarations: names, or undefined for all of them }.
const GIVEN_OUT = /^export (?:type )?(?:\*|\{([^}]*)\}) from '(.*)\.js';$/gm

function givenOut(entry) {
  // What it declares itself.
  const found = new Map([[entry, undefined]])
  const text = readFileSync(join(DECLARATIONS, entry), 'utf8')
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1)
  for (const [, list, from] of text.matchAll(GIVEN_OUT)) {
    const file = `${new URL(from, `file:///${folder}`).pathname.slice(1)}.d.ts`
    const names = list?.split(',').map((name) => name.trim().replace(/^type /, ''))
    // All of another file is also all that it passes on.
    const passedOn = names ? [[file, names]] : givenOut(file)
    for (const [place, those] of passedOn) found.set(place, those)
  }
  return found
}

/**
 * The subpaths that have types, as [subpath, file of declarations]. Those of the component are
 * generated; what it offers is told by wit/quoin.wit.
 */
function subpaths() {
  const { exports } = JSON.parse(readFileSync(join(DECLARATIONS, '../package.json'), 'utf8'))
  return Object.entries(exports).flatMap(([path, { types }]) =>
    types?.startsWith('./dist/') ? [[`quoin${path.slice(1)}`, types.replace('./dist/', '')]] : [],
  )
}

/** A chapter for each file that a subpath gives out, told by the subpath where they first appear. */
function readJs() {
  const chapters = new Map()
  for (const [subpath, entry] of subpaths()) {
    for (const [file, names] of givenOut(entry)) {
      if (chapters.has(file)) continue
      const entries = entriesOfDeclarations(readFileSync(join(DECLARATIONS, file), 'utf8')).filter(
        ({ name }) => names === undefined || names.includes(name),
      )
      const module = file.replace(/(\.gen)?\.d\.ts$/, '')
      const about = `import { … } from '${subpath}'`
      if (entries.length > 0) {
        chapters.set(file, { slug: slugOf(file), title: `${subpath}: ${module}`, about, entries })
      }
    }
  }
  // Reached through objects and never imported: `world.body.create` is BodyCalls.create.
  const calls = readFileSync(join(DECLARATIONS, 'calls.gen.d.ts'), 'utf8')
  const about = 'The methods of a world and its nouns, of bitmaps, encoders, histories and replays.'
  const entries = entriesOfDeclarations(calls)
  return [...chapters.values(), { slug: 'calls', title: 'quoin: calls', about, entries }]
}

// ---- Guides -----------------------------------------------------------------------------------

/** As GitHub names the places of headings. */
const anchorOf = (text) =>
  text
    .toLowerCase()
    .replace(/<[^>]*>|[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

/** `place` turns the address of a link or picture of this guide into one of the site. */
function renderer(place) {
  return {
    heading({ tokens, depth, text }) {
      return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
    link({ href, tokens }) {
      return `<a href="${place(href)}">${this.parser.parseInline(tokens)}</a>`
    },
    image({ href, text }) {
      return `<img src="${place(href)}" alt="${text}" loading="lazy">`
    },
    table(token) {
      const row = (cells, tag) =>
        `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('')}</tr>`
      const head = token.header.some(({ text }) => text !== '') ? row(token.header, 'th') : ''
      const rows = token.rows.map((cells) => row(cells, 'td')).join('')
      // A wide table is scrolled by itself, also by the keyboard.
      return `<div class="scroll" tabindex="0"><table><thead>${head}</thead><tbody>${rows}</tbody></table></div>`
    },
  }
}

/** The pictures of guides as { path below docs/, name in the site }. */
const pictures = new Map()

function readGuide(path, base) {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : ''
  const place = (href) => {
    if (/^(#|[a-z]+:)/.test(href)) return href
    const target = new URL(href, `file:///${folder}`).pathname.slice(1)
    if (/\.md(#|$)/.test(href)) {
      const anchor = /#.*$/.exec(href)?.[0] ?? ''
      return `${base}/docs/guide/${slugOf(target)}/${anchor}`
    }
    pictures.set(target, slugOf(target).replaceAll('/', '-'))
    return `${base}/docs-pictures/${pictures.get(target)}`
  }
  const text = readFileSync(join(DOCS, path), 'utf8')
  const title = /^# (.*)$/m.exec(text)?.[1] ?? path
  const marked = new Marked({ renderer: renderer(place) })
  return { slug: slugOf(path), title, html: marked.parse(text.replace(/^# .*\n/, '')) }
}

function readGuides(base) {
  return readdirSync(DOCS, { recursive: true })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => readGuide(name, base))
}

/** `base` is the path that the site lies under, '' for the root. */
export function readReference(base) {
  const guides = readGuides(base)
  return { c: readC(), js: readJs(), guides, pictures: [...pictures] }
}
