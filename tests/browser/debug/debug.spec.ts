// Faults in C that was built for development: what reaches the console names the C file and the line.
import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { BelfryPage, test as base, expect, poll, readRoot, rootPath } from '../belfry'

/** All that the console says, which here is much. */
const test = base.extend<{ said: string[]; quiet: undefined }>({
  quiet: undefined,
  said: async ({ page }, use) => {
    const said: string[] = []
    page.on('console', (message) => said.push(message.text()))
    await use(said)
  },
})

interface Thrown {
  readonly name: string
  readonly code: string
  readonly stack: string
  readonly details: Readonly<Record<string, string | number>>
}

/** Calls what only the engine of a debug build has, and gives what it threw. */
async function drill(page: Page, name: string): Promise<Thrown> {
  return page.evaluate(async (drillName) => {
    type Core = { readonly x: Record<string, () => void> }
    const isTable = (symbol: symbol) => symbol.description?.startsWith('quoin.engines') === true
    const table = Object.getOwnPropertySymbols(globalThis).find(isTable)
    const engines = (globalThis as unknown as Record<symbol, Map<string, { core: Promise<Core> }>>)[
      table ?? Symbol.iterator
    ]
    const [entry] = engines?.values() ?? []
    const core = await entry?.core
    try {
      core?.x[drillName]?.()
    } catch (cause) {
      const { name, code, stack, details, cause: why } = cause as Thrown & { cause?: Error }
      return { name, code, details, stack: why?.stack ?? stack }
    }
    throw new Error('nothing was thrown')
  }, name)
}

/** The stack with C files and lines, by the tool that a person would take. */
function resolved(stack: string): string {
  const tool = rootPath('scripts/lib/wasm-stack.mjs')
  return execFileSync(process.execPath, [tool], { input: stack }).toString()
}

/** The line of a source that holds this text. */
function lineOf(file: string, text: string): string {
  const line = readRoot(file)
    .split('\n')
    .findIndex((row) => row.includes(text))
  return `${file}:${line + 1}`
}

test('a write behind a block of the heap is reported with its file and line', async ({
  page,
  said,
}) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.host.evaluate((host) =>
    host.dispatchEvent(new CustomEvent('belfry-drill', { detail: 'overrun' })),
  )
  await belfry.failed('trap')
  const report = said.join('\n')
  expect(report).toContain('AddressSanitizer: heap-buffer-overflow')
  expect(report).toContain(lineOf('shell/web.c', 'block[size] = 1;'))
})

test('a trap in the game is on the console, and its stack leads to C', async ({ page, said }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.host.dispatchEvent('belfry-drill')
  await belfry.failed('trap')
  const place = lineOf('shell/web.c', 'void qn_app_trap(void)')
  await poll(() => resolved(said.join('\n'))).toContain(` = ${place}`)
})

test('an assert of the engine is a QuoinError that says what, where and in which call', async ({
  page,
}) => {
  await page.goto('/physics')
  await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
  const { name, code, details, stack } = await drill(page, 'quoin_drill_assert')
  expect([name, code]).toEqual(['QuoinError', 'assert'])
  const place = lineOf('shell/exports.c', 'this is a drill')
  expect(`${details.file}:${details.line}`).toBe(place)
  expect(details.expression).toContain('this is a drill')
  expect(details.function).toBe('quoin_drill_assert')
  expect(resolved(stack)).toContain(` = ${place}`)
  // The instance is of no more use, and the page says so.
  await expect(page.getByTestId('stage')).toHaveAttribute('data-failure', 'assert')
})

test('a trap of the engine leads to C, by what Chromium is told of the file', async ({ page }) => {
  const browser = await page.context().newCDPSession(page)
  const maps: string[] = []
  browser.on('Debugger.scriptParsed', ({ url, sourceMapURL }) => {
    if (url.includes('engine') && url.endsWith('.wasm')) maps.push(sourceMapURL ?? '')
  })
  await browser.send('Debugger.enable')
  await page.goto('/physics')
  await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
  const { code, stack } = await drill(page, 'quoin_trap')
  expect(code).toBe('trap')
  expect(resolved(stack)).toContain(` = ${lineOf('shell/exports.c', 'void quoin_trap(void)')}`)
  expect(new Set(maps)).toEqual(new Set(['/debug/engine.wasm.map']))
  const map = await (await page.request.get('/debug/engine.wasm.map')).json()
  const source = map.sources.indexOf('engine/physics/step.c')
  expect(map.sourcesContent[source]).toBe(readRoot('engine/physics/step.c'))
  expect((await page.request.get('/debug/engine.wasm.debug.wasm')).status()).toBe(200)
})
