// The tools, the benchmark, the live examples and the docs, used as a visitor does.
import { readFile } from 'node:fs/promises'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Download, Locator } from '@playwright/test'
import { expect, readRoot, rootPath, test } from './belfry'
import { settled } from './pages'

const ABC_SHA256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const ABC_BLAKE3 = '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85'

async function contentOf(download: Download): Promise<Buffer> {
  return readFile(await download.path())
}

function fileOf(name: string, content: string | Buffer, mimeType = 'application/octet-stream') {
  return { name, mimeType, buffer: Buffer.from(content) }
}

async function ready(tool: Locator): Promise<void> {
  await expect(tool).toHaveAttribute('data-ready', 'true')
}

test('a picture becomes smaller and can be taken along', async ({ page }) => {
  await page.goto('/tools/image')
  await expect(page.getByRole('status')).toHaveText('Nothing chosen yet.')
  await page.getByLabel('Picture', { exact: true }).setInputFiles(rootPath('docs/belfry.png'))
  await expect(page.getByTestId('after')).toContainText('×')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download belfry.jpg' }).click(),
  ])
  const written = await contentOf(download)
  expect([...written.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  await page
    .getByLabel('Picture', { exact: true })
    .setInputFiles(fileOf('a.png', 'no picture', 'image/png'))
  await expect(page.getByRole('alert').first()).toContainText('This file cannot be used.')
})

test('texts and files are hashed, and compared', async ({ page }) => {
  await page.goto('/tools/hash')
  await ready(page.locator('.tool'))
  await page.getByLabel('Its UTF-8 is hashed as you type').fill('abc')
  await expect(page.getByTestId('text-sha256')).toHaveText(ABC_SHA256)
  await expect(page.getByTestId('text-blake3')).toHaveText(ABC_BLAKE3)
  await page.getByLabel('A digest that it should be').fill(ABC_BLAKE3.toUpperCase())
  await expect(page.getByText('is the expected one')).toHaveCount(1)
  await page.getByLabel('Choose a file').setInputFiles(fileOf('abc.txt', 'abc'))
  await expect(page.getByTestId('file-sha256')).toHaveText(ABC_SHA256)
  await expect(page.getByText('is the expected one')).toHaveCount(2)
})

test('a file is packed and unpacked again', async ({ page }) => {
  const text = readRoot('tests/golden/scenes.txt')
  await page.goto('/tools/compress')
  await ready(page.locator('.tool'))
  const choose = page.getByLabel('Choose a file')
  await choose.setInputFiles(fileOf('scenes.txt', text, 'text/plain'))
  const [packed] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download scenes.txt.gz' }).click(),
  ])
  expect(gunzipSync(await contentOf(packed)).toString()).toBe(text)

  await choose.setInputFiles(fileOf('b.txt.gz', gzipSync(text)))
  const [unpacked] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download b.txt' }).click(),
  ])
  expect((await contentOf(unpacked)).toString()).toBe(text)

  const broken = gzipSync(text)
  broken[broken.length - 6] = (broken.at(-6) ?? 0) ^ 1
  await choose.setInputFiles(fileOf('c.gz', broken))
  await expect(page.locator('.notice[role="alert"]')).toContainText('checksum')
})

test('JavaScript and WebAssembly are measured and can be saved', async ({ page }) => {
  await page.goto('/bench')
  for (const name of [/pyramid/, /Lanczos/, /saved game/]) await page.getByLabel(name).uncheck()
  await page.getByRole('button', { name: 'Measure' }).click()
  await expect(page.getByTestId('bench')).toHaveAttribute('data-running', 'true')
  await expect(page.getByTestId('bench')).toHaveAttribute('data-running', 'false')
  await expect(page.getByRole('row')).toHaveCount(2)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as JSON' }).click(),
  ])
  const { machine, results } = JSON.parse((await contentOf(download)).toString())
  expect(machine.browser).toContain('Chrom')
  expect(results).toHaveLength(1)
  expect(results[0].js.medianMs).toBeGreaterThan(0)
})

test('every case of the benchmark does the same work on both sides', async ({ page }) => {
  await page.goto('/bench')
  await page.getByRole('button', { name: 'Measure' }).click()
  await expect(page.getByRole('row')).toHaveCount(5, { timeout: 60_000 })
  await expect(page.locator('.notice[role="alert"]')).toHaveCount(0)
})

test('the examples of each topic run', async ({ page }) => {
  await page.goto('/learn')
  await page.getByRole('link', { name: 'Memory' }).click()
  await page.getByRole('button', { name: '1000 bodies' }).click()
  await expect(page.getByTestId('memory')).toContainText('After dispose')

  await page.getByRole('link', { name: 'The boundary' }).click()
  await page.getByRole('button', { name: 'Measure the boundary' }).click()
  await expect(page.getByTestId('boundary')).toContainText('ns.')

  await page.getByRole('link', { name: 'Debugging' }).click()
  for (const [button, code] of [
    ['Use a body that was destroyed', 'stale-handle'],
    ['Use a number that is none', 'not-finite'],
    ['Use half a point', 'bad-definition'],
    ['Use a world that was disposed', 'disposed'],
  ] as const) {
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByTestId('mistake')).toContainText(`code ${code}`)
  }

  await page.getByRole('link', { name: 'Profiling' }).click()
  await page.getByRole('button', { name: 'Profile 120 steps' }).click()
  await expect(page.getByTestId('profiling')).toHaveText(/^\d+ stages of 120 steps; 0 entries/)
  await expect(page.getByRole('row', { name: /^collide / })).toHaveCount(1)
  await page.getByLabel('In the browser’s profiler too').check()
  await page.getByRole('button', { name: 'Profile 120 steps' }).click()
  await expect(page.getByTestId('profiling')).toHaveText(/ [1-9]\d+ entries/)

  await page.getByRole('link', { name: 'WASI' }).click()
  await page.getByLabel('What note.txt holds').fill('abc')
  for (const [button, words] of [
    [
      'quoin hash note.txt',
      /^\$ quoin hash note\.txt\s+ba7816bf8f01cfea.*note\.txt\s+exit status 0/,
    ],
    ['quoin gzip -9 note.txt', /exit status 0\s+folder: .*note\.txt\.gz \(\d+ bytes\)/],
    ['quoin verify run.json', /"verdict":"ok"[\s\S]*exit status 0/],
    ['quoin hash ../secret.txt', /exit status 3/],
  ] as const) {
    await page.getByRole('button', { name: button, exact: true }).click()
    await expect(page.getByTestId('wasi')).toHaveText(words)
  }

  await page.getByRole('link', { name: 'The component' }).click()
  await page.getByLabel('A text to hash').fill('abc')
  await page.getByRole('button', { name: 'Ask both' }).click()
  await expect(page.getByTestId('component')).toHaveText('Both answer the same.')
  const sha256 = page.getByRole('row', { name: /^SHA-256/ })
  await expect(sha256.getByRole('cell')).toHaveText(Array(2).fill('ba7816bf8f01…'))
  const state = page.getByRole('row', { name: /^State/ })
  await expect(state.getByRole('cell').last()).toHaveText(/^[0-9a-f]{12}…$/)

  await page.getByRole('link', { name: 'The same bits' }).click()
  await page.getByRole('button', { name: 'Two seconds of every scene' }).click()
  await expect(page.getByTestId('determinism')).toHaveAttribute('data-kind', 'same', {
    timeout: 60_000,
  })

  await page.getByRole('link', { name: 'Loading' }).click()
  await page.getByRole('button', { name: 'Load the engine' }).click()
  await expect(page.getByTestId('loading')).toContainText('the build with SIMD')
})

test('a hash that is another one is told', async ({ page }) => {
  const golden = readRoot('tests/golden/scenes.txt').replace(/^(\w+ 120 )./m, '$1-')
  await page.route('**/determinism/scenes.txt', (route) => route.fulfill({ body: golden }))
  await page.goto('/learn/determinism')
  await page.getByRole('button', { name: 'Two seconds of every scene' }).click()
  await expect(page.getByTestId('determinism')).toHaveAttribute('data-kind', 'differs', {
    timeout: 60_000,
  })
})

test('the docs are found by search and lead to what they name', async ({ page }) => {
  await page.goto('/docs')
  const search = page.getByLabel('Search functions, types and guides')
  await search.fill('WasmLoader')
  await expect(page.getByTestId('found')).toContainText('WasmLoaderProps')
  await search.fill('qn_world_cast_ray')
  await page
    .getByTestId('found')
    .getByRole('link', { name: 'qn_world_cast_ray', exact: true })
    .click()
  await expect(page.getByRole('heading', { name: /^qn_world_cast_ray\b/ })).toBeInViewport()
  await page.goto('/docs/guide/graphics')
  await page.getByRole('link', { name: 'Tiles' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tiles')
})

for (const [path, part] of [
  ['/tools/hash', 'hash'],
  ['/tools/compress', 'compress'],
  ['/tools/image', 'image'],
  ['/physics', 'physics'],
] as const) {
  test(`the page ${path} downloads no more of the engine than it needs`, async ({ page }) => {
    const files: string[] = []
    page.on('request', (request) => {
      const [, file] = /media\/(engine[a-z-]*)\.[^/]*\.wasm$/.exec(request.url()) ?? []
      if (file) files.push(file)
    })
    await page.goto(path)
    await settled(page)
    await expect.poll(() => files).toEqual([`engine-${part}`])
  })
}
