// Files that do not arrive as they were built, from a server that misbehaves: each fault has its code
// and words that say what to do, the button works once the fault is gone, and nothing but the browser's
// own word of a failed request is on the console.
import type { Page } from '@playwright/test'
import { BelfryPage, test as base, expect, poll, readBytes } from './belfry'
import { type Fault, FaultyServer, faults } from './faulty-server'

const FROM_THE_BROWSER = /Failed to load resource|Failed to load module script|integrity/

const test = base.extend<{ server: FaultyServer }>({
  server: async ({ baseURL }, use) => {
    const server = await FaultyServer.start(baseURL ?? '')
    await use(server)
    server.stop()
  },
})

test.afterEach(({ complaints }) => {
  const left = complaints.filter((text) => !FROM_THE_BROWSER.test(text))
  complaints.splice(0, complaints.length, ...left)
})

// A worker of the page would answer from what it keeps.
test.use({ serviceWorkers: 'block' })

type Row = readonly [name: string, part: string, fault: Fault, code: string, words: RegExp]

const OTHER_BUILD = /not the file that was asked for.*deploy the script and the file of one build/
const { status, webPage, half, breakOff, hangUp, oneBitFlipped, another } = faults

async function expectTold(page: Page, code: string, words: RegExp): Promise<void> {
  await expect(page.getByTestId('stage')).toHaveAttribute('data-failure', code)
  await expect(page.getByTestId('failure')).toContainText(words)
}

async function tryAgain(page: Page): Promise<void> {
  await page.getByTestId('failure').getByRole('button', { name: 'Try again' }).click()
}

// ---- The game ---------------------------------------------------------------------------------

const GLUE = readBytes('web/app/public/belfry/belfry.mjs')
const SCALAR = readBytes('web/app/public/belfry/belfry-scalar.wasm')

const GAME: readonly Row[] = [
  ['a server that fails', 'belfry.wasm', status(500), 'wasm-not-found', /answered 500.*deployed/],
  ['a module that breaks off', 'belfry.wasm', breakOff, 'wasm-cut-off', /broke off; load it again/],
  ['a module with one wrong bit', 'belfry.wasm', oneBitFlipped, 'wasm-integrity', OTHER_BUILD],
  ['the module of another build', 'belfry.wasm', another(SCALAR), 'wasm-integrity', OTHER_BUILD],
  ['no answer for the script', 'belfry.mjs', hangUp, 'wasm-network', /check the connection/],
  ['a page in place of the script', 'belfry.mjs', webPage, 'wasm-integrity', OTHER_BUILD],
  [
    'the script of another build',
    'belfry.mjs',
    another(Buffer.concat([GLUE, Buffer.from('\n//')])),
    'wasm-integrity',
    OTHER_BUILD,
  ],
  ['assets that break off', 'belfry.pack', breakOff, 'wasm-cut-off', /broke off; load it again/],
  ['no answer for the assets', 'belfry.pack', hangUp, 'wasm-network', /check the connection/],
  ['a page in place of assets', 'belfry.pack', webPage, 'wasm-integrity', OTHER_BUILD],
  ['half of the assets', 'belfry.pack', half, 'wasm-integrity', OTHER_BUILD],
  ['assets with one wrong bit', 'belfry.pack', oneBitFlipped, 'wasm-integrity', OTHER_BUILD],
]

test('what is wrong with a file of the game is told, and trying again works', async ({
  page,
  server,
}) => {
  const belfry = new BelfryPage(page)
  for (const [name, part, fault, code, words] of GAME) {
    await test.step(name, async () => {
      server.spoil(part, fault)
      await page.goto(server.address)
      await belfry.begun()
      await expectTold(page, code, words)
      await expect(belfry.canvas).toHaveCount(0)
      server.heal()
      await tryAgain(page)
      await belfry.running()
    })
  }
})

test('a file of the build before, from a cache on the way, is asked for anew by itself', async ({
  page,
  server,
}) => {
  const belfry = new BelfryPage(page)
  for (const part of ['belfry.wasm', 'belfry.pack']) {
    server.spoil(part, another(SCALAR), 1)
    await page.goto(server.address)
    await belfry.running()
  }
})

test('trying again is of use after any number of failures', async ({ page, server }) => {
  server.spoil('belfry.wasm', status(503), 3)
  await page.goto(server.address)
  await new BelfryPage(page).begun()
  for (let failure = 0; failure < 3; failure++) {
    await expectTold(page, 'wasm-not-found', /answered 503/)
    await tryAgain(page)
    await expect(page.getByTestId('stage')).not.toHaveAttribute('data-phase', 'failed')
  }
  await new BelfryPage(page).running()
})

test('a slow file is shown to arrive, and is no longer asked for by a page that was left', async ({
  page,
  server,
}) => {
  await page.addInitScript(() => {
    const seen: number[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => {
      const value = document.querySelector('progress')?.getAttribute('value')
      if (value && Number(value) !== seen.at(-1)) seen.push(Number(value))
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
  server.spoil('belfry.wasm', faults.inPieces(50))
  await page.goto(server.address)
  await new BelfryPage(page).running()
  const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen)
  expect(seen.length).toBeGreaterThan(5)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
  expect(server.leftCount).toBe(0)

  server.spoil('belfry.wasm', faults.inPieces(3000))
  await page.goto(server.address)
  await new BelfryPage(page).begun()
  await expect(page.getByTestId('stage')).toHaveAttribute('data-phase', 'loading')
  await page.getByRole('link', { name: 'Physics' }).click()
  await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
  await poll(() => server.leftCount).toBe(1)
})

test('a connection that is lost while a file arrives is told, and comes back', async ({
  page,
  server,
}) => {
  server.spoil('belfry.wasm', faults.inPieces(200))
  const begun = page.waitForResponse('**/belfry.wasm')
  await page.goto(server.address)
  await new BelfryPage(page).begun()
  await begun
  server.spoil('belfry.wasm', hangUp)
  server.dropConnections()
  await expectTold(page, 'wasm-network', /could not be reached; check the connection/)
  server.heal()
  await tryAgain(page)
  await new BelfryPage(page).running()
})

// ---- The engine -------------------------------------------------------------------------------

const ENGINE = 'media/engine'
const ENGINE_FAULTS: readonly Row[] = [
  ['no file', ENGINE, status(404), 'wasm-not-found', /answered 404.*deployed/],
  ['a page', ENGINE, webPage, 'wasm-not-wasm', /a web page.*check the path/],
  ['half of it', ENGINE, half, 'wasm-cut-off', /ends too early.*load it again/],
  ['a file that breaks off', ENGINE, breakOff, 'wasm-cut-off', /broke off; load it again/],
  ['one wrong bit', ENGINE, oneBitFlipped, 'wasm-integrity', OTHER_BUILD],
  ['no answer', ENGINE, hangUp, 'wasm-network', /check the connection/],
]

test('what is wrong with the engine is told by the scenes, and trying again works', async ({
  page,
  server,
}) => {
  const bodies = page.getByTestId('bodies')
  const browser = await page.context().newCDPSession(page)
  for (const [name, part, fault, code, words] of ENGINE_FAULTS) {
    await test.step(name, async () => {
      await browser.send('Network.clearBrowserCache') // its name holds its hash: it is kept for ever
      server.spoil(part, fault)
      await page.goto(`${server.address}/physics`)
      await expectTold(page, code, words)
      server.heal()
      await tryAgain(page)
      await expect(bodies).toHaveAttribute('data-bodies', '137')
    })
  }
  await browser.send('Network.clearBrowserCache')
  server.spoil(ENGINE, faults.wrongType)
  await page.goto(`${server.address}/physics`)
  await expect(bodies).toHaveAttribute('data-bodies', '137')
})

test('a tool without its engine says so, and has it after trying again', async ({
  page,
  server,
}) => {
  server.spoil(ENGINE, status(404))
  await page.goto(`${server.address}/tools/hash`)
  const told = page.locator('.quoin-error')
  await expect(told).toContainText(/answered 404.*deployed/)
  server.heal()
  await told.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('.tool')).toHaveAttribute('data-ready', 'true')
})

test('scenes that cannot be run for their hashes say why', async ({ page, server }) => {
  const demo = page.getByTestId('determinism')
  await page.goto(`${server.address}/learn/determinism`)
  for (const part of ['scene_run.js', 'scene_run.wasm', 'scenes.txt']) {
    server.spoil(part, status(404))
    await page.getByRole('button', { name: 'Two seconds of every scene' }).click()
    await expect(demo).toHaveAttribute('data-kind', 'failed')
    await expect(demo).toContainText('It could not be run: ')
  }
  server.heal()
  await page.getByRole('button', { name: 'Two seconds of every scene' }).click()
  await expect(demo).toHaveAttribute('data-kind', 'same', { timeout: 60_000 })
})
