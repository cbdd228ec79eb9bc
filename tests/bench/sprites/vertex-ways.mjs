// How vertices best come by their sprites: node vertex-ways.mjs. One picture, three ways, by turns:
// records pulled from a texture, records as attributes of instances, and records as attributes written
// four times over. Prints whole frames, read back, so that what draws is counted too.
import { median } from '../lib/statistics.mjs'
import { launch, openPage } from './pages.mjs'

const COUNT = 20_000
const ROUNDS = 6
const FRAMES = 8

const browser = await launch()
const { ask } = await openPage(browser, 'vertices.mjs')
const ways = await ask('open', COUNT)
const results = new Map(ways.map((way) => [way, []]))
for (let round = 0; round < ROUNDS; round++) {
  for (const way of ways) results.get(way).push(...(await ask('time', way, FRAMES)))
}
const alike = await ask('picturesAreAlike')
await browser.close()

process.stdout.write(`${COUNT} sprites, ms a frame\n`)
for (const [way, samples] of results) {
  const [least, middle] = [Math.min(...samples), median(samples)]
  process.stdout.write(
    `${way.padEnd(10)} ${least.toFixed(1).padStart(7)} least ${middle.toFixed(1).padStart(7)} median\n`,
  )
}
process.stdout.write(`the pictures are ${alike ? '' : 'NOT '}alike\n`)
process.exitCode = alike ? 0 : 1
