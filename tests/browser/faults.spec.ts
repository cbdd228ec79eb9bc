// Each fault shows words that say what happened, and a button that works once the fault is gone.
import type { Route } from '@playwright/test'
import { BelfryPage, expect, poll, readRoot, SCREENSHOTS, test } from './belfry'

const WASM = '**/belfry/belfry.wasm'

async function cutOff(route: Route): Promise<void> {
  const response = await route.fetch()
  const body = await response.body()
  await route.fulfill({
    contentType: 'application/wasm',
    body: body.subarray(0, Math.floor(body.length / 2)),
  })
}

const faults: {
  name: string
  code: string
  text: RegExp
  address: string
  fault: (route: Route) => Promise<void>
}[] = [
  {
    name: 'a missing file',
    code: 'wasm-not-found',
    text: /answered 404/,
    address: WASM,
    fault: (route) => route.fulfill({ status: 404, body: 'nothing here' }),
  },
  {
    name: 'a web page instead of the file',
    code: 'wasm-not-wasm',
    text: /a web page/,
    address: WASM,
    fault: (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  },
  {
    name: 'a file cut off half way',
    code: 'wasm-cut-off',
    text: /ends too early/,
    address: WASM,
    fault: cutOff,
  },
  {
    name: 'no connection',
    code: 'wasm-network',
    text: /could not be reached/,
    address: WASM,
    fault: (route) => route.abort('internetdisconnected'),
  },
  {
    name: 'missing glue',
    code: 'wasm-not-found',
    text: /answered 404 for .*belfry\.mjs/,
    address: '**/belfry/belfry.mjs*',
    fault: (route) => route.fulfill({ status: 404, body: 'nothing here' }),
  },
  {
    name: 'missing assets',
    code: 'wasm-not-found',
    text: /answered 404 for .*belfry\.pack/,
    address: '**/belfry/belfry.pack',
    fault: (route) => route.fulfill({ status: 404, body: 'nothing here' }),
  },
  {
    name: 'damaged assets',
    code: 'wasm-integrity',
    text: /not the file that was asked for/,
    address: '**/belfry/belfry.pack',
    fault: (route) => route.fulfill({ body: Buffer.alloc(3) }),
  },
]

for (const { name, code, text, address, fault } of faults) {
  test(`${name} is told, and trying again works`, async ({ page, complaints }) => {
    const belfry = new BelfryPage(page)
    await page.route(address, fault)
    await page.goto('/')
    await belfry.failed(code)
    await expect(belfry.failure).toContainText(text)
    await expect(belfry.canvas).toHaveCount(0)
    await page.unroute(address)
    await belfry.failure.getByRole('button', { name: 'Try again' }).click()
    await belfry.running()
    await expect(belfry.canvas).toHaveCount(1)
    complaints.length = 0
  })
}

test('a file of the wrong type is compiled from its bytes', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await page.route(WASM, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ contentType: 'text/plain', body: await response.body() })
  })
  await belfry.open()
})

test('a canvas that shows nothing is told, and trying again works', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext
    const host = window as { allowWebgl?: boolean }
    HTMLCanvasElement.prototype.getContext = function (
      this: HTMLCanvasElement,
      ...options: [string]
    ) {
      return host.allowWebgl ? original.apply(this, options) : null
    } as typeof original
  })
  await page.goto('/')
  await belfry.failed('no-graphics')
  await expect(belfry.failure).toContainText('WebGL 2')
  await page.screenshot({ path: `${SCREENSHOTS}/no-webgl.png` })
  await page.evaluate(() => {
    ;(window as { allowWebgl?: boolean }).allowWebgl = true
  })
  await belfry.failure.getByRole('button', { name: 'Try again' }).click()
  await belfry.running()
})

test('without SIMD the scalar build runs the same game', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await page.addInitScript(() => {
    WebAssembly.validate = () => false
  })
  const scalar = page.waitForResponse('**/belfry/belfry-scalar.wasm')
  await belfry.open()
  expect((await scalar).status()).toBe(200)
  await belfry.shootWithMouse()
  await belfry.won()
})

test('a trap is told, and the best result survives it', async ({ page, complaints }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.shootWithMouse()
  await expect(belfry.host).toHaveAttribute('data-best', '1')
  await belfry.host.dispatchEvent('belfry-drill')
  await belfry.failed('trap')
  await expect(belfry.canvas).toHaveCount(0)
  await page.screenshot({ path: `${SCREENSHOTS}/trap.png` })
  await belfry.failure.getByRole('button', { name: 'Start again' }).click()
  await belfry.running()
  await expect(belfry.host).toHaveAttribute('data-best', '1')
  await expect(belfry.canvas).toHaveCount(1)
  complaints.length = 0
})

test('a lost context comes back with the same picture', async ({ page, complaints }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(belfry.stage).toHaveAttribute('data-paused', 'true')
  const before = await belfry.canvas.screenshot()
  const notice = page.getByTestId('notice-context-lost')
  const extension = await belfry.canvas.evaluateHandle((element) =>
    (element as HTMLCanvasElement).getContext('webgl2')?.getExtension('WEBGL_lose_context'),
  )
  await extension.evaluate((lose) => lose?.loseContext())
  await expect(notice).toBeVisible()
  await extension.evaluate((lose) => lose?.restoreContext())
  await expect(notice).toHaveCount(0)
  await poll(async () => before.equals(await belfry.canvas.screenshot())).toBe(true)
  complaints.length = 0
})

test('the page speaks of the codes that the engine has', () => {
  const table = readRoot('engine/include/quoin/base.h')
  for (const code of ['no-graphics', 'bad-magic']) expect(table).toContain(`"${code}"`)
})
