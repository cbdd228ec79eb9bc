// The race in the page: the real engines in real workers, a few steps each.
import { execFileSync } from 'node:child_process'
import { expect, poll, rootPath, SCREENSHOTS, test } from './belfry'
import { type EngineResult, RacePage } from './race'

const ALL = [
  'quoin',
  'box2d3',
  'box2d3-compat',
  'rapier',
  'rapier-simd',
  'phaser',
  'planck',
  'matter',
]
const STEPS = 60

test.use({ viewport: { width: 1280, height: 900 } })

/** What the native driver says of the world after so many measured steps. */
function nativeHash(scene: string): string {
  const given = ['--json', '--steps', String(STEPS + 1), scene]
  const line = execFileSync(rootPath('build/native/race'), given, { encoding: 'utf8' })
  return JSON.parse(line).state_hash
}

function expectSound(name: string, result: EngineResult | undefined): asserts result {
  expect(result?.reason, name).toBeUndefined()
  for (const value of [result?.stepMedianMs, result?.frameMedianMs, result?.meanHeight]) {
    expect(Number.isFinite(value), name).toBe(true)
  }
}

test('every engine races over two scenes and has the same work @slow', async ({
  page,
  complaints,
}) => {
  const race = new RacePage(page)
  await page.goto('/hello')
  await page.getByRole('link', { name: 'Race of the engines' }).click()
  await race.shown()
  await race.choose({ scenes: ['pile_20', 'platformer'], engines: ALL })
  await race.start()
  await race.over()
  // Rapier's packages warn of how they themselves start their module, once for each time.
  expect(complaints.splice(0).filter((text) => !/deprecated parameters/.test(text))).toEqual([])
  const report = await race.saved()
  expect(report.machine.isIsolated).toBe(true)
  expect(Object.keys(report.engines)).toEqual(ALL)
  for (const scene of ['pile_20', 'platformer']) {
    const results = report.scenes[scene]
    expect(Object.keys(results ?? {}).sort()).toEqual(ALL.toSorted())
    const ours = results?.quoin
    expectSound('quoin', ours)
    for (const name of ALL) {
      const result = results?.[name]
      expectSound(`${name} in ${scene}`, result)
      expect(result.steps).toBe(STEPS)
      expect(result.counts.bodies).toBe(ours.counts.bodies)
      expect(result.counts.joints).toBe(ours.counts.joints)
      expect(Math.abs(result.meanHeight - ours.meanHeight), name).toBeLessThan(1)
    }
    await expect(race.rows(scene)).toHaveCount(ALL.length)
    expect(await race.number(scene, 'quoin', 'ratio')).toBe(1)
    expect(await race.number(scene, 'matter', 'bodies')).toBe(ours.counts.bodies)
  }
  await page.screenshot({ path: `${SCREENSHOTS}/bench.png`, fullPage: true })
})

test('both builds of ours make the bits that the native driver makes', async ({ page }) => {
  const race = new RacePage(page)
  await race.open()
  const scenes = ['pile_100', 'ragdolls_40', 'platformer']
  await race.choose({ scenes, engines: ['quoin', 'quoin-scalar'], rounds: 2 })
  await race.start()
  await race.over()
  const report = await race.saved()
  for (const scene of scenes) {
    const native = nativeHash(scene)
    expect(report.scenes[scene]?.quoin?.stateHash).toBe(native)
    expect(report.scenes[scene]?.['quoin-scalar']?.stateHash).toBe(native)
  }
})

test('a slow engine is cut short, and said to be @slow', async ({ page }) => {
  const race = new RacePage(page)
  await race.open()
  await race.choose({
    scenes: ['large_pyramid'],
    engines: ['quoin', 'planck'],
    length: 'all',
    capS: 2,
  })
  await race.start()
  await race.over()
  const results = (await race.saved()).scenes.large_pyramid
  expectSound('planck', results?.planck)
  expect(results.planck.isCut).toBe(true)
  expect(results.planck.stepRatio).toBeGreaterThan(1)
  const cell = race
    .rows('large_pyramid')
    .filter({ hasText: 'planck' })
    .locator('[data-column="median"]')
  await expect(cell).toContainText('*')
})

test('a race is skipped on and cancelled, and what was measured stays', async ({ page }) => {
  const race = new RacePage(page)
  await race.open()
  const engines = ['quoin', 'box2d3-compat', 'matter']
  await race.choose({ scenes: ['pile_20', 'many_pyramids'], engines, length: 'all', capS: 20 })
  await race.start()
  // Nothing but the run can be changed meanwhile.
  await expect(page.getByRole('checkbox', { name: /Pile of 20/ })).toBeDisabled()
  const large = await waitForScene(race)
  await page.getByRole('button', { name: 'Skip this one' }).click()
  await expect(large).toContainText('skipped')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(race.race).toHaveAttribute('data-phase', 'cancelled')
  await expect(race.status).toContainText('cancelled')
  await poll(() => page.workers().length).toBe(0)
  const report = await race.saved()
  expect(Object.keys(report.scenes.pile_20 ?? {})).toEqual(engines)
  expect(report.scenes.many_pyramids?.quoin?.reason).toBe('skipped')
  await expect(page.getByRole('checkbox', { name: /Pile of 20/ })).toBeEnabled()

  await race.start()
  await poll(() => page.workers().length).toBe(1)
  await page.getByRole('link', { name: 'Game' }).click()
  await expect(page.getByRole('heading', { name: 'Ring the bell' })).toBeVisible()
  await poll(() => page.workers().length).toBe(0)
})

/** The first engine is under way in the second scene. */
async function waitForScene(race: RacePage) {
  await expect(race.status).toContainText('Quoin in Many pyramids')
  return race.rows('many_pyramids').first()
}

test('the tables are copied as Markdown', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const race = new RacePage(page)
  await race.open()
  await race.choose({ scenes: ['pile_20'], engines: ['quoin', 'planck'] })
  await race.start()
  await race.over()
  await page.getByRole('button', { name: 'Copy as Markdown' }).click()
  await expect(page.getByText('Copied.')).toBeVisible()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toMatch(/\| pile_20 +\| +[\d.]+ \/ [\d.]+ \| +[\d.]+ \/ [\d.]+ \|/)
  expect(text).toContain('The same work: at the end')
  expect(text).not.toMatch(/NaN|undefined/)
})

test('the keyboard alone chooses and starts, and licences are there to read', async ({ page }) => {
  const race = new RacePage(page)
  await race.open()
  await race.choose({ scenes: [], engines: ['quoin'] })
  await expect(page.getByRole('button', { name: 'Start the race' })).toBeDisabled()
  await page.getByRole('checkbox', { name: /Pile of 20/ }).focus()
  await page.keyboard.press('Space')
  await page.getByLabel('Cut short after').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await race.over()
  await expect(page.getByRole('button', { name: 'Start the race' })).toBeFocused()
  const licences = await page.getByRole('link', { name: /^(MIT|Apache-2.0)$/ }).all()
  expect(licences).toHaveLength(ALL.length + 1)
  for (const link of licences) {
    const response = await page.request.get((await link.getAttribute('href')) ?? '')
    expect(await response.text()).toMatch(/MIT License|Apache License|Permission is hereby granted/)
  }
})

test('without isolation the engine that needs it is left out, and the page says why', async ({
  page,
}) => {
  await page.route('**/bench/race', async (route) => {
    const response = await route.fetch()
    const { 'cross-origin-embedder-policy': _, ...headers } = response.headers()
    await route.fulfill({ response, headers })
  })
  const race = new RacePage(page)
  await race.open()
  await expect(page.getByTestId('not-isolated')).toContainText('box2d3-wasm SIMD shares memory')
  await expect(page.getByRole('checkbox', { name: /box2d3-wasm SIMD/ })).toBeDisabled()
  await race.choose({ scenes: ['pile_20'], engines: ['quoin', 'box2d3-compat'] })
  await race.start()
  await race.over()
  expect((await race.saved()).machine.isIsolated).toBe(false)
})

test('peers that are not installed are named, and a race that was not built is told', async ({
  page,
  complaints,
}) => {
  await page.route('**/race/engines.json', async (route) => {
    const response = await route.fetch()
    const files = await response.json()
    const engines = files.engines.filter(({ name }: { name: string }) => name.startsWith('quoin'))
    await route.fulfill({ json: { ...files, engines } })
  })
  await new RacePage(page).open()
  await expect(page.getByTestId('not-installed')).toContainText('planck')
  await page.route('**/race/engines.json', (route) => route.fulfill({ status: 404, body: '' }))
  await page.goto('/bench/race')
  await expect(page.getByTestId('race-failure')).toContainText('make play')
  // The browser says that the file is not there.
  expect(complaints).toHaveLength(1)
  complaints.length = 0
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the race fits, and its controls are large enough', async ({ page }) => {
    const race = new RacePage(page)
    await race.open()
    await race.choose({ scenes: ['pile_20'], engines: ['quoin', 'planck', 'matter'] })
    await race.start()
    await race.over()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBe(0)
    const controls = [page.getByRole('button'), page.getByRole('combobox'), page.locator('label')]
    for (const control of (await Promise.all(controls.map((one) => one.all()))).flat()) {
      const box = await control.boundingBox()
      expect(box?.height).toBeGreaterThanOrEqual(44)
    }
    await page.screenshot({ path: `${SCREENSHOTS}/bench-phone.png`, fullPage: true })
  })
})
