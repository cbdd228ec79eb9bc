// What is measured: the same work for a library in JavaScript that is good at it, and for Quoin. Each
// is loaded when it is first asked for.
import { Bitmap, type Engine, gzip, PhysicsWorld, sha256, toHex } from 'quoin'
import type { Measured } from 'quoin/react'

export interface Pair {
  readonly js: Measured
  readonly wasm: Measured
  /** Whether both did the same; see `benchmark`. */
  readonly isSame: (js: unknown, wasm: unknown) => boolean
}

export interface Case {
  readonly id: string
  readonly name: string
  /** What stands for JavaScript. */
  readonly rival: string
  readonly prepare: (engine: Engine) => Promise<Pair>
}

// The same bytes in every browser: a small generator in place of Math.random.
function* numbers(seed: number): Generator<number, never> {
  let state = seed
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state
  }
}

function bytesOf(count: number): Uint8Array {
  const from = numbers(1)
  return Uint8Array.from({ length: count }, () => from.next().value >>> 24)
}

/** A saved game as games write them. */
function saveOf(entryCount: number): Uint8Array {
  const from = numbers(2)
  const next = (limit: number) => from.next().value % limit
  const bodies = Array.from({ length: entryCount }, (_, id) => ({
    id,
    kind: ['plank', 'stone', 'bell', 'glass'][next(4)],
    x: next(100_000) / 1000,
    y: next(20_000) / 1000,
    angle: next(6283) / 1000,
    broken: next(9) === 0,
  }))
  return new TextEncoder().encode(JSON.stringify({ version: 3, level: 'twins', bodies }))
}

/** Soft shapes and a little noise, so that there is something to keep sharp. */
function pictureOf(width: number, height: number): Uint8Array {
  const from = numbers(3)
  const rgba = new Uint8Array(4 * width * height)
  for (let at = 0; at < rgba.length; at += 4) {
    const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)]
    const noise = from.next().value >>> 28
    rgba[at] = (x ^ y) & 0xff
    rgba[at + 1] = ((x * x + y * y) >> 10) & 0xff
    rgba[at + 2] = 8 * noise
    rgba[at + 3] = 255
  }
  return rgba
}

// ---- Physics ----------------------------------------------------------------------------------

const ROWS = 12
const STEPS = 60
const STEP_S = 1 / 60

/** Where the boxes of a pyramid stand, from the ground up. */
function pyramid(): { x: number; y: number }[] {
  return Array.from({ length: ROWS }, (_, row) =>
    Array.from({ length: ROWS - row }, (_, column) => ({
      x: column - (ROWS - row - 1) / 2,
      y: 0.5 + row,
    })),
  ).flat()
}

/** The mean height after a second, which says whether both kept it standing. */
function quoinPyramid(engine: Engine): number {
  const world = new PhysicsWorld(engine, { gravityMps2: { x: 0, y: -10 } })
  try {
    const ground = world.body.create({ type: 'static', positionM: { x: 0, y: -0.5 } })
    world.shape.createBox(ground, { x: 0, y: 0 }, { x: 50, y: 0.5 }, 0)
    const bodies = pyramid().map((positionM) => {
      const body = world.body.create({ type: 'dynamic', positionM })
      world.shape.createBox(body, { x: 0, y: 0 }, { x: 0.48, y: 0.5 }, 0)
      return body
    })
    for (let step = 0; step < STEPS; step++) world.step(STEP_S)
    return bodies.reduce((sum, body) => sum + world.body.pose(body).p.y, 0) / bodies.length
  } finally {
    world.dispose()
  }
}

async function physics(engine: Engine): Promise<Pair> {
  const { Box, World } = await import('planck')
  const js = () => {
    const world = new World({ gravity: { x: 0, y: -10 } })
    const ground = world.createBody({ position: { x: 0, y: -0.5 } })
    ground.createFixture({ shape: new Box(50, 0.5) })
    const bodies = pyramid().map((position) => {
      const body = world.createBody({ type: 'dynamic', position })
      body.createFixture({ shape: new Box(0.48, 0.5), density: 1 })
      return body
    })
    for (let step = 0; step < STEPS; step++) world.step(STEP_S)
    return bodies.reduce((sum, body) => sum + body.getPosition().y, 0) / bodies.length
  }
  const isSame = (a: unknown, b: unknown) => Math.abs(Number(a) - Number(b)) < 0.1
  return { js, wasm: () => quoinPyramid(engine), isSame }
}

// ---- Hash, gzip, resize -------------------------------------------------------------------------

async function hash(engine: Engine): Promise<Pair> {
  const { sha256: rival } = await import('@noble/hashes/sha2.js')
  const bytes = bytesOf(1 << 20)
  return {
    js: () => rival(bytes),
    wasm: () => sha256(engine, bytes),
    isSame: (a, b) => toHex(engine, a as Uint8Array) === toHex(engine, b as Uint8Array),
  }
}

async function pack(engine: Engine): Promise<Pair> {
  const { gunzipSync, gzipSync } = await import('fflate')
  const save = saveOf(6000)
  const isSave = (packed: unknown) => {
    const content = gunzipSync(packed as Uint8Array)
    return content.length === save.length && content.every((byte, at) => byte === save[at])
  }
  return {
    js: () => gzipSync(save, { level: 6 }),
    wasm: () => gzip(engine, save, 6),
    isSame: (a, b) => isSave(a) && isSave(b),
  }
}

const FROM = { width: 1600, height: 1200 }
const TO = { width: 480, height: 360 }

/** The mean difference of two pictures' numbers. */
function differenceOf(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length
}

async function resize(engine: Engine): Promise<Pair> {
  const { default: makePica } = await import('pica')
  const pica = makePica({ features: ['js'] })
  const rgba = pictureOf(FROM.width, FROM.height)
  const { width: toWidth, height: toHeight } = TO
  const wasm = () => {
    const from = Bitmap.fromPixels(engine, rgba, FROM.width, FROM.height)
    const to = from.resized(toWidth, toHeight)
    const pixels = to.pixels()
    to.dispose()
    from.dispose()
    return pixels
  }
  return {
    js: () => pica.resizeBuffer({ src: rgba, ...FROM, toWidth, toHeight, filter: 'lanczos3' }),
    wasm,
    isSame: (a, b) => differenceOf(a as Uint8Array, b as Uint8Array) < 2,
  }
}

export const CASES: readonly Case[] = [
  {
    id: 'physics',
    name: `A pyramid of ${pyramid().length} boxes, one second`,
    rival: 'planck',
    prepare: physics,
  },
  { id: 'hash', name: 'SHA-256 of 1 MiB', rival: '@noble/hashes', prepare: hash },
  { id: 'gzip', name: 'gzip of a saved game, level 6', rival: 'fflate', prepare: pack },
  { id: 'resize', name: '1600 × 1200 to 480 × 360, Lanczos', rival: 'pica', prepare: resize },
]
