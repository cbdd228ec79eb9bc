import { expect, readRoot, rootPath, test } from './belfry'

test('the scripted run ends in Chromium with the golden hash', async ({ page, baseURL }) => {
  const folder = `${baseURL}/scripted`
  await page.route(`${folder}/**`, (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? ''
    return name === 'index.html'
      ? route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><link rel=icon href=data:,>',
        })
      : route.fulfill({ path: rootPath(`build/wasm/${name}`) })
  })
  await page.goto(`${folder}/index.html`)
  const lines = await page.evaluate(
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
    `${folder}/scripted_run.js`,
  )
  const golden = readRoot('tests/golden/scripted_run.txt').trim().split('\n')
  expect(lines.at(-1)).toBe(golden.at(-1))
})
