// The game as it is played: the title, time that is turned back, levels that follow each other.
import { BelfryPage, expect, PHONE, poll, SCREENSHOTS, test } from './belfry'

test('the title plays by itself, takes it back, and hands over', async ({ page }) => {
  await page.setViewportSize({ width: 640, height: 480 })
  const belfry = new BelfryPage(page)
  await belfry.open()
  await expect(belfry.host).toHaveAttribute('data-mode', '0')
  await poll(() => belfry.number('step'), { timeout: 60_000 }).toBeGreaterThan(150)
  await expect(belfry.host).toHaveAttribute('data-mode', '1', { timeout: 60_000 })
  await expect(belfry.host).toHaveAttribute('data-shots', '0')
  await expect(belfry.host).toHaveAttribute('data-balls', '5')
  await page.screenshot({ path: `${SCREENSHOTS}/now-you.png` })
})

test('holding the button on the glass turns back time, and the shot fires again', async ({
  page,
}) => {
  await page.setViewportSize({ width: 900, height: 800 })
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.shootWithMouse()
  await expect(belfry.host).toHaveAttribute('data-shots', '1')
  const { x, y } = await belfry.rewindButton()
  await page.mouse.move(x, y)
  await page.mouse.down()
  await expect(belfry.host).toHaveAttribute('data-echoes', '1', { timeout: 30_000 })
  await page.screenshot({ path: `${SCREENSHOTS}/rewind.png` })
  await page.mouse.up()
  await expect(belfry.host).toHaveAttribute('data-won', '1', { timeout: 60_000 })
  await expect(belfry.host).toHaveAttribute('data-reward', '2')
})

test('the keyboard turns back time, and a level that was won leads to the next', async ({
  page,
}) => {
  await page.setViewportSize({ width: 640, height: 480 })
  const belfry = new BelfryPage(page)
  await belfry.open()
  const second = page.getByRole('button', { name: 'Level 2: Twins' })
  await expect(second).toBeDisabled()
  await belfry.shootWithMouse()
  await belfry.won()
  await expect(belfry.host).toHaveAttribute('data-reward', '3')
  await belfry.canvas.focus()
  await page.keyboard.down('Backspace')
  await expect(belfry.host).toHaveAttribute('data-echoes', '1', { timeout: 30_000 })
  await page.keyboard.up('Backspace')
  await second.click()
  await expect(belfry.host).toHaveAttribute('data-level', '1')
  await expect(belfry.host).toHaveAttribute('data-bells', '2')
  await expect(belfry.host).toHaveAttribute('data-balls', '2')
})

test('whoever asks for less motion sees no ghost', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.setViewportSize({ width: 640, height: 480 })
  const belfry = new BelfryPage(page)
  await belfry.open()
  await expect(belfry.host).toHaveAttribute('data-mode', '1')
  await expect(belfry.host).toHaveAttribute('data-shots', '0')
})

test.describe('on a phone', () => {
  test.use(PHONE)

  test('a thumb on the button turns back time @slow', async ({ page }) => {
    const belfry = new BelfryPage(page)
    await belfry.open()
    await belfry.shootWithTouch()
    await expect(belfry.host).toHaveAttribute('data-shots', '1')
    const touch = await page.context().newCDPSession(page)
    const at = await belfry.rewindButton()
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
    await expect(belfry.host).toHaveAttribute('data-echoes', '1', { timeout: 30_000 })
    await page.screenshot({ path: `${SCREENSHOTS}/phone-rewind.png` })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await touch.detach()
    await expect(belfry.host).toHaveAttribute('data-won', '1', { timeout: 60_000 })
  })
})
