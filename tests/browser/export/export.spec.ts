// Every page of the export below a path of its host: nothing is asked for that is not there, each keeps
// to the policy that it carries, and what runs behind a server runs here.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BelfryPage, expect, test as quiet, rootPath } from '../belfry'
import { PATHS, settled } from '../pages'
import { watchPolicy } from '../policy'

const OUT = rootPath('web/app/out')
const PREFIX = process.env.BASE_PATH ?? ''

const test = quiet.extend<{ failures: string[]; watched: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: the shape that Playwright asks for
  failures: async ({}, use) => use([]),
  watched: [
    async ({ page, failures }, use) => {
      page.on('response', (response) => {
        if (response.status() >= 400) failures.push(`${response.status()} ${response.url()}`)
      })
      page.on('requestfailed', (request) => {
        const why = request.failure()?.errorText
        if (why !== 'net::ERR_ABORTED') failures.push(`${why} ${request.url()}`)
      })
      await use(undefined)
      expect(failures).toEqual([])
    },
    { auto: true },
  ],
})

const addressOf = (path: string) => (path === '/' ? './' : `.${path}/`)

for (const path of PATHS) {
  test(`the page ${path} has all that it asks for`, async ({ page }) => {
    const policy = await watchPolicy(page)
    await page.goto(addressOf(path))
    await settled(page)
    await policy.expectKept(path)
  })
}

/** Whether a link within the site leads to a file. */
function leadsSomewhere(link: string): boolean {
  const path = decodeURIComponent(link.replace(/[?#].*$/, ''))
  if (!path.startsWith(`${PREFIX}/`)) return false
  const file = join(OUT, path.slice(PREFIX.length))
  const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false
  return existsSync(isFolder ? join(file, 'index.html') : file)
}

test('no page links to nowhere', () => {
  const pages = readdirSync(OUT, { recursive: true, encoding: 'utf8' })
  const dead = new Set<string>()
  let count = 0
  for (const name of pages.filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(OUT, name), 'utf8')
    for (const [, link = ''] of html.matchAll(/\b(?:href|src)="(\/[^"]*)"/g)) {
      count++
      if (!leadsSomewhere(link)) dead.add(`${name}: ${link}`)
    }
  }
  expect(count).toBeGreaterThan(1000)
  expect([...dead]).toEqual([])
})

test('the game is played to its end', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await page.goto('./')
  await belfry.running()
  await belfry.shootWithMouse()
  await belfry.won()
})

test('what needs a server says so, and how to have one', async ({ page }) => {
  await page.goto('./leaderboard/')
  await expect(page.getByRole('main')).toContainText('This site is files alone')
  await expect(page.getByRole('main')).toContainText('npm --prefix web run start')
})

test('links within the site lead on', async ({ page }) => {
  await page.goto('./')
  await page.getByRole('link', { name: 'Physics' }).click()
  await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
  await page.getByRole('link', { name: 'Docs', exact: true }).click()
  await page.getByRole('link', { name: 'quoin: load' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('quoin: load')
})

test('a worker computes what every other machine does', async ({ page }) => {
  await page.goto('./learn/determinism/')
  await page.getByRole('button', { name: 'Two seconds of every scene' }).click()
  await expect(page.getByTestId('determinism')).toHaveAttribute('data-kind', 'same', {
    timeout: 60_000,
  })
})

test.describe('kept by the service worker', () => {
  test.use({ serviceWorkers: 'allow' })

  test('the game plays without a network', async ({ page, context, failures }) => {
    const belfry = new BelfryPage(page)
    await page.goto('./')
    await expect(page.getByTestId('offline')).toHaveAttribute('data-keeping', 'kept')
    await context.setOffline(true)
    await page.reload()
    await belfry.running()
    await page.goto('./tools/hash/')
    await expect(page.getByTestId('text-sha256')).toHaveText(/^[0-9a-f]{64}$/)
    failures.length = 0
  })
})
