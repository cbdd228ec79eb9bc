// The picture as a file that a player keeps: a real PNG of what is on the canvas, whoever draws it.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { BelfryPage, expect, poll, test } from './belfry'

interface Decoded {
  readonly width: number
  readonly height: number
  readonly colours: number
}

/** By the browser, which knows how to read a PNG. */
async function decode(page: Page, png: Buffer): Promise<Decoded> {
  return page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const surface = new OffscreenCanvas(image.width, image.height).getContext('2d')
    surface?.drawImage(image, 0, 0)
    const pixels = surface?.getImageData(0, 0, image.width, image.height).data.buffer
    const colours = new Set(new Uint32Array(pixels ?? new ArrayBuffer(0))).size
    return { width: image.width, height: image.height, colours }
  }, png.toString('base64'))
}

/** Presses the button of the options, which have to be open. */
async function savePicture(page: Page): Promise<{ name: string; png: Buffer }> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save a picture' }).click()
  const download = await downloading
  return { name: download.suggestedFilename(), png: await readFile(await download.path()) }
}

const sizeOf = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement
    return { width, height }
  })

test('it is the picture of the canvas, and no time passes for it', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Options' }).click()
  const hash = await belfry.host.getAttribute('data-state-hash')
  const { name, png } = await savePicture(page)
  expect(name).toMatch(/^belfry-\d{4}-\d\d-\d\d-\d{6}\.png$/)
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  const { colours, ...size } = await decode(page, png)
  expect(size).toEqual(await sizeOf(page, '.quoin-game-canvas'))
  expect(colours).toBeGreaterThan(1000)
  // Twice the same, pixel by pixel: nothing has moved.
  expect((await savePicture(page)).png.equals(png)).toBe(true)
  expect(await belfry.host.getAttribute('data-state-hash')).toBe(hash)
  await page.getByRole('button', { name: 'Resume' }).click()
  await poll(async () => (await savePicture(page)).png.equals(png)).toBe(false)
})

test('what the processor draws over a lost context is in it', async ({ page, complaints }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await page.getByRole('button', { name: 'Options' }).click()
  await belfry.canvas.evaluate((element) =>
    (element as HTMLCanvasElement)
      .getContext('webgl2')
      ?.getExtension('WEBGL_lose_context')
      ?.loseContext(),
  )
  await page.getByRole('button', { name: 'Save a picture' }).click()
  await expect(page.getByText('There is no picture just now.')).toBeVisible()
  await belfry.canvas.scrollIntoViewIfNeeded() // out of sight no frames come
  await expect(page.getByTestId('notice-software')).toBeVisible()
  const { png } = await savePicture(page)
  const { colours, ...size } = await decode(page, png)
  expect(size).toEqual(await sizeOf(page, 'canvas[data-over]'))
  expect(colours).toBeGreaterThan(1000)
  complaints.length = 0
})
