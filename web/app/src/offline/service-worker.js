// The service worker: keeps what the first visit needs, and answers from what it keeps. Behind it the
// pages go on without a network.
//
// It belongs to one build, whose files it knows by their hashes (tools/write-service-worker.mjs writes
// them before this text). A file is kept under its hash and is let in only if it has it, so that files of
// two builds never meet; of the next build only those are loaded that are others. The next build waits
// until somebody asks for it.
const { base, pageEnd, files, kept } = self.BUILD
const CACHE = `quoin ${base}`
const OFFLINE_PAGE = '/offline'
const TAKE_OVER = 'take-over'

// Says whether SIMD is there: a module with one function that makes a vector.
const WITH_SIMD = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
])

// Where it is not, the whole without it stands for each part.
const WITH_SIMD_ONLY = /\/media\/engine-(physics|hash|compress|image)\b/

function keyOf(path) {
  return `${base}/kept/${files[path].hash}`
}

function addressOf(path) {
  const isPage = files[path].isPage && path !== '/'
  return base + path + (isPage ? pageEnd : '')
}

/** Of the files of this build; undefined for all else. */
function pathOf(request) {
  const { origin, pathname, searchParams } = new URL(request.url)
  const isOurs = origin === self.location.origin && pathname.startsWith(`${base}/`)
  // What Next fetches for a link within the page is not the page; parts of files are not files.
  const isOther = searchParams.has('_rsc') || request.headers.has('range')
  if (!isOurs || isOther || request.method !== 'GET') return undefined
  const path = pathname.slice(base.length).replace(/\/(index\.html)?$/, '') || '/'
  return files[path] && path
}

/** Throws where the network has none or another one than this build's. */
async function keep(cache, path) {
  const integrity = `sha256-${files[path].hash}`
  const response = await fetch(addressOf(path), { integrity, cache: 'no-cache' })
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${path}`)
  await cache.put(keyOf(path), response.clone())
  return response
}

async function keepFirst() {
  const cache = await caches.open(CACHE)
  const useless = WebAssembly.validate(WITH_SIMD) ? /-scalar\b/ : WITH_SIMD_ONLY
  const isNeeded = (path) => !useless.test(path)
  const known = new Set((await cache.keys()).map(({ url }) => url))
  const isMissing = (path) => !known.has(new URL(keyOf(path), self.location.origin).href)
  await Promise.all(
    kept
      .filter(isNeeded)
      .filter(isMissing)
      .map((path) => keep(cache, path)),
  )
}

async function dropOldFiles() {
  const cache = await caches.open(CACHE)
  const paths = Object.keys(files)
  const own = new Set(paths.map((path) => new URL(keyOf(path), self.location.origin).href))
  const old = (await cache.keys()).filter(({ url }) => !own.has(url))
  await Promise.all(old.map((request) => cache.delete(request)))
}

async function fromNetwork(request) {
  try {
    return await fetch(request)
  } catch (cause) {
    const cache = await caches.open(CACHE)
    const page = request.mode === 'navigate' && (await cache.match(keyOf(OFFLINE_PAGE)))
    if (page) return page
    throw cause
  }
}

async function answer(request, path) {
  const cache = await caches.open(CACHE)
  const known = await cache.match(keyOf(path))
  if (known) return known
  try {
    return await keep(cache, path)
  } catch {
    // The server may be newer. The page holds what it gets to the hashes of its own build.
    self.registration.update().catch(() => {})
    return fromNetwork(request)
  }
}

self.addEventListener('install', (event) => event.waitUntil(keepFirst()))

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldFiles().then(() => self.clients.claim()))
})

self.addEventListener('message', ({ data }) => {
  if (data === TAKE_OVER) self.skipWaiting()
})

self.addEventListener('fetch', (event) => {
  const path = pathOf(event.request)
  if (path) event.respondWith(answer(event.request, path))
  else if (event.request.mode === 'navigate') event.respondWith(fromNetwork(event.request))
})
