import type { Page } from '@playwright/test'
import { expect, readRoot, rootPath, test } from './belfry'

// The lines that a program of build/<preset> prints when a page runs it.
async function printedInPage(page: Page, baseURL: string, preset: string, program: string) {
  const folder = `${baseURL}/${preset}-run`
  await page.route(`${folder}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? ''
    return name === 'index.html'
      ? route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><link rel=icon href=data:,>',
        })
      : route.fulfill({ path: rootPath(`build/${preset}/${name}`) })
  })
  await page.goto(`${folder}/index.html`)
  return page.evaluate(
    (address) =>
      new Promise<string[]>((resolve) => {
        const printed: string[] = []
        const options = {
          print: (line: string) => printed.push(line),
          onExit: () => resolve(printed),
        }
        Object.assign(window, { Module: options })
        const script = document.createElement('script')
        script.src = address
        document.head.append(script)
      }),
    `${folder}/${program}.js`,
  )
}

test('the scripted runs end in Chromium with the golden hashes', async ({ page, baseURL }) => {
  const lines = await printedInPage(page, baseURL ?? '', 'wasm', 'scripted_run')
  const golden = readRoot('tests/golden/scripted_run.txt').trim().split('\n')
  expect(lines.slice(-golden.length)).toEqual(golden)
})

for (const preset of ['wasm', 'wasm-scalar']) {
  test(`every physics scene moves in Chromium as anywhere (${preset})`, async ({
    page,
    baseURL,
  }) => {
    const lines = await printedInPage(page, baseURL ?? '', preset, 'scene_run')
    const golden = readRoot('tests/golden/scenes.txt').trim().split('\n')
    // The first line that differs says where to look: scene, then tick.
    const first = golden.findIndex((line, i) => line !== lines[i])
    expect(lines[first]).toBe(golden[first])
    expect(lines.length).toBe(golden.length)
  })
}
