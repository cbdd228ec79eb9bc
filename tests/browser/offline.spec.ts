// Without a network after the first visit, and with a new version on the server. The server here can be
// stopped and made to send other files; what the worker keeps is its own, by its port.
import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { BelfryPage, test as base, expect, readBytes, SCREENSHOTS } from './belfry'
import { FaultyServer, faults } from './faulty-server'

const test = base.extend<{ server: FaultyServer }>({
  server: async ({ baseURL }, use) => {
    const server = await FaultyServer.start(baseURL ?? '')
    await use(server)
    server.stop()
  },
})
test.use({ serviceWorkers: 'allow' })

const notice = (page: Page) => page.getByTestId('offline')

/** Until all that the first visit keeps is here. */
async function visitOnce(page: Page, server: FaultyServer): Promise<BelfryPage> {
  const belfry = new BelfryPage(page)
  await page.goto(server.address)
  await expect(notice(page)).toHaveAttribute('data-keeping', 'kept')
  await belfry.running()
  return belfry
}

const keptAddresses = (page: Page) =>
  page.evaluate(async () => {
    const caches = await Promise.all(
      (await window.caches.keys()).map((name) => window.caches.open(name)),
    )
    const requests = await Promise.all(caches.map((cache) => cache.keys()))
    return requests.flat().map(({ url }) => url)
  })

test('after one visit the game plays, files are hashed and code runs with the server gone', async ({
  page,
  context,
  server,
  complaints,
}) => {
  const belfry = await visitOnce(page, server)
  const { address } = server
  const playground = `${address}/physics/playground`
  const scene = page.getByTestId('scene')
  await page.goto(playground)
  await expect(scene).toHaveAttribute('data-bodies', /[1-9]/)
  server.stop()
  await context.setOffline(true)
  await page.goto(address)
  await belfry.running()
  await belfry.shootWithMouse()
  await belfry.won()
  await page.goto(`${address}/tools/hash`)
  await page.getByLabel('Its UTF-8 is hashed as you type').fill('abc')
  await expect(page.getByTestId('text-sha256')).toHaveText(/^ba7816bf/)
  await page.getByRole('link', { name: 'Physics' }).click()
  await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
  await page.goto(playground)
  await expect(scene).toHaveAttribute('data-bodies', /[1-9]/)
  await page.goto(`${address}/docs/js/load`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No network')
  await page.screenshot({ path: `${SCREENSHOTS}/offline.png` })
  complaints.length = 0
})

const isReached = (page: Page, address: string) =>
  page.evaluate(
    (asked) =>
      fetch(asked).then(
        () => true,
        () => false,
      ),
    address,
  )

test('answers of the server are not kept', async ({ page, server, complaints }) => {
  await visitOnce(page, server)
  const board = `${server.address}/api/leaderboard?level=0&board=all`
  expect(await isReached(page, board)).toBe(true)
  const kept = await keptAddresses(page)
  expect(kept.length).toBeGreaterThan(20)
  expect(kept.filter((address) => !address.startsWith(`${server.address}/kept/`))).toEqual([])
  server.stop()
  expect(await isReached(page, board)).toBe(false)
  complaints.length = 0
})

// ---- A new version on the server --------------------------------------------------------------

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64')

// A custom section of one letter: another file that is a module all the same.
const WASM = readBytes('web/app/public/belfry/belfry.wasm')
const OTHER_WASM = Buffer.concat([WASM, Buffer.from([0, 2, 1, 0x78])])

/** The worker of a build in which nothing but the game's module is another one. */
const nextWorker = (worker: Buffer) =>
  Buffer.from(`${worker}`.replaceAll(hashOf(WASM), hashOf(OTHER_WASM)))

/** From now on the server has the worker and the module of the next build. */
function deployNext(server: FaultyServer): void {
  server.spoil('', ({ type, body }, response) => {
    const isWorker = body.subarray(0, 10).toString() === 'self.BUILD'
    const next = isWorker ? nextWorker(body) : body.equals(WASM) ? OTHER_WASM : body
    faults.another(next)({ type, body }, response)
  })
}

// From a page at rest: beside a game that is being started the browser takes a minute for it.
async function lookForNext(page: Page, server: FaultyServer): Promise<void> {
  await page.goto(`${server.address}/hello`)
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update())
  await expect(notice(page)).toHaveAttribute('data-keeping', 'waiting')
  await page.goto(server.address)
}

async function takeNext(page: Page): Promise<void> {
  await Promise.all([
    page.waitForEvent('load'),
    notice(page).getByRole('button', { name: 'Load it' }).click(),
  ])
}

test('a new version is told, and taken when somebody asks for it', async ({ page, server }) => {
  const belfry = await visitOnce(page, server)
  server.spoil('/sw.js', ({ type, body }, response) =>
    faults.another(Buffer.from(`${body}// of the next build`))({ type, body }, response),
  )
  await lookForNext(page, server)
  await belfry.running()
  await page.screenshot({ path: `${SCREENSHOTS}/new-version.png` })
  await belfry.shootWithMouse()
  await expect(belfry.host).toHaveAttribute('data-shots', '1')
  await takeNext(page)
  await belfry.running()
  await expect(notice(page)).toHaveAttribute('data-keeping', 'kept')
})

test('files of two versions never meet: the old ones stay, or it is told', async ({
  page,
  server,
  complaints,
}) => {
  const belfry = await visitOnce(page, server)
  deployNext(server)
  await page.reload()
  await belfry.running()
  await lookForNext(page, server)
  await belfry.running()
  await takeNext(page)
  // The pages of this next build are still the old ones, which know that the module is not theirs.
  await belfry.failed('wasm-integrity')
  await expect(belfry.failure).toContainText('deploy the script and the file of one build')
  await expect(belfry.canvas).toHaveCount(0)
  complaints.length = 0
})
