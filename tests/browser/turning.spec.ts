// A phone is turned in the middle of a run.
import { BelfryPage, expect, PHONE, type Point, poll, test } from './belfry'

const UPRIGHT = { width: 360, height: 740 }
const ACROSS = { width: 740, height: 360 }

// One pixel each: the picture is drawn in software here.
test.use({ ...PHONE, viewport: UPRIGHT, deviceScaleFactor: 1 })

test('the run goes on, the picture fits, and fingers are where they are', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  const touch = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchEnd', touchPoints: Point[]) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints })
  await belfry.canvas.evaluate((canvas) => canvas.setAttribute('data-mark', 'first'))
  await belfry.shootWithTouch()
  await expect(belfry.host).toHaveAttribute('data-shots', '1')

  /** The same canvas, in the page, with its pixels as many as its box has. */
  const fits = () =>
    belfry.canvas.evaluate((element) => {
      const canvas = element as HTMLCanvasElement
      const box = canvas.getBoundingClientRect()
      const off = (pixels: number, side: number) => Math.abs(pixels - side * devicePixelRatio)
      return {
        mark: canvas.dataset.mark,
        isInside: box.left >= 0 && box.right <= innerWidth && box.height <= innerHeight,
        isSized: off(canvas.width, box.width) <= 2 && off(canvas.height, box.height) <= 2,
        isOverflowing: document.documentElement.scrollWidth > innerWidth,
      }
    })
  const good = { mark: 'first', isInside: true, isSized: true, isOverflowing: false }
  let ticks = await belfry.number('ticks')
  for (const size of [ACROSS, UPRIGHT]) {
    await page.setViewportSize(size)
    await poll(fits).toEqual(good)
    await poll(() => belfry.number('ticks')).toBeGreaterThan(ticks)
    ticks = await belfry.number('ticks')
    await expect(belfry.host).toHaveAttribute('data-shots', '1')
    // The button on the glass is at another place, and under the finger that goes there.
    await belfry.canvas.scrollIntoViewIfNeeded()
    const step = await belfry.number('step')
    await send('touchStart', [await belfry.rewindButton()])
    await poll(() => belfry.number('step')).toBeLessThan(step)
    await send('touchEnd', [])
    await poll(() => belfry.number('ticks')).toBeGreaterThan(ticks)
  }
  await touch.detach()
  await expect(belfry.host).toHaveAttribute('data-won', '1', { timeout: 60_000 })
})
