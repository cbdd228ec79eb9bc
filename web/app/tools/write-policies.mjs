// After a build: what of each page its policy has to let through. For a server to a file that its proxy
// reads, since headers are what a server can send; of pages that are files into the pages themselves.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hashesOf, metaPolicy } from '../src/server/policy.mjs'

const isStatic = process.env.QUOIN_SITE === 'static'
const PAGES = new URL(isStatic ? '../out/' : '../.next/server/app/', import.meta.url)
const CHARSET = '<meta charSet="utf-8"/>'

// What lies in public/ has a policy of its own.
const isOfNext = (name) => !existsSync(new URL(`../public/${name}`, import.meta.url))
const names = readdirSync(PAGES, { recursive: true })
  .filter((name) => name.endsWith('.html'))
  .filter(isOfNext)

function writeInto(file) {
  const html = readFileSync(file, 'utf8')
  if (!html.includes(CHARSET))
    throw new Error(`${file.pathname} does not begin as pages of Next do`)
  const policy = metaPolicy(hashesOf(html))
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`
  writeFileSync(file, html.replace(CHARSET, CHARSET + meta))
}

function hashesByPath() {
  const entries = names.map((name) => {
    const path = `/${name.replace(/(^|\/)index\.html$|\.html$/, '')}`
    return [path, hashesOf(readFileSync(new URL(name, PAGES), 'utf8'))]
  })
  return Object.fromEntries(entries)
}

if (names.length === 0) throw new Error(`there is no page in ${PAGES.pathname}: build first`)
if (isStatic) for (const name of names) writeInto(new URL(name, PAGES))
else {
  const file = new URL('../.next/page-hashes.json', import.meta.url)
  writeFileSync(file, JSON.stringify(hashesByPath(), null, 2))
}
