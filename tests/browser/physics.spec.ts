import type { Page } from '@playwright/test'
import { expect, SCREENSHOTS, test } from './belfry'

async function number(page: Page, name: string): Promise<number> {
  return Number(await page.getByTestId('bodies').getAttribute(`data-${name}`))
}

test('a hundred bodies fall, rest, are pushed, paused and reset', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto('/physics')
  const canvas = page.getByTestId('bodies')
  await expect(canvas).toHaveAttribute('data-bodies', '101')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A hundred bodies')
  await expect.poll(() => number(page, 'ticks')).toBeGreaterThan(100)
  await page.screenshot({ path: `${SCREENSHOTS}/physics.png` })

  const box = await canvas.boundingBox()
  if (!box) throw new Error('the canvas is not on the page')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.9)
  await expect(page.getByTestId('status')).toContainText('were pushed')

  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByTestId('status')).toHaveText('Paused.')
  await page.getByRole('button', { name: 'Resume' }).click()

  const ticks = await number(page, 'ticks')
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect.poll(() => number(page, 'ticks')).toBeLessThan(ticks)
})

test('a missing engine is told, and trying again works', async ({ page, complaints }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'nothing here' }))
  await page.goto('/physics')
  await expect(page.getByTestId('failure')).toContainText('answered 404')
  await page.unroute('**/*.wasm')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '101')
  complaints.length = 0
})

test('the shortest program falls', async ({ page }) => {
  await page.goto('/hello')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A falling ball')
  await expect(page.locator('output')).toHaveText(/^-\d+\.\d m$/)
})
