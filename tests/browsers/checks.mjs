// What every browser has to do with the page as it is delivered: [sentence, check] each. A check throws
// where it does not hold.
import { equal } from 'node:assert/strict'
import { winningPull } from './shot.mjs'

const ABC_SHA256 = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

/** `true` once an attribute is what it should be, and what it is until then. */
function hasAttribute(selector, name, pattern) {
  const value = document.querySelector(selector)?.getAttribute(name) ?? null
  return new RegExp(pattern).test(value ?? '') || value
}

// Where the processor draws, the page waits for the player.
async function running(page) {
  const stage = '[data-testid="stage"]'
  await page.until('the stage', hasAttribute, stage, 'data-phase', '^(waiting|running)$')
  await page.call(() => document.querySelector('[data-testid="start"]')?.click())
  await page.until('the game runs', hasAttribute, '[data-testid="belfry"]', 'data-ticks', '^[1-9]')
}

const game = (page, name, pattern) =>
  page.until(name, hasAttribute, '[data-testid="belfry"]', `data-${name}`, pattern)

async function winningDrag(page) {
  await page.until('the canvas fills its stage', () => {
    const [inner, outer] = ['[data-testid="belfry"] canvas', '[data-testid="stage"]'].map(
      (selector) => document.querySelector(selector).getBoundingClientRect().height,
    )
    return outer - inner < 4 || [inner, outer]
  })
  await page.call(() => {
    document.querySelector('[data-testid="belfry"] canvas').scrollIntoView({ block: 'center' })
  })
  await page.until('the canvas rests where it is', () => {
    const { x, y } = document.querySelector('[data-testid="belfry"] canvas').getBoundingClientRect()
    const before = globalThis.placeBefore
    globalThis.placeBefore = `${x} ${y}`
    return before === globalThis.placeBefore || globalThis.placeBefore
  })
  const box = await page.call(() => {
    const canvas = document.querySelector('[data-testid="belfry"] canvas')
    const { x, y, width, height } = canvas.getBoundingClientRect()
    return { x, y, width, height }
  })
  const side = Math.min(box.width, box.height)
  return winningPull().map(({ x, y }) => ({
    x: box.x + box.width * 0.35 + x * side,
    y: box.y + box.height * 0.5 + y * side,
  }))
}

async function playsAndSaves(page, base) {
  await page.goto(base)
  await running(page)
  await page.until(
    'no sound before a touch',
    hasAttribute,
    '[data-testid="speaker"]',
    'data-audio',
    '^locked$',
  )
  await page.drag(await winningDrag(page))
  await game(page, 'shots', '^1$')
  await page.until(
    'sound after it',
    hasAttribute,
    '[data-testid="speaker"]',
    'data-audio',
    '^running$',
  )
  await game(page, 'won', '^1$')
  await game(page, 'tolls', '^[1-9]')
  await game(page, 'saves', '^[1-9]')
  await page.goto(base)
  await running(page)
  await game(page, 'best', '^1$')
  const renderer = await page.call(
    () => document.querySelector('[data-testid="notice-software"]') === null,
  )
  equal(renderer, true, 'it is drawn by WebGL 2')
}

async function hasTheSameBits(page, base) {
  await page.goto(`${base}/learn/determinism`)
  await page.until('the page hears buttons', () =>
    Object.keys(document.querySelector('.demo button')).some((key) => /^__react/.test(key)),
  )
  await page.click('.demo .controls button:last-child')
  await page.until(
    'the hashes',
    hasAttribute,
    '[data-testid="determinism"]',
    'data-kind',
    '^(same|differs|failed)$',
  )
  const said = await page.call(() => document.querySelector('.demo p').textContent)
  equal(/^The same bits: all \d+ hashes/.test(said), true, said)
}

async function hashesAText(page, base) {
  await page.goto(`${base}/tools/hash`)
  await page.until('the engine', hasAttribute, '.tool', 'data-ready', '^true$')
  await page.call(() => {
    const field = document.querySelector('.tool textarea')
    field.focus()
    field.select()
  })
  await page.type('.tool textarea', 'abc')
  await page.until(
    'the digest',
    (wanted) => {
      const found = document.querySelector('[data-testid="text-sha256"]')?.textContent
      return found === wanted || found
    },
    ABC_SHA256,
  )
}

async function runsAScene(page, base) {
  await page.goto(`${base}/physics?scene=pyramid`)
  const canvas = '[data-testid="bodies"]'
  await page.until('two seconds', hasAttribute, canvas, 'data-ticks', '^(1[2-9]\\d|[2-9]\\d\\d)$')
  await page.until('every number is one', hasAttribute, canvas, 'data-finite', '^true$')
}

// In a worker of a frame that has an origin of its own and the policies of two.
async function runsCode(page, base) {
  await page.goto(`${base}/physics/playground`)
  const scene = '[data-testid="scene"]'
  await page.until('a second', hasAttribute, scene, 'data-tick', '^([6-9]\\d|[1-9]\\d\\d)$')
  await page.until('the bodies', hasAttribute, scene, 'data-bodies', '^38$')
}

export const CHECKS = [
  ['the first level is won by the mouse, heard, saved, and known after a reload', playsAndSaves],
  ['every scene moves to the same bits as anywhere', hasTheSameBits],
  ['a text that is typed is hashed', hashesAText],
  ['a scene of the gallery runs', runsAScene],
  ['code of a visitor runs in the playground', runsCode],
]
