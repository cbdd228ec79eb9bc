// Every page at three sizes, by day and at night: nothing sticks out, nothing is said on the console,
// axe has nothing to say, and the page keeps to its policy. Pictures of all lie in
// build/screenshots/pages.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, SCREENSHOTS, test } from './belfry'
import { PATHS, settled } from './pages'
import { expectForbidden, watchPolicy } from './policy'

const SIZES = [
  { width: 360, height: 740 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
] as const

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} (${nodes.length})`)
  expect(told).toEqual([])
}

for (const path of PATHS) {
  test(`the page ${path} fits and reads well`, async ({ page }) => {
    const name = path === '/' ? 'game' : path.slice(1).replaceAll('/', '-')
    await page.emulateMedia({ colorScheme: 'dark' })
    const policy = await watchPolicy(page)
    await page.goto(path)
    await settled(page)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow, `${size.width} px`).toBe(0)
      await page.screenshot({ path: `${SCREENSHOTS}/pages/${name}-${size.width}.png` })
    }
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.screenshot({ path: `${SCREENSHOTS}/pages/${name}-light.png` })
    await expectAccessible(page)
    await policy.expectKept(path)
  })
}

test('what somebody slips into a page does not run', async ({ page, complaints }) => {
  await page.goto('/tools/hash')
  await settled(page)
  await expectForbidden(page)
  complaints.length = 0
})

test('a page that there is none of has a policy too', async ({ page, complaints }) => {
  const policy = await watchPolicy(page)
  const response = await page.goto('/nothing/here')
  expect(response?.status()).toBe(404)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such page')
  await policy.expectKept('/nothing/here')
  complaints.length = 0
})

test('the keyboard reaches the first control of a tool', async ({ page }) => {
  await page.goto('/tools/hash')
  await settled(page)
  const text = page.getByLabel('Its UTF-8 is hashed as you type')
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab')
    if (await text.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error('twenty presses of Tab did not get there')
})
