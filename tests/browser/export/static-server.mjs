// A host of files that knows nothing of the pages: node static-server.mjs FOLDER PREFIX PORT.
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const [folder, prefix, port] = process.argv.slice(2)
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}

function fileOf(path) {
  const file = join(folder, normalize(path.slice(prefix.length)))
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile()) return file
  const index = join(file, 'index.html')
  const isFolder = path.endsWith('/') && statSync(index, { throwIfNoEntry: false })?.isFile()
  return isFolder ? index : undefined
}

createServer(({ url }, response) => {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname)
  const file = path.startsWith(`${prefix}/`) ? fileOf(path) : undefined
  if (!file) return response.writeHead(404).end('there is no such file')
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': type })
  return createReadStream(file).pipe(response)
}).listen(Number(port))
