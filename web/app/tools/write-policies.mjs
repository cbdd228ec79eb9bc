// After a build: what of each page its policy has to let through. For a server to a file that its proxy
// reads, since headers are what a server can send; of pages that are files into the pages themselves.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { frameHashesOf, hashesOf, metaPolicy } from '../src/server/policy.mjs'

const isStatic = process.env.QUOIN_SITE === 'static'
const PAGES = new URL(isStatic ? '../out/' : '../.next/server/app/', import.meta.url)
// The one page that writes a frame into itself.
const FRAMING = /^physics\/playground(\/index)?\.html$/
const FRAME = new URL('../public/playground/frame.html', import.meta.url)
const CHARSET = '<meta charSet="utf-8"/>'

// What lies in public/ has a policy of its own.
const isOfNext = (name) => !existsSync(new URL(`../public/${name}`, import.meta.url))
const names = readdirSync(PAGES, { recursive: true })
  .filter((name) => name.endsWith('.html'))
  .filter(isOfNext)

/** What the policy of a page lets through. */
function ownOf(name) {
  const own = hashesOf(readFileSync(new URL(name, PAGES), 'utf8'))
  if (!FRAMING.test(name)) return own
  const framed = frameHashesOf(readFileSync(FRAME, 'utf8'))
  return { ...own, ...framed, 'script-src': [...own['script-src'], ...framed['script-src']] }
}

function writeInto(name) {
  const file = new URL(name, PAGES)
  const html = readFileSync(file, 'utf8')
  if (!html.includes(CHARSET))
    throw new Error(`${file.pathname} does not begin as pages of Next do`)
  const policy = metaPolicy(ownOf(name))
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`
  writeFileSync(file, html.replace(CHARSET, CHARSET + meta))
}

function hashesByPath() {
  const entries = names.map((name) => {
    const path = `/${name.replace(/(^|\/)index\.html$|\.html$/, '')}`
    return [path, ownOf(name)]
  })
  return Object.fromEntries(entries)
}

if (names.length === 0) throw new Error(`there is no page in ${PAGES.pathname}: build first`)
if (!names.some((name) => FRAMING.test(name))) throw new Error('there is no playground')
if (isStatic) for (const name of names) writeInto(name)
else {
  const file = new URL('../.next/page-hashes.json', import.meta.url)
  writeFileSync(file, JSON.stringify(hashesByPath(), null, 2))
}
