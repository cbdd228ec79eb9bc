// The page of the race as an object.
import type { Locator, Page } from '@playwright/test'
import { expect } from './belfry'

export interface Choice {
  readonly scenes: readonly string[]
  readonly engines: readonly string[]
  readonly length?: string
  readonly rounds?: number
  readonly capS?: number
}

/** What the race in Node writes too, as far as the tests look at it. */
export interface Report {
  readonly machine: { readonly isIsolated: boolean; readonly browser: string }
  readonly engines: Record<string, { readonly readyMs: number; readonly licence: string }>
  readonly scenes: Record<string, Record<string, EngineResult>>
}

export interface EngineResult {
  readonly reason?: string
  readonly steps: number
  readonly isCut: boolean
  readonly stepMedianMs: number
  readonly frameMedianMs: number
  readonly stepRatio: number
  readonly counts: Record<string, number>
  readonly meanHeight: number
  readonly stateHash?: string
}

export class RacePage {
  readonly page: Page
  readonly race: Locator
  readonly status: Locator

  constructor(page: Page) {
    this.page = page
    this.race = page.getByTestId('race')
    this.status = page.getByTestId('race-status')
  }

  async open(): Promise<void> {
    await this.page.goto('/bench/race')
    await this.shown()
  }

  async shown(): Promise<void> {
    await expect(this.race).toHaveAttribute('data-phase', 'idle')
  }

  async choose({ scenes, engines, length = 'few', rounds = 1, capS = 5 }: Choice): Promise<void> {
    await this.tick('Scenes', scenes)
    await this.tick('Engines', engines)
    await this.page.getByLabel('Length').selectOption(length)
    await this.page.getByLabel('Rounds').selectOption(String(rounds))
    await this.page.getByLabel('Cut short after').selectOption(String(capS))
  }

  private async tick(group: string, names: readonly string[]): Promise<void> {
    for (const box of await this.page
      .getByRole('group', { name: group })
      .getByRole('checkbox')
      .all()) {
      const name = (await box.getAttribute('name')) ?? ''
      if (await box.isEnabled()) await box.setChecked(names.includes(name))
    }
  }

  async start(): Promise<void> {
    await this.page.getByRole('button', { name: 'Start the race' }).click()
    await expect(this.race).toHaveAttribute('data-phase', 'running')
  }

  async over(): Promise<void> {
    await expect(this.race).toHaveAttribute('data-phase', 'done', { timeout: 80_000 })
  }

  rows(scene: string): Locator {
    return this.page.getByTestId(`scene-${scene}`).locator('tbody tr')
  }

  async number(scene: string, engine: string, column: string): Promise<number> {
    const row = this.page.getByTestId(`scene-${scene}`).locator(`tr[data-engine="${engine}"]`)
    const text = await row.locator(`[data-column="${column}"]`).innerText()
    return Number(text.replace('*', ''))
  }

  async saved(): Promise<Report> {
    const download = this.page.waitForEvent('download')
    await this.page.getByRole('button', { name: 'Save as JSON' }).click()
    const stream = await (await download).createReadStream()
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(part as Buffer)
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  }
}
