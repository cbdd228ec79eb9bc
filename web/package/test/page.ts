// The built package in a page of Debian's Chromium, as it is: no bundler, the files of this folder
// behind a server.
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer, type OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll } from 'vitest'

const FOLDER = new URL('..', import.meta.url)
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  wasm: 'application/wasm',
}

export interface Site {
  /** Packs what it sends. */
  readonly packs?: boolean
  readonly headers?: OutgoingHttpHeaders
  /** Other content for a path. */
  readonly files?: Readonly<Record<string, string>>
}

export interface Visit {
  readonly page: Page
  /** Paths that were asked for, in order. */
  readonly asked: string[]
}

/** Opens an empty page of a site; `host` is a name for this machine. It is closed after the tests. */
export type Open = (site?: Site, host?: string) => Promise<Visit>

async function contentOf(path: string, { files = {} }: Site): Promise<Buffer | undefined> {
  const own = path === '/' ? '<!doctype html><title>quoin</title>' : files[path]
  if (own !== undefined) return Buffer.from(own)
  return readFile(new URL(`.${path}`, FOLDER)).catch(() => undefined)
}

async function serve(site: Site, asked: string[]): Promise<{ port: number; close: () => void }> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    asked.push(pathname)
    const content = await contentOf(pathname, site)
    if (content === undefined) {
      response.writeHead(404).end()
      return
    }
    const type = TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/html'
    const packed = site.packs ? { 'content-encoding': 'gzip' } : {}
    response.writeHead(200, { 'content-type': type, ...packed, ...site.headers })
    response.end(site.packs ? gzipSync(content) : content)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { port: (server.address() as AddressInfo).port, close }
}

/** For a file of tests: one browser, closed behind them. */
export function chromiumPages(): Open {
  const closes: (() => void)[] = []
  let browser: Browser
  beforeAll(async () => {
    const path = process.env.QN_CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium'])
    browser = await chromium.launch({
      executablePath: path.toString().trim(),
      args: ['--no-sandbox', '--host-resolver-rules=MAP *.example 127.0.0.1'],
    })
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    for (const close of closes) close()
  })
  return async (site = {}, host = 'localhost') => {
    const asked: string[] = []
    const { port, close } = await serve(site, asked)
    closes.push(close)
    const page = await browser.newPage()
    await page.goto(`http://${host}:${port}/`)
    return { page, asked }
  }
}
