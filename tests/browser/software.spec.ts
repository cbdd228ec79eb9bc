// A browser without WebGL 2, and one that loses it for good: the processor draws, and the game goes on.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chromium, type Page } from '@playwright/test'
import { BelfryPage, expect, poll, rootPath, SCREENSHOTS, test } from './belfry'

/** Straight from the processor, natively, on a surface of the same size. */
function nativePicture(game: string, width: number, height: number): string {
  const path = rootPath(`build/screenshots/${game}-soft.png`)
  execFileSync(rootPath(`build/native/${game}`), [
    ...['--soft', '--no-save', '--frames', '2'],
    ...['--size', `${width}x${height}`, '--screenshot', path],
  ])
  return readFileSync(path).toString('base64')
}

/** How many bytes of the canvas are not those of the PNG. */
function countOff(page: Page, png: string): Promise<number> {
  return page.evaluate(async (encoded) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.quoin-game-canvas')
    const drawn = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height)
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }), {
      colorSpaceConversion: 'none',
    })
    const other = new OffscreenCanvas(image.width, image.height).getContext('2d')
    other?.drawImage(image, 0, 0)
    const expected = other?.getImageData(0, 0, image.width, image.height)
    if (!drawn || !expected || drawn.data.length !== expected.data.length) return -1
    return drawn.data.reduce((count, byte, at) => count + Number(byte !== expected.data[at]), 0)
  }, png)
}

const number = async (page: Page, game: string, name: string) =>
  Number(await page.getByTestId(game).getAttribute(`data-${name}`))

test('without WebGL 2 the game is whole, and its picture is the one drawn natively', async ({
  baseURL,
}) => {
  const browser = await chromium.launch({
    ...(process.env.QN_CHROMIUM ? { executablePath: process.env.QN_CHROMIUM } : {}),
    args: ['--no-sandbox', '--disable-3d-apis'],
  })
  const page = await browser.newPage({
    viewport: { width: 720, height: 560 },
    ...(baseURL ? { baseURL } : {}),
  })
  await page.goto('/breakout')
  await expect(page.getByTestId('notice-software')).toBeVisible()
  await expect(page.getByTestId('breakout')).toHaveAttribute('data-state-hash', /[1-9a-f]/)
  const [width = 0, height = 0] = await page.locator('.quoin-game-canvas').evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    return [canvas.width, canvas.height]
  })
  expect(await countOff(page, nativePicture('breakout', width, height))).toBe(0)
  await page.locator('.quoin-game-canvas').focus()
  await page.keyboard.press('Space')
  await poll(() => number(page, 'breakout', 'score')).toBeGreaterThan(0)

  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.shootWithMouse()
  await expect(belfry.host).toHaveAttribute('data-shots', '1')
  await page.screenshot({ path: `${SCREENSHOTS}/software.png` })
  await browser.close()
})

test('a context that is lost for good is replaced, and one that comes back takes over', async ({
  page,
}) => {
  await page.goto('/breakout')
  await expect(page.getByTestId('breakout')).toHaveAttribute('data-state-hash', /[1-9a-f]/)
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.quoin-game-canvas')
    const lose = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')
    lose?.loseContext()
    Object.assign(window, { bringBack: () => lose?.restoreContext() })
  })
  const over = page.locator('canvas[data-over]')
  await expect(over).toBeVisible()
  await expect(page.getByTestId('notice-software')).toBeVisible()
  const colors = await over.evaluate((element) => {
    const canvas = element as HTMLCanvasElement
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
    return new Set(new Uint32Array(pixels?.buffer ?? new ArrayBuffer(0))).size
  })
  expect(colors).toBeGreaterThan(100)
  // Clicks go to the game below.
  await page.locator('.quoin-game-canvas').click({ force: true })
  await poll(() => number(page, 'breakout', 'score')).toBeGreaterThan(0)
  await page.evaluate(() => (window as unknown as { bringBack: () => void }).bringBack())
  await expect(over).toHaveCount(0)
  await expect(page.getByTestId('notice-software')).toHaveCount(0)
})
