import { BelfryPage, expect, PHONE, poll, SCREENSHOTS, test } from './belfry'

test('a drag with the mouse rings the bell, and a reload still knows the best result', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const belfry = new BelfryPage(page)
  await belfry.open()
  await expect(belfry.status).toContainText('Ready')
  await page.screenshot({ path: `${SCREENSHOTS}/desktop-start.png` })
  await belfry.shootWithMouse()
  await belfry.won()
  await expect(belfry.status).toContainText('The bell tolls!')
  await expect(belfry.host).toHaveAttribute('data-best', '1')
  await page.screenshot({ path: `${SCREENSHOTS}/desktop-won.png` })
  await belfry.saved()

  await page.reload()
  await belfry.running()
  await expect(belfry.host).toHaveAttribute('data-best', '1')
  await expect(belfry.host).toHaveAttribute('data-shots', '0')
  await expect(belfry.status).toContainText('Best: 1 shot.')
})

test('the tower can be rebuilt, the game paused and resumed', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.shootWithMouse()
  await expect(belfry.host).toHaveAttribute('data-shots', '1')
  await page.getByRole('button', { name: 'Rebuild' }).click()
  await expect(belfry.host).toHaveAttribute('data-shots', '0')

  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(belfry.status).toContainText('Paused')
  await expect(belfry.stage).toHaveAttribute('data-paused', 'true')
  await page.getByRole('button', { name: 'Resume' }).click()
  const ticks = await belfry.number('ticks')
  await poll(() => belfry.number('ticks')).toBeGreaterThan(ticks)
})

test('the keyboard can leave the canvas', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.canvas.focus()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused()
})

test('a hidden page stops the game, and no time is caught up', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.setHidden(true)
  const ticks = await belfry.number('ticks')
  const hiddenAt = await page.evaluate(() => performance.now())
  await poll(() => page.evaluate(() => performance.now())).toBeGreaterThan(hiddenAt + 3000)
  await belfry.setHidden(false)
  await poll(() => belfry.number('ticks')).toBeGreaterThan(ticks)
  expect((await belfry.number('ticks')) - ticks).toBeLessThan(90)
})

test('a GPU draws the scene in one call, and the bloom around it in ten', async ({ page }) => {
  // Without this name the game cannot tell that the browser of the tests draws in software.
  await page.addInitScript(() => {
    const get = WebGL2RenderingContext.prototype.getExtension
    WebGL2RenderingContext.prototype.getExtension = function (
      this: WebGL2RenderingContext,
      name: string,
    ) {
      const asked = name as Parameters<typeof get>[0]
      return name === 'WEBGL_debug_renderer_info' ? null : get.call(this, asked)
    } as typeof get
  })
  const belfry = new BelfryPage(page)
  await belfry.open()
  await expect(belfry.host).toHaveAttribute('data-draw-calls', '11')
  await belfry.shootWithMouse()
  await belfry.won()
})

test('the wheel over the canvas scrolls the page', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 360 })
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.canvas.hover()
  await page.mouse.wheel(0, 120)
  await poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
})

test('the canvas follows its box and is drawn in device pixels', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  for (const size of [
    { width: 600, height: 500 },
    { width: 720, height: 560 },
  ]) {
    await page.setViewportSize(size)
    await poll(() =>
      belfry.canvas.evaluate((element) => {
        const canvas = element as HTMLCanvasElement
        return [
          Math.abs(canvas.width - canvas.clientWidth * devicePixelRatio) <= 1,
          Math.abs(canvas.height - canvas.clientHeight * devicePixelRatio) <= 1,
        ]
      }),
    ).toEqual([true, true])
  }
})

test('the page is laid out for readers of every kind', async ({ page }) => {
  await new BelfryPage(page).open()
  await expect(page).toHaveTitle('Belfry')
  await expect(page.getByRole('main')).toHaveCount(1)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ring the bell')
  await expect(page.getByRole('img', { name: /^Belfry:/ })).toBeVisible()
  await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /Ring the bell/)
  await expect(page.locator('link[rel=icon]')).toHaveCount(1)
})

test.describe('on a phone', () => {
  test.use(PHONE)

  test('a drag with a finger rings the bell', async ({ page }) => {
    const belfry = new BelfryPage(page)
    await belfry.open()
    await page.screenshot({ path: `${SCREENSHOTS}/phone-start.png` })
    const widths = await belfry.canvas.evaluate((element) => {
      const canvas = element as HTMLCanvasElement
      return [canvas.clientWidth, canvas.width]
    })
    expect(widths).toEqual([390, 780])
    await belfry.shootWithTouch()
    await belfry.won()
    await page.screenshot({ path: `${SCREENSHOTS}/phone-won.png` })
    expect(await page.evaluate(() => scrollY)).toBe(0)
  })
})
