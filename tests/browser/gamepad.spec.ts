// A gamepad of the browser. No machine of the tests has one: the browser's own interface is where it
// is made up.
import type { Page } from '@playwright/test'
import { expect, test, winningDrag } from './belfry'
import { type Games, startOne } from './instances'

declare const games: Games

interface Effect {
  readonly type: string
  readonly duration: number
  readonly strongMagnitude: number
  readonly weakMagnitude: number
}

interface MadeUpPad {
  readonly buttons: { value: number }[]
  readonly axes: number[]
  /** How it was made to shake. */
  readonly effects: Effect[]
}

type Scope = Window & { pad: MadeUpPad; plug: (there: boolean) => void }

function installPad(): void {
  const effects: Effect[] = []
  const pad = {
    mapping: 'standard',
    buttons: Array.from({ length: 17 }, () => ({ value: 0 })),
    axes: [0, 0, 0, 0],
    effects,
    vibrationActuator: {
      playEffect: async (type: string, how: Omit<Effect, 'type'>) => {
        effects.push({ type, ...how })
        return 'complete'
      },
    },
  }
  let isThere = false
  navigator.getGamepads = () => [isThere ? pad : null] as unknown as (Gamepad | null)[]
  const plug = (there: boolean) => {
    isThere = there
    dispatchEvent(new Event(there ? 'gamepadconnected' : 'gamepaddisconnected'))
  }
  Object.assign(window, { pad, plug })
}

test('it aims and fires, and lets go when it is pulled out', async ({ page }) => {
  await page.addInitScript(installPad)
  await startOne(page)
  const seen = await page.evaluate(() => {
    const { plug, pad } = window as unknown as Scope
    const look = () => {
      games.frames(0, 1)
      return [games.number(0, 'gamepads'), games.number(0, 'actions-held')]
    }
    const steps = [look()]
    plug(true)
    pad.axes[0] = -0.9
    steps.push(look())
    pad.buttons[12] = { value: 1 }
    steps.push(look())
    plug(false)
    steps.push(look())
    return steps
  })
  expect(seen).toEqual([
    [0, 0],
    [1, 1],
    [1, 2],
    [0, 0],
  ])
})

// ---- What a hand feels -------------------------------------------------------------------------

/** The winning shot with the mouse, until the bell has tolled and half a second more. */
async function toll(page: Page): Promise<Effect[]> {
  const [first, ...others] = await winningDrag(page.locator('canvas'))
  if (!first) throw new Error('there is no shot')
  const frames = (count: number) => page.evaluate((n) => games.frames(0, n), count)
  await page.mouse.move(first.x, first.y)
  await page.mouse.down()
  await frames(2)
  for (const { x, y } of others) {
    await page.mouse.move(x, y)
    await frames(2)
  }
  await page.mouse.up()
  return page.evaluate(() => {
    for (let i = 0; i < 600 && games.number(0, 'tolls') === 0; i++) games.frames(0, 1)
    if (games.number(0, 'tolls') === 0) throw new Error('the bell does not toll')
    games.frames(0, 30)
    return (window as unknown as Scope).pad.effects
  })
}

async function startWithPad(page: Page): Promise<void> {
  await page.addInitScript(installPad)
  await startOne(page)
  await page.evaluate(() => (window as unknown as Scope).plug(true))
}

test('the toll of a bell is felt, as strong and as long as a hand bears', async ({ page }) => {
  await startWithPad(page)
  const effects = await toll(page)
  expect(effects.length).toBeGreaterThan(0)
  expect(effects.length).toBeLessThan(30)
  for (const { type, duration, strongMagnitude, weakMagnitude } of effects) {
    expect(type).toBe('dual-rumble')
    expect(duration).toBeGreaterThanOrEqual(60)
    expect(duration).toBeLessThanOrEqual(250)
    expect(weakMagnitude).toBeGreaterThan(0)
    expect(weakMagnitude).toBeLessThanOrEqual(1)
    expect([0, weakMagnitude]).toContain(strongMagnitude)
  }
})

for (const [setting, value] of [
  ['rumble', 0],
  ['reduced-motion', 1],
] as const) {
  test(`nothing shakes with the setting ${setting} at ${value}`, async ({ page }) => {
    await startWithPad(page)
    await page.evaluate(([name, to]) => games.setSetting(0, name, to), [setting, value] as const)
    expect(await toll(page)).toEqual([])
  })
}

test('of two games the one that was used last shakes it', async ({ page }) => {
  await startWithPad(page)
  await page.evaluate(async () => {
    const other = await games.create({ cssWidth: 40, cssHeight: 40 })
    games.start(other)
    games.frames(other, 2)
  })
  await page.locator('canvas').nth(1).click()
  const effects = await page.evaluate(() => {
    for (let i = 0; i < 600 && games.number(0, 'tolls') === 0; i++) games.frames(0, 1)
    return (window as unknown as Scope).pad.effects
  })
  expect(effects).toEqual([])
})

test('a browser whose gamepads cannot shake is no reason to stop @slow', async ({ page }) => {
  await startWithPad(page)
  await page.evaluate(() =>
    Object.assign((window as unknown as Scope).pad, { vibrationActuator: {} }),
  )
  expect(await toll(page)).toEqual([])
})
