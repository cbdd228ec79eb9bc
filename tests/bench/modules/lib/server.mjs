// Serves this repository to a page that is isolated, so that memory may be shared between threads and
// clocks are fine: what the benchmark loads and nothing else, on this machine alone.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url))
const SERVED = ['tests/bench/', 'build/bench/modules-inputs/', 'build/wasm/modules_only.wasm']
const TYPES = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm' }
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
}
const PAGE = '<!doctype html><title>The benchmark of modules</title>'

/** A page has no `require`: what is no module becomes one. */
const asModule = (text) =>
  `const module = { exports: {} };\nconst exports = module.exports;\n${text}\nexport default module.exports;\n`

async function bodyOf(address) {
  const { pathname, search } = new URL(address, 'http://localhost')
  if (pathname === '/') return { type: 'text/html', body: PAGE }
  const path = normalize(decodeURIComponent(pathname)).replace(/^\/+/, '')
  if (!SERVED.some((start) => path.startsWith(start))) return undefined
  const type = TYPES[extname(path)] ?? 'application/octet-stream'
  const bytes = await readFile(ROOT + path)
  return { type, body: search === '?commonjs' ? asModule(bytes.toString('utf8')) : bytes }
}

/** `{ address, close }`, on a free port. */
export async function serve() {
  const server = createServer(async (request, response) => {
    const found = await bodyOf(request.url).catch(() => undefined)
    response.writeHead(found ? 200 : 404, {
      ...HEADERS,
      'content-type': found?.type ?? 'text/plain',
    })
    response.end(found?.body)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() }
}
