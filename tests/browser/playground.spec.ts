// A visitor's own scene: what was written runs, what is wrong is told at its line, and nothing that it does
// reaches the page or the network.
import { deflateRawSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { expect, poll, test } from './belfry'

const scene = (page: Page) => page.getByTestId('scene')
const fault = (page: Page) => page.getByTestId('fault')
const editor = (page: Page) => page.getByRole('textbox', { name: 'The code of the scene' })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

const STARTER_BODIES = '37'

/** The address of a scene as a link brings it. */
function addressOf(code: string): string {
  return `/physics/playground#code=${deflateRawSync(code).toString('base64url')}`
}

async function open(page: Page): Promise<void> {
  await page.goto('/physics/playground')
  await expect(scene(page)).toHaveAttribute('data-bodies', STARTER_BODIES)
}

async function write(page: Page, code: string): Promise<void> {
  await editor(page).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(code)
}

/** A ball that falls from so high, alone in its world. */
const ballFrom = (heightM: number) =>
  `world.shape.createCircle(world.body.create({ type: 'dynamic', positionM: { x: 0, y: ${heightM} } }), { x: 0, y: 0 }, 1)`

test('an edit changes what falls', async ({ page }) => {
  await open(page)
  const tick = async () => Number(await scene(page).getAttribute('data-tick'))
  await poll(tick).toBeGreaterThan(20)
  const hashes: string[] = []
  for (const heightM of [5, 6]) {
    await write(page, ballFrom(heightM))
    await page.keyboard.press('Control+Enter')
    await expect(scene(page)).toHaveAttribute('data-bodies', '1')
    await poll(tick).toBeGreaterThan(5)
    hashes.push((await scene(page).getAttribute('data-hash')) ?? '')
  }
  expect(hashes[0]).not.toBe(hashes[1])
  await button(page, 'Reset').click()
  await expect(scene(page)).toHaveAttribute('data-bodies', STARTER_BODIES)
})

for (const { name, code, words } of [
  { name: 'what cannot be read', code: 'view(0, 0, 9)\nconst = 2', words: /^Line 2: SyntaxError/ },
  { name: 'a name that there is none of', code: '\n\nwrold.step()', words: /^Line 3: Reference/ },
  {
    name: 'what the engine refuses',
    code: 'const a = 1\nworld.body.create({ positionM: { x: Number.NaN, y: a } })',
    words: /^Line 2: not-finite: /,
  },
  {
    name: 'what goes wrong later',
    code: 'onTick((tick) => {\n  if (tick === 3)\n    world.body.destroy(0)\n})',
    words: /^Line 3: null-handle: /,
  },
]) {
  test(`${name} is told at its line`, async ({ page }) => {
    await page.goto(addressOf(code))
    await expect(fault(page)).toHaveText(words)
    await expect(page.locator('.cm-lint-marker-error')).toHaveCount(1)
    await write(page, ballFrom(5))
    await button(page, 'Run').click()
    await expect(scene(page)).toHaveAttribute('data-bodies', '1')
    await expect(fault(page)).toHaveCount(0)
  })
}

test('files that do not come are told, and asked for again', async ({ page, complaints }) => {
  for (const name of ['frame.html', 'runtime.js', 'engine.wasm']) {
    await page.route(`**/playground/${name}`, (route) => route.abort())
    await page.goto('/hello')
    await page.goto(addressOf(ballFrom(5)))
    await expect(fault(page)).toContainText(`${name} could not be reached`)
    await page.unroute(`**/playground/${name}`)
    await button(page, 'Run').click()
    await expect(scene(page)).toHaveAttribute('data-bodies', '1')
    await expect(fault(page)).toHaveCount(0)
  }
  complaints.length = 0
})

test('a loop without an end is stopped, and the page goes on meanwhile', async ({ page }) => {
  await page.goto(addressOf(`${ballFrom(5)}\nonTick((tick) => {\n  while (tick > 30) {}\n})`))
  await expect(scene(page)).toHaveAttribute('data-tick', '30')
  await button(page, 'Share').click()
  await expect(page.getByTestId('said')).not.toBeEmpty()
  await expect(fault(page)).toContainText('look for a loop without an end')
  await button(page, 'Reset').click()
  await expect(scene(page)).toHaveAttribute('data-bodies', STARTER_BODIES)
})

test('a link brings the code along; one that cannot be read brings the starter', async ({
  page,
}) => {
  await open(page)
  await write(page, ballFrom(7))
  await button(page, 'Share').click()
  await expect(page).toHaveURL(/#code=[\w-]+$/)
  const address = page.url()
  await page.goto('/hello')
  await page.goto(address)
  await expect(scene(page)).toHaveAttribute('data-bodies', '1')
  await expect(editor(page)).toContainText('y: 7')
  await page.goto('/hello')
  await page.goto('/physics/playground#code=AAAA')
  await expect(scene(page)).toHaveAttribute('data-bodies', STARTER_BODIES)
})

test('Tab stays in the editor; after Escape it leaves', async ({ page }) => {
  await open(page)
  await write(page, 'view(0, 0, 9)')
  await page.keyboard.press('Home')
  await page.keyboard.press('Tab')
  await expect(editor(page)).toBeFocused()
  await expect(editor(page)).toContainText('  view(0, 0, 9)')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await expect(editor(page)).not.toBeFocused()
})

test('the code reaches neither the network nor what the page keeps', async ({ page, baseURL }) => {
  for (const [code, words] of [
    [`await fetch('${baseURL}/icon.svg')`, /Failed to fetch/],
    [`importScripts('${baseURL}/playground/runtime.js')`, /importScripts/],
    [`indexedDB.open('belfry')`, /denied|not allowed|SecurityError/],
  ] as const) {
    await page.goto('/hello')
    await page.goto(addressOf(code))
    await expect(fault(page)).toHaveText(words)
  }
})
