// After a build: sw.js, the service worker with the hashes of all that it may keep. What the first visit
// needs is found from the pages: the scripts that they name, and what those name in turn.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const APP = fileURLToPath(new URL('..', import.meta.url))
const isStatic = process.env.QUOIN_SITE === 'static'
const WORKER = 'sw.js'

/** What works without a network after any first visit. */
const FIRST_PAGES = [
  '/',
  '/offline',
  '/physics',
  '/tools',
  '/tools/hash',
  '/tools/image',
  '/tools/compress',
]
const FIRST_FILES = /^\/(belfry|icons)\/|^\/(icon\.svg|manifest\.webmanifest)$/
// The engines of the race are put there after the build, the payloads of links are no pages, and the
// game's files that the package has for pages without any are not those that this page loads.
const NEVER =
  /^\/(race|debug|docs-pictures)\/|^\/_next\/static\/media\/belfry|^\/(404|_not-found|_global-error)|\.txt$|^\/sw\.js$/
// The loader names all files of the engine, of which the first pages load parts. The whole is kept once a
// page asked for it.
const LATER = /\/media\/engine\.[\w~-]+\.wasm$/
const REFERENCE = /static\/(?:chunks|media)\/[\w.~-]+/g

/** [path, file] of each file below a folder. */
function filesBelow(folder, prefix = '/') {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [prefix + file.slice(folder.length + 1), file])
}

/** Of a server: what it prerendered, the scripts of the pages, and the files beside them. */
function filesOfServer() {
  const build = join(APP, '.next')
  const rendered = filesBelow(join(build, 'server/app')).filter(([path]) =>
    /\.(html|body)$/.test(path),
  )
  return [
    ...rendered.map(([path, file]) => [path.replace(/\.body$/, ''), file]),
    ...filesBelow(join(build, 'static'), '/_next/static/'),
    ...filesBelow(join(APP, 'public')),
  ]
}

function describe([path, file]) {
  const isPage = path.endsWith('.html') && !existsSync(join(APP, 'public', path))
  const hash = createHash('sha256').update(readFileSync(file)).digest('base64')
  const name = isPage ? path.replace(/\/index\.html$|\.html$/, '') || '/' : path
  return [name, { file, hash, isPage }]
}

/** The paths that the text of a file names. */
function namedBy(file) {
  if (!/\.(html|js|css)$/.test(file)) return []
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(REFERENCE)].map(([name]) => `/_next/${name}`)
}

function firstVisit(all) {
  const found = new Set(FIRST_PAGES)
  for (const path of all.keys()) if (FIRST_FILES.test(path)) found.add(path)
  // A set grows while it is walked.
  for (const path of found) {
    const known = all.get(path)
    for (const name of known ? namedBy(known.file) : [])
      if (all.has(name) && !LATER.test(name)) found.add(name)
  }
  const missing = [...found].filter((path) => !all.has(path))
  if (missing.length > 0) throw new Error(`the build has no ${missing.join(', ')}`)
  // Of files with equal contents, such as a game's in its folder and in the package, one is enough.
  const byHash = new Map([...found].map((path) => [all.get(path).hash, path]))
  return [...byHash.values()].sort()
}

const folder = join(APP, isStatic ? 'out' : 'public')
if (!existsSync(folder)) throw new Error(`there is no ${folder}: build first`)
const listed = isStatic ? filesBelow(folder) : filesOfServer()
const all = new Map(listed.filter(([path]) => !NEVER.test(path)).map(describe))
const files = Object.fromEntries(
  [...all].sort().map(([path, { hash, isPage }]) => [path, { hash, ...(isPage && { isPage }) }]),
)
const build = {
  base: process.env.BASE_PATH ?? '',
  pageEnd: isStatic ? '/' : '',
  files,
  kept: firstVisit(all),
}
const source = readFileSync(join(APP, 'src/offline/service-worker.js'), 'utf8')
writeFileSync(join(folder, WORKER), `self.BUILD = ${JSON.stringify(build)}\n${source}`)
