// What is known to go wrong when SDL and Emscripten meet a page, each by a sentence. Where another
// file holds the test it is named here:
//   a fault at the start or in a frame is told, and never a black canvas   faults.spec
//   leaving while the game loads leaves nothing                            lifetime.spec
//   mounted twice by StrictMode, one game runs                             strict-mode.spec
//   a hidden page stops the game, and no time is caught up                 game.spec
//   a wheel over the canvas scrolls the page                               game.spec
//   saves survive, in two generations                                      storage.spec, game.spec
//   a gamepad aims, fires, shakes and is pulled out                        gamepad.spec
//   a phone is turned in the middle of a run                               turning.spec
//   one game for all builds; the fixed clock                               tests/test_app.c
import type { Page } from '@playwright/test'
import { BelfryPage, expect, poll, readRoot, test } from './belfry'
import { count } from './census'
import { type Games, openBareDocument, startOne } from './instances'

declare const games: Games

const canvases = (page: Page) => page.locator('canvas')

test('two games on canvases without ids each draw and hear their own input', async ({ page }) => {
  await openBareDocument(page)
  await page.evaluate(async () => {
    for (const index of [await games.create(), await games.create()]) {
      games.start(index)
      games.frames(index, 3)
    }
  })
  await canvases(page).nth(1).click()
  await page.keyboard.down('ArrowLeft')
  const seen = await page.evaluate(() =>
    [0, 1].map((index) => {
      games.frames(index, 1)
      return [games.number(index, 'presses'), games.number(index, 'actions-held')]
    }),
  )
  await page.keyboard.up('ArrowLeft')
  expect(seen).toEqual([
    [0, 0],
    [1, 1],
  ])
  const [first, second] = await page.evaluate(() => [games.pixels(0), games.pixels(1)])
  expect(first).not.toMatch(/ of [01] colours/)
  expect(second).not.toMatch(/ of [01] colours/)
})

test('fifty games in turn leave no module, context, listener or byte', async ({ page }) => {
  test.setTimeout(120_000)
  await openBareDocument(page)
  const before = await count(page)
  const left = await page.evaluate(async () => {
    const bytes: number[] = []
    for (let round = 0; round < 25; round++) {
      // As StrictMode does: one that is given up while it loads, then one that runs.
      const [given, kept] = await Promise.all([games.create(), games.create()])
      bytes.push(games.dispose(given))
      games.start(kept)
      games.frames(kept, 2)
      bytes.push(games.dispose(kept))
    }
    return bytes
  })
  expect(left).toEqual(Array.from({ length: 50 }, () => 0))
  await poll(() => count(page)).toEqual(before)
  await expect(canvases(page)).toHaveCount(0)
})

test('text fields of the page get what is typed while games run', async ({ page }) => {
  await startOne(page)
  const field = page.getByLabel('Name')
  await canvases(page).click()
  await field.click()
  await page.keyboard.type('wasd pr x')
  await expect(field).toHaveValue('wasd pr x')
  expect(
    await page.evaluate(() => {
      games.frames(0, 1)
      return games.number(0, 'actions-held')
    }),
  ).toBe(0)
})

test('Tab, function keys and shortcuts stay with the page, and the keys of the game do not', async ({
  page,
}) => {
  await startOne(page)
  await canvases(page).focus()
  const prevented = await canvases(page).evaluate((canvas) => {
    const press = (code: string, more: KeyboardEventInit = {}) => {
      const init = { code, key: code, bubbles: true, cancelable: true, ...more }
      const event = new KeyboardEvent('keydown', init)
      canvas.dispatchEvent(event)
      canvas.dispatchEvent(new KeyboardEvent('keyup', init))
      return event.defaultPrevented
    }
    return {
      page: [
        press('Tab'),
        press('Tab', { shiftKey: true }),
        press('F5'),
        press('F11'),
        press('F12'),
        press('KeyR', { ctrlKey: true }),
        press('KeyA', { metaKey: true }),
        press('ArrowLeft', { altKey: true }),
        press('KeyQ'),
      ],
      game: [press('Space'), press('ArrowUp')],
    }
  })
  expect(prevented.page).not.toContain(true)
  expect(prevented.game).not.toContain(false)
})

test('losing the focus lets go of every key and cancels the drag', async ({ page }) => {
  await startOne(page)
  const box = await canvases(page).boundingBox()
  if (!box) throw new Error('the canvas is not on the page')
  await page.mouse.move(box.x + 100, box.y + 100)
  await page.mouse.down()
  await page.keyboard.down('ArrowLeft')
  const look = () =>
    page.evaluate(() => {
      games.frames(0, 1)
      return ['actions-held', 'pointers-down', 'shots'].map((name) => games.number(0, name))
    })
  expect(await look()).toEqual([1, 1, 0])
  await canvases(page).evaluate((canvas) => canvas.blur())
  expect(await look()).toEqual([0, 0, 0])
  await page.mouse.up()
  await page.keyboard.up('ArrowLeft')
  expect(await look()).toEqual([0, 0, 0])
})

test('the title of the document stays as it was', async ({ page }) => {
  await startOne(page)
  await expect(page).toHaveTitle('Games')
})

test('the game takes no memory that is shared, and what it has does not grow', async ({ page }) => {
  await startOne(page)
  const [before, after] = await page.evaluate(() => {
    const bytes = games.memoryBytes(0)
    games.frames(0, 120)
    return [bytes, games.memoryBytes(0)]
  })
  expect(after).toBe(before)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
})

test('the page drives every frame: a module that is not called does nothing', async ({ page }) => {
  await startOne(page)
  const calls = await page.evaluate(async () => {
    const counts = { frames: 0, timers: 0 }
    const { requestAnimationFrame: frame, setTimeout: timer } = window
    window.requestAnimationFrame = (callback) => {
      counts.frames++
      return frame(callback)
    }
    window.setTimeout = ((...given: Parameters<typeof timer>) => {
      counts.timers++
      return timer(...given)
    }) as typeof timer
    games.frames(0, 10)
    await new Promise((resolve) => timer(resolve, 300))
    return counts
  })
  expect(calls).toEqual({ frames: 0, timers: 0 })
})

for (const pixelRatio of [1, 2, 3]) {
  test(`the buffer of a canvas has its size in device pixels (ratio ${pixelRatio})`, async ({
    page,
  }) => {
    await startOne(page, { pixelRatio })
    const sizes = await page.evaluate(
      (ratio) => [
        games.resize(0, 320, 200, ratio),
        games.resize(0, 200, 320, ratio), // a phone that is turned
        games.resize(0, 333.4, 100.2, ratio),
        games.resize(0, 0, 0, ratio), // as if it had one pixel of the page
        games.resize(0, 5000, 3, ratio), // no side beyond what every device can draw
        games.resize(0, 100, 100, Number.NaN),
      ],
      pixelRatio,
    )
    const r = pixelRatio
    expect(sizes).toEqual([
      [320 * r, 200 * r],
      [200 * r, 320 * r],
      [Math.round(333.4 * r), Math.round(100.2 * r)],
      [r, r],
      [4096, 3 * r],
      [4096, 3 * r],
    ])
  })
}

test('a context that was lost comes back with every pixel as it was', async ({
  page,
  complaints,
}) => {
  await startOne(page)
  await page.evaluate(() => {
    games.frames(0, 90)
    games.setPaused(0, true)
  })
  const before = await page.evaluate(() => games.pixels(0))
  expect(before).not.toMatch(/ of \d?\d? colours/)
  await page.evaluate(async () => {
    await games.loseContext(0)
    games.frames(0, 5)
    await games.restoreContext(0)
  })
  expect(await page.evaluate(() => games.pixels(0))).toBe(before)
  complaints.length = 0
})

test('with its context lost a game goes on, and can be disposed', async ({ page, complaints }) => {
  await startOne(page)
  const seen = await page.evaluate(async () => {
    await games.loseContext(0)
    const ticks = games.number(0, 'ticks')
    games.frames(0, 30)
    return [games.number(0, 'ticks') - ticks, games.dispose(0)]
  })
  expect(seen).toEqual([30, 0])
  complaints.length = 0
})

test('disposed twice, or without a start, a module does no harm', async ({ page }) => {
  await openBareDocument(page)
  const before = await count(page)
  await page.evaluate(async () => {
    const index = await games.create()
    games.frames(index, 3)
    games.resize(index, 10, 10, 1)
    games.start(index)
    games.start(index) // anew, over the first
    games.frames(index, 3)
    games.dispose(index)
  })
  await poll(() => count(page)).toEqual(before)
})

test.describe('with fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 700 } })

  test('one tap is one press', async ({ page }) => {
    await startOne(page)
    await canvases(page).tap()
    await page.waitForTimeout(400) // longer than a browser waits with the mouse events it makes up
    const seen = await page.evaluate(() => {
      games.frames(0, 2)
      return [games.number(0, 'presses'), games.number(0, 'pointers-down')]
    })
    expect(seen).toEqual([1, 0])
  })

  test('ten fingers are told apart, and a cancelled touch fires nothing', async ({ page }) => {
    await startOne(page)
    const box = await canvases(page).boundingBox()
    if (!box) throw new Error('the canvas is not on the page')
    const touch = await page.context().newCDPSession(page)
    const fingers = Array.from({ length: 10 }, (_, id) => ({
      x: box.x + 20 + 25 * id,
      y: box.y + 60,
      id,
    }))
    const look = () =>
      page.evaluate(() => {
        games.frames(0, 1)
        return ['pointers-down', 'presses', 'shots'].map((name) => games.number(0, name))
      })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers })
    await poll(look).toEqual([10, 10, 0])
    const moved = fingers.map((finger) => ({ ...finger, y: finger.y + 70 }))
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: moved })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchCancel', touchPoints: [] })
    await poll(look).toEqual([0, 10, 0])
    await touch.detach()
  })
})

test('a pen presses once and a right click opens no second press', async ({ page }) => {
  await startOne(page)
  const seen = await canvases(page).evaluate((canvas) => {
    const send = (type: string, init: PointerEventInit) =>
      canvas.dispatchEvent(
        new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: 50, clientY: 50, ...init }),
      )
    canvas.setPointerCapture = () => {} // made-up pointers cannot be captured
    send('pointerdown', { pointerType: 'pen', pressure: 0.4, buttons: 1 })
    games.frames(0, 1)
    const down = games.number(0, 'pointers-down')
    send('pointerup', { pointerType: 'pen' })
    send('pointerdown', { pointerType: 'mouse', button: 2, buttons: 2 })
    send('pointerup', { pointerType: 'mouse', button: 2, buttons: 0 })
    games.frames(0, 1)
    return [down, games.number(0, 'pointers-down'), games.number(0, 'presses')]
  })
  expect(seen).toEqual([1, 0, 1])
})

// ---- The page as it is delivered --------------------------------------------------------------

test('the server sends WebAssembly by its type, and the page is HTML before any script', async ({
  page,
  baseURL,
}) => {
  // A page at 127.0.0.1 is of another origin for the development server.
  expect(baseURL).toContain('localhost')
  const wasm = await page.request.head('/belfry/belfry.wasm')
  expect(wasm.headers()['content-type']).toBe('application/wasm')
  const html = await (await page.request.get('/')).text()
  expect(html).toContain('<noscript>')
  expect(html).toMatch(/<h1[^>]*>/)
  const glue = await (await page.request.get('/belfry/belfry.mjs')).text()
  for (const word of ['require(', 'node:', 'SharedArrayBuffer(']) {
    expect(glue.includes(word), word).toBe(false)
  }
})

test('the frame around the canvas takes the whole screen, and the picture follows', async ({
  page,
}) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  const before = await belfry.canvas.evaluate((canvas) => (canvas as HTMLCanvasElement).width)
  await page.getByRole('button', { name: 'Full screen' }).click()
  await poll(() =>
    page.evaluate(() => document.fullscreenElement?.getAttribute('data-testid')),
  ).toBe('stage')
  await poll(() =>
    belfry.canvas.evaluate((canvas) => {
      const { width, clientWidth } = canvas as HTMLCanvasElement
      return Math.abs(width - clientWidth * devicePixelRatio) <= 1 && clientWidth
    }),
  ).not.toBe(before)
  await page.evaluate(() => document.exitFullscreen())
  await poll(() => belfry.canvas.evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(
    before,
  )
})

test('a container that changes its size without the window is followed', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.stage.evaluate((stage) => {
    stage.style.width = '400px'
    stage.style.minWidth = '0'
  })
  await poll(() =>
    belfry.canvas.evaluate((canvas) => {
      const { width, clientWidth } = canvas as HTMLCanvasElement
      return clientWidth <= 400 && Math.abs(width - clientWidth * devicePixelRatio) <= 1
    }),
  ).toBe(true)
})

test('scrolled out of sight the game stands still', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await page.evaluate(() => {
    document.body.style.paddingBottom = '3000px'
    scrollTo(0, 3000)
  })
  const settled = async () => {
    const ticks = await belfry.number('ticks')
    await page.waitForTimeout(600)
    return (await belfry.number('ticks')) - ticks
  }
  await poll(settled).toBe(0)
  await page.evaluate(() => scrollTo(0, 0))
  await poll(settled).toBeGreaterThan(0)
})

// ---- What a player sets ------------------------------------------------------------------------

test('a key is bound anew, works, is still bound after a reload, and can be reset', async ({
  page,
}) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  const options = page.getByTestId('options')
  await page.getByRole('button', { name: 'Options' }).click()
  const place = options.getByRole('button', { name: /^Let go, place 1/ })
  await expect(place).toHaveText('Space')
  await place.click()
  await expect(place).toHaveText('Press…')
  await page.keyboard.press('KeyB')
  await expect(place).toHaveText('B')
  await belfry.canvas.focus()
  await page.keyboard.press('KeyB')
  await expect(belfry.host).toHaveAttribute('data-shots', '1')
  await expect(belfry.host).toHaveAttribute('data-settings-saves', /[1-9]/)

  await page.reload()
  await belfry.running()
  await page.getByRole('button', { name: 'Options' }).click()
  await expect(place).toHaveText('B')
  await options.getByRole('button', { name: 'Usual controls' }).click()
  await expect(place).toHaveText('Space')
})

test('the pause key of the game pauses the page, and once more goes on', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.canvas.focus()
  await page.keyboard.press('KeyP')
  await expect(belfry.stage).toHaveAttribute('data-paused', 'true')
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
  await page.keyboard.press('KeyP')
  await expect(belfry.stage).toHaveAttribute('data-paused', 'false')
})

test('progress counts the bytes of the module and its assets up to all of them', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const seen: number[] = []
    Object.assign(window, { seen })
    new MutationObserver(() => {
      const value = document.querySelector('progress')?.getAttribute('value')
      if (value) seen.push(Number(value))
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
  await page.route('**/belfry/belfry.pack', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000)) // the module is there first
    await route.continue()
  })
  await new BelfryPage(page).open()
  const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen)
  expect(seen.length).toBeGreaterThan(0)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
  expect(seen[0]).toBeLessThan(1)
  expect(seen.at(-1)).toBeLessThanOrEqual(1)
})

test('a key that is the browser’s cannot be bound, and Escape gives up', async ({ page }) => {
  await new BelfryPage(page).open()
  const options = page.getByTestId('options')
  await page.getByRole('button', { name: 'Options' }).click()
  const place = options.getByRole('button', { name: /^Let go, place 1/ })
  await place.click()
  await page.keyboard.press('F9')
  await expect(options.getByText('stays with the browser')).toBeVisible()
  await place.click()
  await page.keyboard.press('Escape')
  await expect(place).toHaveText('Space')
})

test('a saved game goes into a file and comes back from it, and another file is refused', async ({
  page,
}) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.shootWithMouse()
  await belfry.saved()
  const options = page.getByTestId('options')
  await page.getByRole('button', { name: 'Options' }).click()
  const downloading = page.waitForEvent('download')
  await options.getByRole('button', { name: 'Keep in a file' }).click()
  const file = await (await downloading).path()

  await page.evaluate(() => indexedDB.deleteDatabase('belfry'))
  await page.reload()
  await belfry.running()
  await expect(belfry.host).toHaveAttribute('data-best', '0')
  await page.getByRole('button', { name: 'Options' }).click()
  const input = options.getByLabel('Take from a file')
  await input.setInputFiles({ name: 'x', mimeType: '', buffer: Buffer.from('no save') })
  await expect(options.getByText(/no saved game/)).toBeVisible()
  await input.setInputFiles(file)
  await expect(belfry.host).toHaveAttribute('data-best', '1')
})

test('every name of a source on the page is one that the engine knows', () => {
  const table = readRoot('shell/keys.h')
  const label = readRoot('web/package/src/game/source-label.ts')
  const listening = readRoot('web/package/src/game/listen-for-source.ts')
  const named = [
    ...`${label}${listening}`.matchAll(/'?\b((?:Arrow|Mouse|Pad)[A-Z][\w]*[-+]?)'?[:,\]]/g),
  ]
  expect(named.length).toBeGreaterThan(30)
  for (const [, name] of named) expect(table).toContain(`"${name}"`)
})
