// The calls of another thread, over messages, in Node: there the other end runs on this thread. That it
// is a real worker in a page is for pages.test.ts.
import { afterAll, describe, expect, it } from 'vitest'
import { sha256 } from '../src/hash.js'
import { PhysicsWorld, slotOf } from '../src/physics-world.js'
import { loadThreaded, type Remote, transfer } from '../src/threaded.js'
import { bothEngines, GRAVITY } from './engines.js'

const { simd: here } = await bothEngines()
const engine = await loadThreaded()
afterAll(() => engine.release())

const code = (name: string) => expect.objectContaining({ name: 'QuoinError', code: name })

async function ballWorld(): Promise<Remote<PhysicsWorld>> {
  const world = await engine.PhysicsWorld.create({ gravityMps2: GRAVITY })
  const ball = await world.body.create({ type: 'dynamic', positionM: { x: 0, y: 10 } })
  await world.shape.createCircle(ball, { x: 0, y: 0 }, 0.5)
  return world
}

describe('an engine in another thread', () => {
  it('says where it is', () => {
    expect([engine.hasSimd, engine.isInWorker]).toEqual([true, false])
  })

  it('has the functions of the package', async () => {
    const bytes = new TextEncoder().encode('tower')
    expect(await engine.sha256(bytes)).toEqual(sha256(here, bytes))
    expect(await engine.gunzip(await engine.gzip(bytes, { level: 9 }))).toEqual(bytes)
    expect(await engine.liveBytes()).toBeGreaterThanOrEqual(0)
  })

  it('has its worlds, in which the same happens', async () => {
    const world = await ballWorld()
    const own = new PhysicsWorld(here, { gravityMps2: GRAVITY })
    own.shape.createCircle(
      own.body.create({ type: 'dynamic', positionM: { x: 0, y: 10 } }),
      { x: 0, y: 0 },
      0.5,
    )
    for (let tick = 0; tick < 10; tick++) {
      await world.step(1 / 60)
      own.step(1 / 60)
    }
    expect(await world.stateHash()).toBe(own.stateHash())
    expect((await world.bodies()).map(slotOf)).toEqual(own.bodies().map(slotOf))
    const events = await world.bodyEvents()
    expect(events).toEqual([...own.bodyEvents()])
    await world.dispose()
    own.dispose()
    await expect(world.step(1 / 60)).rejects.toEqual(code('disposed'))
  })

  it('has classes, what they make of others, their properties and their statics', async () => {
    const rgba = new Uint8Array(4 * 6).fill(200)
    const bitmap = await engine.Bitmap.fromPixels(rgba, 2, 3)
    expect([await bitmap.width(), await bitmap.height()]).toEqual([2, 3])
    const large = await bitmap.resized(4, 6)
    expect(await large.pixels()).toHaveLength(4 * 24)
    const encoder = await engine.PngEncoder.create(bitmap, { level: 9 })
    await expect(bitmap.invert()).rejects.toEqual(code('in-use'))
    await encoder.dispose()
    const world = await ballWorld()
    const fork = await engine.PhysicsWorld.create()
    const [body] = await world.bodies()
    if (body === undefined) throw new Error('no body')
    const poses = await world.predict(fork, [body], { stepCount: 3 })
    expect(poses).toHaveLength(12)
    const before = await engine.liveBytes()
    for (const owner of [bitmap, large, world, fork]) await owner[Symbol.asyncDispose]()
    expect(await engine.liveBytes()).toBeLessThan(before)
  })

  it('keeps the order of calls that nobody waited for', async () => {
    const world = await ballWorld()
    const hashes = await Promise.all([
      world.stateHash(),
      world.step(1 / 60).then(() => undefined),
      world.stateHash(),
    ])
    expect(hashes[0]).not.toBe(hashes[2])
    await world.dispose()
  })

  it('rebuilds errors as they were thrown', async () => {
    const world = await ballWorld()
    await expect(world.step(Number.NaN)).rejects.toMatchObject({
      name: 'QuoinError',
      code: 'not-finite',
      during: 'world.step',
      message: expect.stringMatching(/^world\.step: /),
    })
    await expect(engine.gunzip(new Uint8Array(20))).rejects.toEqual(code('bad-magic'))
    await expect(engine.PhysicsWorld.create({ gravityMps2: 5 as never })).rejects.toEqual(
      code('bad-definition'),
    )
    const nowhere = world as unknown as { body: { fly(): Promise<void> }; __proto__: unknown }
    await expect(nowhere.body.fly()).rejects.toEqual(code('bad-definition'))
    const inherited = world as unknown as { constructor(): Promise<void> }
    await expect(inherited.constructor()).rejects.toEqual(code('bad-definition'))
    await world.dispose()
  })

  it('refuses what cannot cross', async () => {
    await expect(engine.sha256((() => {}) as never)).rejects.toEqual(code('bad-definition'))
    await expect(engine.poses({} as never)).rejects.toEqual(code('wrong-type'))
    const bitmap = await engine.Bitmap.fromPixels(new Uint8Array(4), 1, 1)
    await expect(engine.poses(bitmap as never)).rejects.toEqual(code('wrong-type'))
    await bitmap.dispose()
  })

  it('takes bytes over without a copy where it is told to', async () => {
    const bytes = new Uint8Array(1000).fill(7)
    const wanted = sha256(here, bytes)
    expect(await engine.sha256(bytes)).toEqual(wanted)
    expect(bytes).toHaveLength(1000)
    expect(await engine.sha256(transfer(bytes))).toEqual(wanted)
    expect(bytes).toHaveLength(0)
  })
})

describe('a signal', () => {
  it('calls off what has not begun, and nothing else', async () => {
    const world = await ballWorld()
    const abort = new AbortController()
    const first = world.step(1 / 60)
    const second = world.withSignal(abort.signal).step(1 / 60)
    const third = world.step(1 / 60)
    abort.abort()
    await expect(second).rejects.toEqual(code('aborted'))
    await Promise.all([first, third])
    const own = await ballWorld()
    for (let tick = 0; tick < 2; tick++) await own.step(1 / 60)
    expect(await world.stateHash()).toBe(await own.stateHash())
    const over = world.withSignal(abort.signal)
    await expect(over.step(1 / 60)).rejects.toEqual(code('aborted'))
    await world.dispose()
    await own.dispose()
  })
})

describe('poses', () => {
  it('are those of the last step, however many bodies there are', async () => {
    const world = await ballWorld()
    const feed = await engine.poses(world)
    expect(feed.read()[1]).toBe(10)
    await world.step(1 / 60)
    const after = feed.read()[1] ?? 0
    expect(after).toBeLessThan(10)
    for (let count = 0; count < 300; count++) await world.body.create({ type: 'dynamic' })
    await world.step(1 / 60)
    expect(feed.read().length).toBe(301 * 4)
    expect(feed.read()[1]).toBeLessThan(after)
    const [body] = await world.bodies()
    if (body === undefined) throw new Error('no body')
    const { p } = await world.body.pose(body)
    expect(feed.read()[1]).toBe(p.y)
    await world.dispose()
  })
})

describe('an engine that is released', () => {
  it('answers everything that waits, and everything after', async () => {
    const other = await loadThreaded({ worker: 'off' })
    const world = await other.PhysicsWorld.create()
    const waiting = world.step(1 / 60)
    other.release()
    other.release()
    await expect(waiting).rejects.toEqual(code('disposed'))
    await expect(world.step(1 / 60)).rejects.toEqual(code('disposed'))
    await expect(other.sha256(new Uint8Array(1))).rejects.toEqual(code('disposed'))
  })

  it('is not made where loading fails or is aborted', async () => {
    const url = new URL('../dist-wasm/none.wasm', import.meta.url)
    await expect(loadThreaded({ url })).rejects.toEqual(code('wasm-not-found'))
    const signal = AbortSignal.abort()
    await expect(loadThreaded({ signal })).rejects.toEqual(code('aborted'))
  })
})
