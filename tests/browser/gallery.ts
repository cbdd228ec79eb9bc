// What the tests of the physics page share: the scenes that there are, and the page as an object.
import { readdirSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, type Point, rootPath } from './belfry'

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
    await expect.poll(() => this.number('ticks')).toBeGreaterThanOrEqual(tick)
  }

  async number(name: string): Promise<number> {
    return Number(await this.canvas.getAttribute(`data-${name}`))
  }

  async hash(): Promise<string | null> {
    return this.canvas.getAttribute('data-hash')
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
    await expect.poll(() => this.number('ticks')).toBe(tick)
  }

  /** A point of the canvas by shares of its width and height. */
  async point(x: number, y: number): Promise<Point> {
    const box = await this.canvas.boundingBox()
    if (!box) throw new Error('the canvas is not on the page')
    return { x: box.x + box.width * x, y: box.y + box.height * y }
  }
}
