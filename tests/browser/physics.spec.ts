import { expect, poll, SCREENSHOTS, test } from './belfry'
import { engineUsers } from './engines'
import { GalleryPage, SCENES } from './gallery'

const TWO_SECONDS = 120

test.use({ viewport: { width: 1280, height: 800 } })

// How all of them move is held in determinism.spec.ts.
for (const [at, scene] of SCENES.entries()) {
  const mark = at % 5 === 0 ? '' : ' @slow'
  test(`the scene ${scene} runs for two seconds and stays sound${mark}`, async ({ page }) => {
    const gallery = new GalleryPage(page)
    await gallery.open(scene)
    await gallery.reaches(TWO_SECONDS)
    await expect(gallery.canvas).toHaveAttribute('data-finite', 'true')
    expect(await gallery.number('bodies')).toBeGreaterThan(1)
    await page.screenshot({ path: `${SCREENSHOTS}/physics-${scene}.png` })
  })
}

test('the list names every scene, and leads to it and back', async ({ page }) => {
  const gallery = new GalleryPage(page)
  await page.goto('/physics')
  await gallery.shows('pyramid')
  const list = page.getByRole('navigation', { name: 'Scenes' })
  await expect(list.getByRole('link')).toHaveCount(SCENES.length)
  await list.getByRole('link', { name: 'Water' }).click()
  await gallery.shows('water')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Water')
  await page.reload()
  await gallery.shows('water')
  await page.goBack()
  await gallery.shows('pyramid')
  await page.goForward()
  await gallery.shows('water')
})

test('the panel tells how much memory the engine holds, and that it is given back', async ({
  page,
}) => {
  const gallery = new GalleryPage(page)
  await gallery.open('pyramid')
  const read = async (name: string) =>
    Number.parseInt(
      (await page.getByTestId(`counter-${name}`).innerText()).split('\n')[1] ?? '',
      10,
    )
  await poll(() => read('heap')).toBeGreaterThan(0)
  const [heap, peak, blocks, module] = [
    await read('heap'),
    await read('peak'),
    await read('blocks'),
    await read('module'),
  ]
  expect(peak).toBeGreaterThanOrEqual(heap)
  expect(module).toBeGreaterThanOrEqual(peak)
  await page.getByRole('link', { name: 'Crowd' }).click()
  await gallery.shows('rain')
  await page.getByRole('link', { name: 'Pyramid' }).click()
  await gallery.shows('pyramid')
  await poll(() => read('blocks')).toBe(blocks)
})

test('the stages of a step are in the browser’s profiler once they are asked for', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const names: string[] = []
    Object.assign(window, { names })
    new PerformanceObserver((list) => {
      names.push(...list.getEntries().map(({ name }) => name))
    }).observe({ entryTypes: ['measure'] })
  })
  const seen = () => page.evaluate(() => (window as unknown as { names: string[] }).names)
  const gallery = new GalleryPage(page)
  await gallery.open('pyramid')
  await gallery.reaches(30)
  expect((await seen()).filter((name) => name.startsWith('quoin'))).toEqual([])
  const tracing = await page.context().newCDPSession(page)
  const told: string[] = []
  tracing.on('Tracing.dataCollected', ({ value }) => told.push(JSON.stringify(value)))
  await tracing.send('Tracing.start', {
    traceConfig: { includedCategories: ['blink.user_timing'] },
  })
  await page.getByLabel('In the browser’s profiler').check()
  for (const name of ['quoin: collide', 'quoin: solve', 'quoin: solve/contacts']) {
    await poll(seen).toContain(name)
  }
  const done = new Promise<void>((resolve) =>
    tracing.on('Tracing.tracingComplete', () => resolve()),
  )
  await tracing.send('Tracing.end')
  await done
  expect(told.join()).toContain('"quoin: collide"')
  const kept = await page.evaluate(() =>
    performance.getEntriesByType('measure').map(({ name }) => name),
  )
  expect(kept.filter((name) => name.startsWith('quoin'))).toEqual([])
})

test('a scene that there is none of is the first one', async ({ page }) => {
  await new GalleryPage(page).open('pyramid')
  await page.goto('/physics?scene=nothing-like-it')
  await new GalleryPage(page).shows('pyramid')
})

test('a body follows the mouse that drags it', async ({ page }) => {
  const gallery = new GalleryPage(page)
  await gallery.open('pyramid')
  // The block on the top.
  const from = await gallery.point(0.5, 0.06)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await expect(gallery.canvas).toHaveAttribute('data-held', /./)
  const to = await gallery.point(0.9, 0.2)
  await page.mouse.move(to.x, to.y, { steps: 4 })
  await poll(async () => (await gallery.held()).x).toBeGreaterThan(7)
  await page.mouse.up()
  await expect(gallery.canvas).not.toHaveAttribute('data-held', /./)
})

test('time stands still, goes one tick, back and on again to the same state', async ({ page }) => {
  const gallery = new GalleryPage(page)
  await gallery.open('bridge')
  await gallery.reaches(60)
  const then = await gallery.pause()
  await gallery.press('Step')
  await poll(() => gallery.number('ticks')).toBe(then.tick + 1)
  const next = await gallery.hash()
  expect(next).not.toBe(then.hash)

  await gallery.scrubTo(then.tick - 30)
  expect(await gallery.hash()).not.toBe(then.hash)
  await gallery.scrubTo(then.tick)
  expect(await gallery.hash()).toBe(then.hash)
  await gallery.press('Step')
  await poll(() => gallery.number('ticks')).toBe(then.tick + 1)
  expect(await gallery.hash()).toBe(next)

  await gallery.press('Play')
  await gallery.reaches(then.tick + 20)
  await gallery.press('Restart')
  await poll(() => gallery.number('ticks')).toBeLessThan(then.tick)
})

test('a moment is saved and loaded', async ({ page }) => {
  const gallery = new GalleryPage(page)
  await gallery.open('cards')
  const saved = await gallery.pause()
  await gallery.press('Save')
  await gallery.press('Step')
  await poll(() => gallery.number('ticks')).toBe(saved.tick + 1)
  await gallery.press('Load')
  await poll(() => gallery.number('ticks')).toBe(saved.tick)
  expect(await gallery.hash()).toBe(saved.hash)
})

test('the keyboard pauses, steps, rewinds and restarts', async ({ page }) => {
  const gallery = new GalleryPage(page)
  await gallery.open('water')
  await gallery.reaches(40)
  await page.keyboard.press('Space')
  await expect(page.getByTestId('pause')).toHaveText('Play')
  await page.keyboard.press('.')
  const tick = await gallery.number('ticks')
  await page.keyboard.press('.')
  await poll(() => gallery.number('ticks')).toBe(tick + 1)
  await page.keyboard.press('[')
  await poll(() => gallery.number('ticks')).toBe(tick - 9)
  await page.keyboard.press('ArrowRight')
  await poll(() => gallery.number('ticks')).toBe(tick - 8)
  await page.keyboard.press('r')
  await poll(() => gallery.number('ticks')).toBeLessThan(tick - 8)
})

test('bodies are cut by a line and shattered by a click', async ({ page }) => {
  const gallery = new GalleryPage(page)
  await gallery.open('slice')
  await gallery.reaches(60)
  await gallery.stroke([0.02, 0.5], [0.98, 0.72])
  await poll(() => gallery.number('bodies')).toBeGreaterThan(13)
  await page.screenshot({ path: `${SCREENSHOTS}/physics-slice-cut.png` })

  await gallery.open('fracture')
  await gallery.reaches(30)
  const beam = await gallery.point(0.5 - 5.5 / 24, 0.62)
  await page.mouse.click(beam.x, beam.y)
  await poll(() => gallery.number('bodies')).toBeGreaterThan(12)
  await page.screenshot({ path: `${SCREENSHOTS}/physics-fracture-broken.png` })
})

test('the ticker tells of joints that break and of sensors that are entered', async ({ page }) => {
  const gallery = new GalleryPage(page)
  const events = page.getByRole('region', { name: 'Events' })
  await gallery.open('breaking')
  await expect(events).toContainText(/\d+: a joint breaks at \d+ N/)
  await gallery.open('sensors')
  await expect(events).toContainText(/body \d+ enters the sensor of body \d+/)
})

test('a click explodes in free space', async ({ page }) => {
  const gallery = new GalleryPage(page)
  await gallery.open('explosions')
  await poll(() => gallery.number('awake')).toBe(0)
  const free = await gallery.point(0.36, 0.8)
  await page.mouse.click(free.x, free.y)
  await poll(() => gallery.number('awake')).toBeGreaterThan(20)
  await page.screenshot({ path: `${SCREENSHOTS}/physics-explosions-blast.png` })
})

test('tiles are built by drawing, and the road of the car is bent', async ({ page }) => {
  const gallery = new GalleryPage(page)
  await gallery.open('tiles')
  await gallery.reaches(90)
  const solid = page.getByText(/\d+ solid cells/)
  await expect(solid).toHaveText('394 solid cells')
  await gallery.stroke([0.3, 0.35], [0.7, 0.35])
  await expect(solid).not.toHaveText('394 solid cells')
  await page.screenshot({ path: `${SCREENSHOTS}/physics-tiles-built.png` })

  await gallery.open('car')
  await gallery.reaches(60)
  const still = await gallery.number('awake')
  await page.keyboard.down('ArrowRight')
  await gallery.reaches(160)
  await page.keyboard.up('ArrowRight')
  expect(still).toBeGreaterThan(0)
  await page.screenshot({ path: `${SCREENSHOTS}/physics-car-driven.png` })
})

test('what was recorded plays back and every hash agrees', async ({ page }) => {
  const gallery = new GalleryPage(page)
  await gallery.open('replay')
  const from = await gallery.point(0.5, 0.8)
  const to = await gallery.point(0.6, 0.2)
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(to.x, to.y, { steps: 5 })
  await gallery.reaches(90)
  await page.mouse.up()
  await gallery.press('Play back')
  await expect(page.getByText(/^playing .* every hash agrees/)).toBeVisible()
  // Recording goes on only after the last recorded tick has been played.
  await expect(page.getByText(/^recording/)).toBeVisible()
})

test('the character walks to the right while the button is held', async ({ page }) => {
  const gallery = new GalleryPage(page)
  await gallery.open('character')
  await expect(page.getByText('on the ground')).toBeVisible()
  const before = await gallery.hash()
  await page.keyboard.down('ArrowLeft')
  await expect(page.getByText('at a wall')).toBeVisible()
  await page.keyboard.up('ArrowLeft')
  expect(await gallery.hash()).not.toBe(before)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  for (const scene of ['car', 'sensors']) {
    test(`the scene ${scene} fits, and its controls are large enough`, async ({ page }) => {
      const gallery = new GalleryPage(page)
      await gallery.open(scene)
      await gallery.reaches(60)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow).toBe(0)
      for (const button of await page.getByRole('button').all()) {
        const box = await button.boundingBox()
        expect(box?.height).toBeGreaterThanOrEqual(44)
        expect(box?.width).toBeGreaterThanOrEqual(44)
      }
      await page.screenshot({ path: `${SCREENSHOTS}/physics-${scene}-phone.png`, fullPage: true })
    })
  }

  test('a finger drags a body and does not scroll the page', async ({ page }) => {
    const gallery = new GalleryPage(page)
    await gallery.open('pyramid')
    const touch = await page.context().newCDPSession(page)
    // The block on the top, which nothing lies on.
    const from = await gallery.point(0.5, 0.25)
    const to = await gallery.point(0.9, 0.4)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] })
    await expect(gallery.canvas).toHaveAttribute('data-held', /./)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [to] })
    await poll(async () => (await gallery.held()).x).toBeGreaterThan(7)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await expect(gallery.canvas).not.toHaveAttribute('data-held', /./)
    expect(await page.evaluate(() => scrollY)).toBe(0)
    await touch.detach()
  })
})

test('layers are switched on', async ({ page }) => {
  await page.setViewportSize({ width: 1920, height: 1080 })
  const gallery = new GalleryPage(page)
  await gallery.open('bridge')
  for (const layer of ['Joints', 'Contacts', 'Impulses', 'Centres', 'Velocities', 'Boxes']) {
    const box = page.getByRole('checkbox', { name: layer })
    await box.check()
    await expect(box).toBeChecked()
  }
  await gallery.reaches(100)
  await page.screenshot({ path: `${SCREENSHOTS}/physics-layers.png` })
})

test('leaving the page leaves no engine behind', async ({ page }) => {
  await page.goto('/hello')
  await page.getByRole('link', { name: 'Physics' }).click()
  await new GalleryPage(page).shows('pyramid')
  for (const title of ['Foresight', 'Replay', 'Joints']) {
    await page.getByRole('link', { name: title, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  }
  await new GalleryPage(page).shows('joints')
  expect(await engineUsers(page)).toEqual([2])
  for (let pages = 0; pages < 4; pages++) await page.goBack()
  await expect(page.locator('output')).toHaveText(/^-\d+\.\d m$/)
  expect(await engineUsers(page)).toEqual([1])
})

test('who asks for less motion finds the scene paused', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/physics?scene=rain')
  await expect(page.getByTestId('pause')).toHaveText('Play')
  const gallery = new GalleryPage(page)
  await expect(gallery.canvas).toHaveAttribute('data-ticks', '0')
  await gallery.press('Play')
  await gallery.reaches(10)
})

test('a missing engine is told, and trying again works', async ({ page, complaints }) => {
  await page.route('**/*.wasm', (route) => route.fulfill({ status: 404, body: 'nothing here' }))
  await page.goto('/physics')
  await expect(page.getByTestId('failure')).toContainText('answered 404')
  await page.unroute('**/*.wasm')
  await page.getByRole('button', { name: 'Try again' }).click()
  await new GalleryPage(page).shows('pyramid')
  complaints.length = 0
})

test('the shortest program falls', async ({ page }) => {
  await page.goto('/hello')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('A falling ball')
  await expect(page.locator('output')).toHaveText(/^-\d+\.\d m$/)
})
