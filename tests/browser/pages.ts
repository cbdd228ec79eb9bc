// The pages of the site, and when one of them has come to rest.
import type { Page } from '@playwright/test'
import { expect } from './belfry'

export const PATHS = [
  '/',
  '/physics',
  '/physics/playground',
  '/toybox',
  '/breakout',
  '/hello',
  '/leaderboard',
  '/tools',
  '/tools/image',
  '/tools/hash',
  '/tools/compress',
  '/bench',
  '/bench/race',
  '/learn',
  '/learn/loading',
  '/learn/memory',
  '/learn/boundary',
  '/learn/debugging',
  '/learn/profiling',
  '/learn/wasi',
  '/learn/component',
  '/learn/determinism',
  '/docs',
  '/docs/c/physics-world',
  '/docs/js/load',
  '/docs/guide/modules',
] as const

/** Until nothing on the page says that it loads. */
export async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page.locator('[data-phase="loading"], [data-ready="false"]')).toHaveCount(0)
  await expect(page.locator('.quoin-progress, [data-status="loading"]')).toHaveCount(0)
}
