// Each scene of tests/draw by WebGL 2, in one call and in runs: like the software rasteriser's
// picture, within what gl_bench.h allows, and of a rasteriser that is known the same in every bit.
// scripts/golden.sh sets QN_WRITE_HASHES to have the hashes written anew.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type About, DrawPage, ROOT } from './draw-page'

const GOLDEN = join(ROOT, 'tests/golden/draw-gl/swiftshader.txt')
const LEFT = join(ROOT, 'build')
const WAYS = ['one call', 'runs']

const names = readdirSync(join(ROOT, 'tests/golden/draw'))
  .filter((file) => file.endsWith('.png'))
  .map((file) => file.replace(/\.png$/, ''))
const isWriting = process.env.QN_WRITE_HASHES !== undefined
const written = new Map<string, string>()

let draw: DrawPage
let about: About
let hashes: ReadonlyMap<string, string> | undefined

/** What the bits depend on. */
function rasteriser(): string {
  const version = draw.page.context().browser()?.version() ?? ''
  return `${about.renderer}, Chromium ${version.split('.')[0]}`
}

/** By scene, if the file is of this rasteriser. */
function readHashes(renderer: string): ReadonlyMap<string, string> | undefined {
  const [first, ...lines] = readFileSync(GOLDEN, 'utf8').trimEnd().split('\n')
  if (first !== renderer) return undefined
  return new Map(lines.map((line) => line.split(' ') as [string, string]))
}

function writeHashes(): void {
  const lines = about.scenes.map((name) => `${name} ${written.get(name)}`)
  writeFileSync(GOLDEN, `${[rasteriser(), ...lines].join('\n')}\n`)
}

async function leavePictures(name: string, way: number): Promise<void> {
  mkdirSync(LEFT, { recursive: true })
  for (const picture of await draw.pictures(about.scenes.indexOf(name), way)) {
    writeFileSync(join(LEFT, `webgl-${name}-${picture.name}.png`), Uint8Array.from(picture.bytes))
  }
}

test.beforeAll(async ({ browser }) => {
  draw = await DrawPage.open(browser)
  about = await draw.about()
  if (!isWriting) hashes = readHashes(rasteriser())
})

test.afterAll(() => {
  if (isWriting) writeHashes()
})

test('the page draws with WebGL 2, and knows every scene that has a golden picture', () => {
  expect(about.isOpen).toBe(true)
  expect(about.scenes.toSorted()).toEqual(names.toSorted())
})

test('the bits are known of this browser', () => {
  test.skip(!hashes, `no hashes are known of ${rasteriser()}`)
  expect([...(hashes?.keys() ?? [])]).toEqual(about.scenes)
})

for (const name of names) {
  test(`${name} is drawn alike`, async () => {
    const verdicts = await draw.compare(about.scenes.indexOf(name))
    written.set(name, verdicts[0]?.hash ?? '')
    const expected = hashes?.get(name) ?? verdicts[0]?.hash
    for (const [way, { offCount, hash }] of verdicts.entries()) {
      const isAlike = offCount >= 0 && offCount <= about.mostPixelsOff
      if (!isAlike || hash !== expected) await leavePictures(name, way)
      expect(offCount, WAYS[way]).toBeGreaterThanOrEqual(0)
      expect(offCount, WAYS[way]).toBeLessThanOrEqual(about.mostPixelsOff)
      expect(hash, `${WAYS[way]}, of ${rasteriser()}`).toBe(expected)
    }
  })
}
