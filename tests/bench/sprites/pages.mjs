// Chromium with one page for each contender. Files come from this repository, from memory and not from
// a server; the page is isolated, so that its clock is fine.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const { chromium } = createRequire(new URL('web/package.json', `file://${ROOT}`))('playwright-core')
const ADDRESS = 'http://localhost/'
const HERE = '/tests/bench/sprites'
const TYPES = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm' }
const HEADERS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
}

async function answer(route) {
  const { pathname } = new URL(route.request().url())
  if (pathname === '/') {
    return route.fulfill({
      contentType: 'text/html',
      headers: HEADERS,
      body: '<!doctype html><body>',
    })
  }
  const contentType = TYPES[extname(pathname)] ?? 'application/octet-stream'
  try {
    return await route.fulfill({
      contentType,
      headers: HEADERS,
      body: await readFile(ROOT + pathname),
    })
  } catch {
    return route.fulfill({ status: 404, body: '' })
  }
}

/** With `engineFlags` for V8, if any. */
export function launch(engineFlags) {
  return chromium.launch({
    executablePath: process.env.QN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', ...(engineFlags ? [`--js-flags=${engineFlags}`] : [])],
  })
}

/** An empty page, and the calls of a module beside this one in it. */
export async function openPage(browser, module) {
  const page = await browser.newPage({ viewport: { width: 700, height: 400 } })
  await page.route(`${ADDRESS}**`, answer)
  await page.goto(ADDRESS)
  const ask = (name, ...given) =>
    page.evaluate(
      async ([path, call, values]) => (await import(path))[call](...values),
      [`${HERE}/${module}`, name, given],
    )
  return { page, ask }
}

/** A page in which the contender draws so many sprites. */
export async function openContender(browser, { module, options }, count) {
  const opened = await openPage(browser, 'measure.mjs')
  await opened.ask('open', module, { ...options, count })
  return opened
}

const sum = (node) => node.selfSize + node.children.reduce((all, child) => all + sum(child), 0)

/** The nodes of functions of this name, wherever they are called. */
function nodesOf(node, name) {
  if (node.callFrame.functionName === name) return [node]
  return node.children.flatMap((child) => nodesOf(child, name))
}

/** `name: bytes` of every function below that allocates, for those who look for one. */
function allocators(node) {
  const own = node.selfSize > 0 ? [`${node.callFrame.functionName}: ${node.selfSize}`] : []
  return [...own, ...node.children.flatMap(allocators)]
}

/**
 * `bytes` of JavaScript's heap that a frame leaves behind, also those collected at once, and from
 * which functions (`by`) those of all frames are. One allocation in so many bytes is looked at.
 */
export async function garbagePerFrame({ page, ask }, { frames, intervalBytes }) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.startSampling', {
    samplingInterval: intervalBytes,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  })
  await ask('frames', frames)
  const { profile } = await session.send('HeapProfiler.stopSampling')
  await session.detach()
  const measured = nodesOf(profile.head, 'measuredFrame')
  const bytes = measured.reduce((all, node) => all + sum(node), 0) / frames
  return { bytes, by: measured.flatMap(allocators) }
}
