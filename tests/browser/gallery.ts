// What the tests of the physics page share: the scenes that there are, and the page as an object.
import { readdirSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, type Point, poll, rootPath } from './belfry'

const STROKE_STEPS = 6

/** Each scene is a file of its name. */
export const SCENES: readonly string[] = readdirSync(rootPath('web/app/src/physics/scenes'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'index')

export class GalleryPage {
  readonly page: Page
  readonly canvas: Locator
  readonly scrub: Locator

  constructor(page: Page) {
    this.page = page
    this.canvas = page.getByTestId('bodies')
    this.scrub = page.getByTestId('scrub')
  }

  async open(scene: string): Promise<void> {
    await this.page.goto(`/physics?scene=${scene}`)
    await this.shows(scene)
  }

  /** The scene is there and its time goes on. */
  async shows(scene: string): Promise<void> {
    await expect(this.canvas).toHaveAttribute('data-scene', scene)
    await this.reaches(1)
  }

  async reaches(tick: number): Promise<void> {
    await poll(() => this.number('ticks')).toBeGreaterThanOrEqual(tick)
  }

  async number(name: string): Promise<number> {
    return Number(await this.canvas.getAttribute(`data-${name}`))
  }

  async hash(): Promise<string | null> {
    return this.canvas.getAttribute('data-hash')
  }

  /** Where the body is that is being dragged, in metres. */
  async held(): Promise<Point> {
    const [x, y] = ((await this.canvas.getAttribute('data-held')) ?? '').split(' ').map(Number)
    return { x: x ?? Number.NaN, y: y ?? Number.NaN }
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole('button', { name, exact: true }).click()
  }

  /** Pauses, and waits until the page says how the world then stands. */
  async pause(): Promise<{ readonly tick: number; readonly hash: string | null }> {
    await this.press('Pause')
    await expect(this.page.getByTestId('pause')).toHaveText('Play')
    await this.press('Step')
    return { tick: await this.number('ticks'), hash: await this.hash() }
  }

  async scrubTo(tick: number): Promise<void> {
    await this.scrub.fill(String(tick))
    await poll(() => this.number('ticks')).toBe(tick)
  }

  /** Drags the mouse from one point to another, both by shares of the canvas, at the pace of ticks. */
  async stroke(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const start = await this.point(...from)
    const end = await this.point(...to)
    await this.page.mouse.move(start.x, start.y)
    await this.page.mouse.down()
    await this.nextTick()
    for (let step = 1; step <= STROKE_STEPS; step++) {
      const share = step / STROKE_STEPS
      const x = start.x + (end.x - start.x) * share
      const y = start.y + (end.y - start.y) * share
      await this.page.mouse.move(x, y)
      await this.nextTick()
    }
    await this.page.mouse.up()
  }

  /** The world has seen the last position of the pointer once it has ticked again. */
  private async nextTick(): Promise<void> {
    await this.reaches((await this.number('ticks')) + 1)
  }

  /** A point of the canvas by shares of its width and height. */
  async point(x: number, y: number): Promise<Point> {
    const box = await this.canvas.boundingBox()
    if (!box) throw new Error('the canvas is not on the page')
    return { x: box.x + box.width * x, y: box.y + box.height * y }
  }
}
