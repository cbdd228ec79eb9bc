// Sound in a page: held back until the game is touched, heard then, one context for all games, and
// nothing of it left when they are gone.
import type { Page } from '@playwright/test'
import { BelfryPage, expect, poll, test } from './belfry'
import { count } from './census'
import { type Games, openBareDocument } from './instances'

/** What a page's audio does, as the test hears it. */
interface Ear {
  /** The states of all contexts that there ever were. */
  contexts: () => string[]
  /** The highest sample of the last two thirds of a second of any context. */
  peak: () => number
  /** Sounds that were started so far. */
  starts: () => number
  /** Samples that were handed to the browser since the last call. */
  uploaded: () => number
}

// An analyser at the destination of every context.
function installEar(): void {
  const contexts: AudioContext[] = []
  const analysers: AnalyserNode[] = []
  let starts = 0
  const Original = window.AudioContext
  window.AudioContext = class extends Original {
    constructor(options?: AudioContextOptions) {
      super(options)
      contexts.push(this)
    }
  }
  const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode
  AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode) {
    if (to instanceof AudioDestinationNode) {
      const analyser = new AnalyserNode(this.context, { fftSize: 32768 })
      connect.call(this, analyser)
      analysers.push(analyser)
    }
    return connect.call(this, to)
  } as typeof AudioNode.prototype.connect
  const start = AudioBufferSourceNode.prototype.start
  AudioBufferSourceNode.prototype.start = function (...times) {
    starts += 1
    start.apply(this, times)
  }
  let uploaded = 0
  const copy = AudioBuffer.prototype.copyToChannel
  AudioBuffer.prototype.copyToChannel = function (samples, ...place) {
    uploaded += samples.length
    copy.call(this, samples, ...place)
  }
  const ear: Ear = {
    contexts: () => contexts.map(({ state }) => state),
    peak: () => {
      const samples = new Float32Array(32768)
      return analysers.reduce((highest, analyser) => {
        analyser.getFloatTimeDomainData(samples)
        return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), highest)
      }, 0)
    },
    starts: () => starts,
    uploaded: () => {
      const count = uploaded
      uploaded = 0
      return count
    },
  }
  ;(window as unknown as { ear: Ear }).ear = ear
}

type Scope = Window & { games: Games; ear: Ear }

const contexts = (page: Page) => page.evaluate(() => (window as unknown as Scope).ear.contexts())

async function openGame(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { games } = window as unknown as Scope
    const index = await games.create()
    if (games.start(index) !== 0) throw new Error('the game does not start')
    games.frames(index, 2)
    return index
  })
}

/** Frames as they come, for so long; returns the highest sample that was heard meanwhile. */
async function listen(page: Page, index: number, ms: number): Promise<number> {
  return page.evaluate(
    async ([game, duration]) => {
      const { games, ear } = window as unknown as Scope
      const end = performance.now() + duration
      let peak = 0
      while (performance.now() < end) {
        games.frames(game, 3)
        await new Promise(requestAnimationFrame)
        peak = Math.max(peak, ear.peak())
      }
      return peak
    },
    [index, ms] as const,
  )
}

const touch = (page: Page, nth: number) =>
  page
    .locator('canvas')
    .nth(nth)
    .click({ position: { x: 20, y: 20 } })

test('nothing sounds before the game is touched, and then it does', async ({ page }) => {
  await page.addInitScript(installEar)
  await openBareDocument(page)
  const game = await openGame(page)
  await listen(page, game, 300)
  await page.locator('input').click() // a touch of the page is none of the game
  expect(await contexts(page)).toEqual([])
  await touch(page, 0)
  await poll(() => contexts(page)).toEqual(['running'])
  expect(await listen(page, game, 3000)).toBeGreaterThan(0.005)
  expect(await page.evaluate(() => (window as unknown as Scope).ear.starts())).toBeGreaterThan(0)
})

test('a key is as good as a touch', async ({ page }) => {
  await page.addInitScript(installEar)
  await openBareDocument(page)
  await openGame(page)
  await page.locator('canvas').focus()
  await page.keyboard.press('Space')
  await poll(() => contexts(page)).toEqual(['running'])
})

test('a muted game is silent, and heard again when it is not', async ({ page }) => {
  await page.addInitScript(installEar)
  await openBareDocument(page)
  const game = await openGame(page)
  await touch(page, 0)
  await poll(() => contexts(page)).toEqual(['running'])
  const mute = (value: number) =>
    page.evaluate(
      ([index, muted]) => (window as unknown as Scope).games.setSetting(index, 'muted', muted),
      [game, value] as const,
    )
  await mute(1)
  await listen(page, game, 1200) // what was heard before leaves the analyser
  expect(await listen(page, game, 1000)).toBeLessThan(1e-4)
  await mute(0)
  expect(await listen(page, game, 3000)).toBeGreaterThan(0.005)
})

test('a paused game pauses the context, and goes on with it', async ({ page }) => {
  await page.addInitScript(installEar)
  await openBareDocument(page)
  const game = await openGame(page)
  await touch(page, 0)
  await poll(() => contexts(page)).toEqual(['running'])
  const pause = (paused: boolean) =>
    page.evaluate(([index, is]) => (window as unknown as Scope).games.setPaused(index, is), [
      game,
      paused,
    ] as const)
  await pause(true)
  await poll(() => contexts(page)).toEqual(['suspended'])
  await pause(false)
  await poll(() => contexts(page)).toEqual(['running'])
})

test('a hidden page pauses the context, unless its game is paused anyway', async ({ page }) => {
  await page.addInitScript(installEar)
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.canvas.click({ position: { x: 20, y: 20 } })
  await poll(() => contexts(page)).toEqual(['running'])
  await belfry.setHidden(true)
  await poll(() => contexts(page)).toEqual(['suspended'])
  await belfry.setHidden(false)
  await poll(() => contexts(page)).toEqual(['running'])

  await page.getByRole('button', { name: 'Pause' }).click()
  await poll(() => contexts(page)).toEqual(['suspended'])
  await belfry.setHidden(true)
  await belfry.setHidden(false)
  const ticks = await belfry.number('ticks')
  expect(await contexts(page)).toEqual(['suspended'])
  await page.getByRole('button', { name: 'Resume' }).click()
  await poll(() => belfry.number('ticks')).toBeGreaterThan(ticks)
  await poll(() => contexts(page)).toEqual(['running'])
})

test('a page that is hidden pauses the sound of games that know nothing of it', async ({
  page,
}) => {
  await page.addInitScript(installEar)
  await openBareDocument(page)
  await openGame(page)
  await touch(page, 0)
  await poll(() => contexts(page)).toEqual(['running'])
  const belfry = new BelfryPage(page)
  await belfry.setHidden(true)
  await poll(() => contexts(page)).toEqual(['suspended'])
  await belfry.setHidden(false)
  await poll(() => contexts(page)).toEqual(['running'])
})

test('sounds are made ready a little in each frame, before they are wanted', async ({ page }) => {
  await page.addInitScript(installEar)
  await openBareDocument(page)
  const game = await openGame(page)
  const pieces = await page.evaluate((index) => {
    const { games, ear } = window as unknown as Scope
    return Array.from({ length: 200 }, () => {
      games.frames(index, 1)
      return ear.uploaded()
    })
  }, game)
  expect(Math.max(...pieces)).toBe(65_536)
  expect(pieces.filter((count) => count > 0).length).toBeGreaterThan(20)
  // All of them: nothing is left for the frames in which something is heard.
  expect(pieces.at(-1)).toBe(0)
  await touch(page, 0)
  await poll(() => contexts(page)).toEqual(['running'])
  await listen(page, game, 1000)
  const [starts, uploaded] = await page.evaluate(() => {
    const { ear } = window as unknown as Scope
    return [ear.starts(), ear.uploaded()]
  })
  expect(starts).toBeGreaterThan(0)
  expect(uploaded).toBe(0)
})

test('two games share one context, which goes with the last of them', async ({ page }) => {
  await page.addInitScript(installEar)
  await openBareDocument(page)
  const first = await openGame(page)
  const second = await openGame(page)
  await touch(page, 0)
  await touch(page, 1)
  await poll(() => contexts(page)).toEqual(['running'])
  const dispose = (index: number) =>
    page.evaluate((game) => (window as unknown as Scope).games.dispose(game), index)
  await dispose(first)
  expect(await contexts(page)).toEqual(['running'])
  expect(await listen(page, second, 2500)).toBeGreaterThan(0.005)
  await dispose(second)
  await poll(() => contexts(page)).toEqual(['closed'])
})

test('three games one after the other leave no context and no listener', async ({ page }) => {
  await page.addInitScript(installEar)
  await openBareDocument(page)
  const before = (await count(page)).listeners
  for (let round = 0; round < 3; round++) {
    const game = await openGame(page)
    await touch(page, 0)
    await poll(async () => (await contexts(page)).at(-1)).toBe('running')
    await listen(page, game, 200)
    await page.evaluate((index) => (window as unknown as Scope).games.dispose(index), game)
  }
  await poll(() => contexts(page)).toEqual(['closed', 'closed', 'closed'])
  expect((await count(page)).listeners).toBe(before)
})

test('the speaker waits for a touch, mutes, and remembers it', async ({ page }) => {
  await page.addInitScript(installEar)
  const belfry = new BelfryPage(page)
  await belfry.open()
  const speaker = page.getByTestId('speaker')
  await expect(page.getByTestId('speaker-waits')).toBeVisible()
  await belfry.canvas.click({ position: { x: 20, y: 20 } })
  await expect(speaker).toHaveAttribute('data-audio', 'running')
  await expect(page.getByTestId('speaker-waits')).toHaveCount(0)
  await expect(speaker).toHaveAttribute('aria-pressed', 'true')
  await speaker.click()
  await expect(speaker).toHaveAttribute('aria-pressed', 'false')
  await expect(belfry.host).toHaveAttribute('data-settings-saves', '1')
  // The key does the same, as long as the game has the focus.
  await belfry.canvas.focus()
  await page.keyboard.press('m')
  await expect(speaker).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('m')
  await expect(speaker).toHaveAttribute('aria-pressed', 'false')
  await expect(belfry.host).toHaveAttribute('data-settings-saves', '3')
  await page.reload()
  await belfry.running()
  await expect(speaker).toHaveAttribute('aria-pressed', 'false')
})
