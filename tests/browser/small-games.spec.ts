// The small games over the same shell: played with keys, mouse and finger.
import type { Locator, Page } from '@playwright/test'
import { expect, poll, SCREENSHOTS, test } from './belfry'

class SmallGamePage {
  readonly page: Page
  readonly name: string
  readonly stage: Locator
  readonly host: Locator
  readonly canvas: Locator

  constructor(page: Page, name: string) {
    this.page = page
    this.name = name
    this.stage = page.getByTestId('stage')
    this.host = page.getByTestId(name)
    this.canvas = this.host.locator('canvas').first()
  }

  async open(): Promise<void> {
    await this.page.goto(`/${this.name}`)
    await expect(this.stage).toHaveAttribute('data-phase', 'running')
    await expect(this.host).toHaveAttribute('data-state-hash', /[1-9a-f]/)
  }

  async number(name: string): Promise<number> {
    return Number(await this.host.getAttribute(`data-${name}`))
  }

  async overflow(): Promise<number> {
    return this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
  }
}

test('breakout is played with the keyboard', async ({ page }) => {
  const game = new SmallGamePage(page, 'breakout')
  await page.goto('/hello')
  await page.getByRole('link', { name: 'Breakout' }).click()
  await game.open()
  expect(await game.number('left')).toBe(84)
  await game.canvas.focus()
  await page.keyboard.press('Space')
  await poll(() => game.number('score')).toBeGreaterThan(0)
  expect(await game.number('left')).toBeLessThan(84)
  await expect(page.getByTestId('status')).toContainText('points')
})

test('breakout is played with the mouse, lost, and begun again', async ({ page }) => {
  test.slow()
  const game = new SmallGamePage(page, 'breakout')
  await game.open()
  const box = await game.canvas.boundingBox()
  if (!box) throw new Error('the canvas is not on the page')
  const left = { x: box.x + box.width * 0.3, y: box.y + box.height * 0.8 }
  // From its place at the left the paddle never meets the ball again.
  await expect(async () => {
    await page.mouse.click(left.x, left.y)
    await page.mouse.move(left.x - 1, left.y)
    expect(await game.number('lives')).toBe(0)
  }).toPass({ timeout: 80_000, intervals: [500] })
  await page.mouse.click(left.x, left.y)
  await poll(() => game.number('lives')).toBe(3)
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.screenshot({ path: `${SCREENSHOTS}/breakout.png` })
})

test('the toy box counts, pours, and finds what the machine bears', async ({ page }) => {
  await page.setViewportSize({ width: 720, height: 560 })
  const game = new SmallGamePage(page, 'toybox')
  await game.open()
  const before = await game.number('sprites')
  await page.getByRole('button', { name: '+1,000 sprites' }).click()
  await poll(() => game.number('sprites')).toBe(before + 1000)
  await page.getByRole('button', { name: '+100 bodies' }).click()
  await poll(() => game.number('bodies')).toBe(160)
  await game.canvas.focus()
  await page.keyboard.down('Space')
  await poll(() => game.number('sprites')).toBeGreaterThan(before + 1000)
  await page.keyboard.up('Space')
  expect(await game.number('draw-calls')).toBeLessThanOrEqual(2)
  await page.getByRole('button', { name: 'Empty' }).click()
  await poll(() => game.number('sprites')).toBe(0)
  await poll(() => game.number('bodies')).toBe(0)

  await page.getByRole('button', { name: 'Find the limit' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('outcome')).toContainText('at 60 frames a second', {
    timeout: 80_000,
  })
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as JSON' }).click()
  const stream = await (await download).createReadStream()
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  const result = JSON.parse(Buffer.concat(parts).toString('utf8'))
  expect(result.spritesAt60).toBe(await game.number('sprites'))
  expect(result.most).toBe(120_000)
})

for (const scheme of ['dark', 'light'] as const) {
  test(`the toy box looks well in a ${scheme} world, large and small`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme })
    const game = new SmallGamePage(page, 'toybox')
    for (const [width, height] of [
      [1440, 900],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height })
      await game.open()
      const first = (await game.host.getAttribute('data-state-hash')) ?? ''
      await expect(game.host).not.toHaveAttribute('data-state-hash', first)
      expect(await game.overflow()).toBe(0)
      await page.screenshot({ path: `${SCREENSHOTS}/toybox-${scheme}-${width}.png` })
    }
  })
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('a tap serves, and nothing scrolls aside', async ({ page }) => {
    const game = new SmallGamePage(page, 'breakout')
    await game.open()
    await game.canvas.tap()
    await poll(() => game.number('score')).toBeGreaterThan(0)
    await page.screenshot({ path: `${SCREENSHOTS}/breakout-phone.png` })
    expect(await game.overflow()).toBe(0)
  })
})
