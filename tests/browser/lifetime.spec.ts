// Mounts and unmounts, by the links of the page itself, leave nothing behind.
import { BelfryPage, expect, poll, test } from './belfry'
import { count, installCensus } from './census'

// Each takes some seconds, as the processor draws.
const VISITS = process.env.QN_LONG ? 20 : 6

test(`${VISITS} visits leave no module, no listener and no context`, async ({ page }) => {
  await page.addInitScript(installCensus)
  await page.goto('/physics')
  const belfry = new BelfryPage(page)
  const fetched: string[] = []
  page.on('request', (request) => {
    const name = new URL(request.url()).pathname.split('/').at(-1) ?? ''
    if (name.startsWith('belfry')) fetched.push(name)
  })
  await belfry.visit()
  await poll(async () => (await count(page)).instances).toBe(1)
  const after = await count(page)
  for (let round = 1; round < VISITS; round++) await belfry.visit()
  await poll(() => count(page)).toEqual({ ...after, instances: 1, contexts: 0 })
  expect(fetched.sort()).toEqual(['belfry.mjs', 'belfry.pack', 'belfry.wasm'])
})

test('leaving while the game still loads leaves nothing either', async ({ page }) => {
  await page.addInitScript(installCensus)
  await page.goto('/physics')
  const belfry = new BelfryPage(page)
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/belfry/belfry.pack', async (route) => {
    await released
    await route.continue().catch(() => {})
  })
  await page.getByRole('link', { name: 'Game' }).click()
  await page.getByTestId('start').click()
  await expect(belfry.stage).toHaveAttribute('data-phase', 'loading')
  await page.getByRole('link', { name: 'Physics' }).click()
  await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
  release()
  await poll(() => count(page)).toMatchObject({ instances: 1, contexts: 0 })
})
