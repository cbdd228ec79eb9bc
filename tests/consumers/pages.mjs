// A static server over a folder, as any host has one, and a browser that reads what pages say.
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}
const LIMIT_MS = 60_000

function serve(root) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const path = join(root, normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname))
    const content = await readFile(path).catch(() => undefined)
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    response.writeHead(content ? 200 : 404, { 'content-type': type }).end(content)
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

/** Where in a folder's tree a page of absolute addresses, such as Next's, believes its root to be. */
const rootOf = (folder, path) =>
  path.endsWith('/out/') ? [join(folder, path), '/'] : [folder, path]

export async function openPages(chromium) {
  const found = process.env.QN_CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium'])
  const browser = await chromium.launch({
    executablePath: found.toString().trim(),
    args: ['--no-sandbox'],
  })

  /** What the page at an address says; any error of the page is one. */
  async function visit(address) {
    const page = await browser.newPage()
    const errors = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
    page.on('response', (response) => {
      if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`)
    })
    try {
      await page.goto(address)
      const body = page.locator('body[data-hello]')
      await body.waitFor({ timeout: LIMIT_MS, state: 'attached' })
      const text = await body.getAttribute('data-hello')
      if (errors.length > 0) throw new Error(errors.join('; '))
      return text
    } catch (error) {
      throw new Error(`${error.message} ${errors.join('; ')}`)
    } finally {
      await page.close()
    }
  }

  return {
    visit,
    /** The same, of a page below a folder. */
    read: async (folder, path) => {
      const [root, start] = rootOf(folder, path)
      const server = await serve(root)
      try {
        return await visit(`http://localhost:${server.address().port}${start}`)
      } finally {
        server.closeAllConnections()
        server.close()
      }
    },
    close: () => browser.close(),
  }
}
