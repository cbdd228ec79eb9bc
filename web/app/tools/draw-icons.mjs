// Draws the icons of the manifest from src/app/icon.svg, in Chromium: node tools/draw-icons.mjs, after a
// change of it. QN_CHROMIUM says where Chromium is.
import { mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const svg = readFileSync(at('src/app/icon.svg'), 'utf8')

const GROUND = '#1b1533'
// What hosts cut off a maskable icon lies outside the inner four fifths.
const ICONS = [
  { path: 'public/icons/icon-192.png', sizePx: 192, share: 1, ground: 'transparent' },
  { path: 'public/icons/icon-512.png', sizePx: 512, share: 1, ground: 'transparent' },
  { path: 'public/icons/maskable-512.png', sizePx: 512, share: 0.8, ground: GROUND },
  { path: 'src/app/apple-icon.png', sizePx: 180, share: 0.9, ground: GROUND },
]

mkdirSync(at('public/icons'), { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.QN_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
for (const { path, sizePx, share, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } })
  await page.setContent(
    `<style>body { margin: 0; display: grid; place-items: center; height: 100vh; background: ${ground} }
    svg { width: ${share * 100}%; height: ${share * 100}% }</style>${svg}`,
  )
  await page.screenshot({ path: at(path), omitBackground: true })
  await page.close()
}
await browser.close()
