// What only a browser can tell: policies, packed answers, contexts that are not secure.
import type { Page } from '@playwright/test'
import { describe, expect, it } from 'vitest'
import { ENGINE_FILES } from '../dist-wasm/files.js'
import { load } from '../src/load.js'
import { PhysicsWorld } from '../src/physics-world.js'
import { chromiumPages, type Site } from './page.js'

const open = chromiumPages()

interface Outcome {
  readonly code: string
  readonly message: string
  readonly ratios: number[]
  readonly totals: (number | undefined)[]
}

// What the pages run, as text: this file's own imports are not the browser's.
const PROGRAM = `
export async function run(entry) {
  const { load } = await import(entry)
  const seen = []
  const of = (code, message) => ({
    code,
    message,
    ratios: seen.map(({ ratio }) => ratio),
    totals: seen.map(({ total }) => total),
  })
  try {
    const engine = await load({ onProgress: (now) => seen.push(now) })
    engine.release()
    return of('ok', '')
  } catch ({ code, message }) {
    return of(code, message)
  }
}
`
// A box of 2 m in the middle of 10 m, on 100 pixels; what the pixels and the context are afterwards.
const DRAWING = `
import { drawDebug, load, PhysicsWorld } from '/dist/index.js'
export async function run() {
  const engine = await load()
  const world = new PhysicsWorld(engine)
  const body = world.body.create({ positionM: { x: 3, y: 4 } })
  world.shape.createBox(body, { x: 0, y: 0 }, { x: 1, y: 1 }, 0)
  const context = new OffscreenCanvas(100, 100).getContext('2d')
  context.translate(5, 6)
  const style = { ink: () => ({ fill: 'lime', stroke: 'red', widthPx: 2 }) }
  const camera = { centerM: { x: 3, y: 3.5 }, pixelsPerMetre: 10 }
  drawDebug(context, world, camera, { style })
  const colorAt = (x, y) => [...context.getImageData(x, y, 1, 1).data].join()
  const styled = [colorAt(50, 45), colorAt(50, 55), colorAt(50, 57), colorAt(50, 32)]
  context.clearRect(-5, -6, 100, 100)
  drawDebug(context, world, camera)
  const plain = colorAt(50, 45)
  const { e, f } = context.getTransform()
  engine.release()
  return { styled, plain, e, f }
}
`
// A ball that falls in a worker, with its poses beside it.
const THREADED = `
import { loadThreaded } from '/dist/threaded.js'
export async function run() {
  const engine = await loadThreaded()
  globalThis.release = () => engine.release()
  const world = await engine.PhysicsWorld.create({ gravityMps2: { x: 0, y: -10 } })
  const ball = await world.body.create({ type: 'dynamic', positionM: { x: 0, y: 10 } })
  await world.shape.createCircle(ball, { x: 0, y: 0 }, 0.5)
  const feed = await engine.poses(world)
  const heights = [feed.read()[1]]
  for (let tick = 0; tick < 60; tick++) {
    await world.step(1 / 60)
    heights.push(feed.read()[1])
  }
  const error = await engine.gunzip(new Uint8Array(30)).catch((cause) => cause)
  return {
    isInWorker: engine.isInWorker,
    isShared: feed.isShared,
    falls: heights.every((height, at) => at === 0 || height < heights[at - 1]),
    hash: String(await world.stateHash()),
    error: [error.name, error.code].join(' '),
  }
}
`
const FILES = { '/program.js': PROGRAM, '/drawing.js': DRAWING, '/threaded.js': THREADED }

interface Fall {
  readonly isInWorker: boolean
  readonly isShared: boolean
  readonly falls: boolean
  readonly hash: string
  readonly error: string
}

async function fallOn(headers: Record<string, string>): Promise<{ page: Page; fall: Fall }> {
  const { page } = await open({ files: FILES, headers })
  const fall = await page.evaluate<Fall>("import('/threaded.js').then(({ run }) => run())")
  return { page, fall }
}

// The same on this machine's thread.
async function hashHere(): Promise<string> {
  const engine = await load()
  const world = new PhysicsWorld(engine, { gravityMps2: { x: 0, y: -10 } })
  const ball = world.body.create({ type: 'dynamic', positionM: { x: 0, y: 10 } })
  world.shape.createCircle(ball, { x: 0, y: 0 }, 0.5)
  for (let tick = 0; tick < 60; tick++) world.step(1 / 60)
  const hash = String(world.stateHash())
  world.dispose()
  engine.release()
  return hash
}

/** Loads the engine in a page of its own and says how it went. */
async function loadOn(site: Site, host?: string): Promise<{ outcome: Outcome; asked: string[] }> {
  const { page, asked } = await open({ ...site, files: { ...FILES, ...site.files } }, host)
  const outcome = await page.evaluate<Outcome>(
    "import('/program.js').then(({ run }) => run('/dist/index.js'))",
  )
  return { outcome, asked }
}

describe('in a page', () => {
  it('the engine streams, counted in true bytes where the server packs it', async () => {
    const { outcome, asked } = await loadOn({ packs: true })
    const { code, ratios, totals } = outcome
    expect(code).toBe('ok')
    expect(new Set(totals)).toEqual(new Set([ENGINE_FILES.simd?.sizeBytes]))
    expect(ratios.length).toBeGreaterThan(3)
    expect(ratios).toEqual([...ratios].sort((a, b) => a - b))
    expect(ratios.at(-1)).toBe(1)
    expect(asked.filter((path) => path.endsWith('.wasm'))).toEqual(['/dist-wasm/engine.wasm'])
  })

  it('a policy that forbids WebAssembly is told from a browser that lacks something', async () => {
    const policy = "script-src 'self'"
    const refused = await loadOn({ headers: { 'content-security-policy': policy } })
    expect(refused.outcome.code).toBe('wasm-csp')
    expect(refused.outcome.message).toContain("'wasm-unsafe-eval'")
    const allowed = `${policy} 'wasm-unsafe-eval'`
    const { outcome } = await loadOn({ headers: { 'content-security-policy': allowed } })
    expect(outcome.code).toBe('ok')
  })

  it('another file in place of the one of this build is refused', async () => {
    const empty = String.fromCharCode(0, 97, 115, 109, 1, 0, 0, 0)
    const { outcome } = await loadOn({ files: { '/dist-wasm/engine.wasm': empty } })
    expect(outcome.code).toBe('wasm-integrity')
  })

  it('where nothing can be hashed the engine runs nevertheless', async () => {
    const { page } = await open({}, 'plain.example')
    expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle])).toEqual([
      false,
      'undefined',
    ])
    expect((await loadOn({}, 'plain.example')).outcome.code).toBe('ok')
  })

  it('a world is drawn where the camera sees it, and the canvas stays as it was set', async () => {
    const { page } = await open({ files: FILES })
    const { styled, plain, e, f } = await page.evaluate<{
      styled: string[]
      plain: string
      e: number
      f: number
    }>("import('/drawing.js').then(({ run }) => run())")
    expect(styled).toEqual(['0,255,0,255', '255,0,0,255', '0,0,0,0', '0,0,0,0'])
    expect(plain).toMatch(/^\d+,\d+,\d+,(8\d|9\d)$/)
    expect([e, f]).toEqual([5, 6])
  })
})

describe('an engine in a worker', () => {
  const wanted = { falls: true, error: 'QuoinError bad-magic' }

  it('does what it does here, and ends when it is released', async () => {
    const { page, fall } = await fallOn({})
    const hash = await hashHere()
    expect(fall).toEqual({ ...wanted, hash, isInWorker: true, isShared: false })
    expect(page.workers()).toHaveLength(1)
    await page.evaluate('release()')
    await expect.poll(() => page.workers().length).toBe(0)
  })

  it('shares its poses where the page is isolated', async () => {
    const { fall } = await fallOn({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    })
    expect(fall).toMatchObject({ ...wanted, isInWorker: true, isShared: true })
  })

  it('runs on the page where a policy allows no worker', async () => {
    const { page, fall } = await fallOn({ 'content-security-policy': "worker-src 'none'" })
    const hash = await hashHere()
    expect(fall).toEqual({ ...wanted, hash, isInWorker: false, isShared: false })
    expect(page.workers()).toHaveLength(0)
  })
})
