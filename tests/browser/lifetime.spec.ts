// Twenty mounts and unmounts, by the links of the page itself, leave nothing behind.
import { BelfryPage, expect, test } from './belfry'
import { count, installCensus } from './census'

test('twenty visits leave no module, no listener and no context', async ({ page }) => {
  await page.addInitScript(installCensus)
  await page.goto('/physics')
  const belfry = new BelfryPage(page)
  const game = page.getByRole('link', { name: 'Game' })
  const physics = page.getByRole('link', { name: 'Physics' })

  const visit = async () => {
    await game.click()
    await expect(belfry.stage).toHaveAttribute('data-phase', 'running')
    await expect(belfry.canvas).toHaveCount(1)
    await physics.click()
    await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
    await expect(belfry.canvas).toHaveCount(0)
  }

  await visit()
  await expect.poll(async () => (await count(page)).instances).toBe(1)
  const after = await count(page)
  for (let round = 1; round < 20; round++) await visit()
  await expect.poll(() => count(page)).toEqual({ ...after, instances: 1, contexts: 0 })
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
  await expect(belfry.stage).toHaveAttribute('data-phase', 'loading')
  await page.getByRole('link', { name: 'Physics' }).click()
  await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
  release()
  await expect.poll(() => count(page)).toMatchObject({ instances: 1, contexts: 0 })
})
