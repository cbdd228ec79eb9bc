// What the tests of the page share: the page object of the game, the winning drag, and a watch over
// the console that fails any test whose page complains.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test as base, expect, type Locator, type Page } from '@playwright/test'

const ROOT = join(__dirname, '../..')
/** What `test.use` wants for a phone with a fine screen. */
export const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
} as const

export const SCREENSHOTS: string = join(ROOT, 'build/screenshots')

// Said by the driver when a screenshot reads the picture back, and by Playwright, which keeps service
// workers out; the page has no part in it.
const NOT_FROM_THE_PAGE = /GPU stall due to ReadPixels|registration blocked by Playwright/

export const test = base.extend<{ complaints: string[]; quiet: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: the shape that Playwright asks for
  complaints: async ({}, use) => use([]),
  // Tests of faults empty the list when they have seen what they provoked.
  quiet: [
    async ({ page, complaints }, use) => {
      page.on('console', (message) => {
        if (!['warning', 'error'].includes(message.type())) return
        if (!NOT_FROM_THE_PAGE.test(message.text())) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      await use(undefined)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
})
export { expect }

/** Looks ten times a second. Playwright's own looks ever more rarely, at last once a second. */
export const poll: typeof expect.poll = (read, options) =>
  expect.poll(read, { intervals: [100], ...(typeof options === 'object' ? options : {}) })

export interface Point {
  readonly x: number
  readonly y: number
}

export function readRoot(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

export function readBytes(path: string): Buffer {
  return readFileSync(join(ROOT, path))
}

export function rootPath(path: string): string {
  return join(ROOT, path)
}

// A pull counts by how far the pointer went, as a share of the shorter side of the surface; so the
// shot that the scripted run plays is the same drag on a canvas of any size.
function winningPull(): Point[] {
  const header = readRoot('tests/scripted/shot.h')
  const rows = [...header.matchAll(/X\((\d+), (\d+), (\d+), ([01])\)/g)]
  const height = Number(/SHOT_SURFACE_HEIGHT_PX (\d+)/.exec(header)?.[1])
  const [first] = rows
  if (!first || !height) throw new Error('tests/scripted/shot.h holds no shot')
  return rows
    .filter((row) => row[4] === '1')
    .map((row) => ({
      x: (Number(row[2]) - Number(first[2])) / height,
      y: (Number(row[3]) - Number(first[3])) / height,
    }))
}

/** The pointer positions of the winning drag on the canvas, pressed at the first of them. */
export async function winningDrag(canvas: Locator): Promise<Point[]> {
  const box = await canvas.boundingBox()
  if (!box) throw new Error('the canvas is not on the page')
  const side = Math.min(box.width, box.height)
  const start = { x: box.x + box.width * 0.35, y: box.y + box.height * 0.5 }
  return winningPull().map(({ x, y }) => ({ x: start.x + x * side, y: start.y + y * side }))
}

export class BelfryPage {
  readonly page: Page
  readonly stage: Locator
  readonly host: Locator
  readonly canvas: Locator
  readonly status: Locator
  readonly failure: Locator

  constructor(page: Page) {
    this.page = page
    this.stage = page.getByTestId('stage')
    this.host = page.getByTestId('belfry')
    this.canvas = this.host.locator('canvas')
    this.status = page.getByTestId('status')
    this.failure = page.getByTestId('failure')
  }

  async open(): Promise<void> {
    await this.page.goto('/')
    await this.running()
  }

  /** Running and ticking. The tower stands from the first tick on, so a drag may come at once. */
  async running(): Promise<void> {
    await this.begun()
    await this.shows('stage', 'data-phase', 'running')
    await poll(() => this.number('ticks')).toBeGreaterThan(0)
  }

  /** Where the processor draws, as it does here, the page waits for the player. */
  async begun(): Promise<void> {
    const stage = '[data-testid="stage"]:has([data-testid="belfry"])'
    await this.page.locator(`${stage}:not([data-phase="loading"])`).waitFor()
    const start = this.page.getByTestId('start')
    if (await start.isVisible()) await start.click()
  }

  /** By the links of the page: to the game, and from there to the scenes. */
  async visit(): Promise<void> {
    await this.page.getByRole('link', { name: 'Game' }).click()
    await this.begun()
    await this.shows('stage', 'data-phase', 'running')
    await expect(this.canvas).toHaveCount(1)
    await this.page.getByRole('link', { name: 'Physics' }).click()
    await this.shows('bodies', 'data-bodies', '137')
    await expect(this.canvas).toHaveCount(0)
  }

  // Looked for as elements are, twice a second and more; an assertion comes down to once.
  private async shows(testId: string, name: string, value: string): Promise<void> {
    await this.page.locator(`[data-testid="${testId}"][${name}="${value}"]`).waitFor()
  }

  async failed(code: string): Promise<void> {
    await this.begun()
    await expect(this.stage).toHaveAttribute('data-failure', code)
    await expect(this.failure).toBeVisible()
  }

  async number(name: string): Promise<number> {
    return Number(await this.host.getAttribute(`data-${name}`))
  }

  async shootWithMouse(): Promise<void> {
    const [first, ...others] = await winningDrag(this.canvas)
    if (!first) return
    await this.page.mouse.move(first.x, first.y)
    await this.page.mouse.down()
    for (const { x, y } of others) await this.page.mouse.move(x, y)
    await this.nextTicks()
    await this.page.mouse.up()
  }

  async shootWithTouch(): Promise<void> {
    const touch = await this.page.context().newCDPSession(this.page)
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints })
    const [first, ...others] = await winningDrag(this.canvas)
    if (!first) return
    await send('touchStart', [first])
    for (const point of others) await send('touchMove', [point])
    await this.nextTicks()
    await send('touchEnd', [])
    await touch.detach()
  }

  /** A headless page never becomes hidden by itself. */
  async setHidden(hidden: boolean): Promise<void> {
    await this.page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value })
      document.dispatchEvent(new Event('visibilitychange'))
    }, hidden)
  }

  /** The middle of the button on the glass that turns back time (game/scenes/hud.c). */
  async rewindButton(): Promise<Point> {
    const box = await this.canvas.boundingBox()
    if (!box) throw new Error('the canvas is not on the page')
    const text = Math.min(Math.max(0.036 * Math.min(box.width, box.height), 13), 24)
    const radius = Math.min(Math.max(1.7 * text, 28), 38)
    const away = Math.max(0.9 * text, 12) + radius
    return { x: box.x + away, y: box.y + box.height - away }
  }

  /** The game has seen the last pointer position once it has ticked again. */
  private async nextTicks(): Promise<void> {
    const now = await this.number('ticks')
    await poll(() => this.number('ticks')).toBeGreaterThan(now)
  }

  /** What was won is on the disk, so that the page may go. */
  async saved(): Promise<void> {
    await expect(this.host).toHaveAttribute('data-saves', /[1-9]/)
  }

  async won(): Promise<void> {
    await expect(this.host).toHaveAttribute('data-shots', '1')
    await expect(this.host).toHaveAttribute('data-won', '1')
    expect(await this.number('tolls')).toBeGreaterThan(0)
  }
}
