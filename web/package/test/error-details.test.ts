// What errors say to programs.
import { describe, expect, it } from 'vitest'
import { QuoinError } from '../src/errors.js'
import { load } from '../src/load.js'
import { loadThreaded } from '../src/threaded.js'
import { bothEngines, pileWorld } from './engines.js'

const { simd } = await bothEngines()

function errorOf(call: () => unknown): QuoinError {
  try {
    call()
  } catch (cause) {
    if (cause instanceof QuoinError) return cause
  }
  throw new Error('nothing was refused')
}

describe('the details of an error', () => {
  it('name the handle that leads nowhere, its place and both generations', () => {
    const world = pileWorld(simd)
    const gone = world.body.create({ type: 'dynamic' })
    const other = world.body.create({ type: 'dynamic' })
    world.body.destroy(gone)
    const details = {
      about: 'handle',
      parameter: 'body',
      kind: 'body',
      index: (gone & 0xfffff) - 1,
      generation: gone >>> 20,
    }
    const error = errorOf(() => world.body.mass(gone))
    expect(error.code).toBe('stale-handle')
    expect(error.details).toEqual({
      ...details,
      function: 'body.mass',
      liveGeneration: undefined,
    })
    const next = world.body.create()
    expect(next & 0xfffff).toBe(gone & 0xfffff)
    expect(errorOf(() => world.body.mass(gone)).details).toMatchObject({
      liveGeneration: next >>> 20,
    })
    const joined = errorOf(() => world.revolute.create({ base: { bodyA: other, bodyB: gone } }))
    expect(joined.details).toMatchObject({ ...details, parameter: 'bodyB' })
    world.dispose()
  })

  it('know shapes and joints by what they stand for', () => {
    const world = pileWorld(simd)
    const body = world.body.create({ type: 'dynamic' })
    const shape = world.shape.createCircle(body, { x: 0, y: 0 }, 1)
    world.body.destroy(body)
    expect(errorOf(() => world.shape.body(shape)).details).toMatchObject({ kind: 'shape' })
    world.dispose()
  })

  it('name the argument, what it was, and its unit', () => {
    const world = pileWorld(simd)
    const body = world.body.create({ type: 'dynamic' })
    const wrong = errorOf(() => world.body.setVelocity(body, { x: 'fast' as never, y: 0 }, 0))
    expect(wrong.details).toEqual({
      about: 'argument',
      function: 'body.setVelocity',
      parameter: 'velocityMps.x',
      value: 'fast',
      unit: 'm/s',
    })
    const cell = errorOf(() => world.tiles.cell(0 as never, 'left' as never, 0))
    expect(cell.details).toMatchObject({ parameter: 'x', value: 'left' })
    const many = errorOf(() => world.step(1 / 60, 1.5))
    expect(many.details).toMatchObject({ about: 'argument', value: 1.5, unit: undefined })
    const kind = errorOf(() => world.body.create({ type: {} as never }))
    expect(kind.details).toMatchObject({ parameter: 'type', value: 'object' })
    const missing = errorOf(() => world.body.setVelocity(body, { x: 1 } as never, 0))
    expect(missing.details).toMatchObject({ parameter: 'velocityMps.y', value: undefined })
    world.dispose()
  })

  it('name the field that the engine itself refused, and what it was', () => {
    const world = pileWorld(simd)
    const error = errorOf(() => world.body.create({ sleepSpeedMps: -1 }))
    expect(error.details).toEqual({
      about: 'argument',
      function: 'body.create',
      parameter: 'def.sleepSpeedMps',
      value: -1,
      unit: 'm/s',
    })
    const late = errorOf(() => world.step(7))
    expect(late.details).toMatchObject({ parameter: 'dtS', value: 7, unit: 's' })
    const lost = errorOf(() => world.body.create({ velocityMps: { x: 1, y: Number.NaN } }))
    expect(lost.details).toMatchObject({ parameter: 'def.velocityMps.y', unit: 'm/s' })
    const body = world.body.create({ type: 'dynamic' })
    const push = errorOf(() => world.body.applyImpulse(body, { x: 1e30, y: 0 }, { x: 0, y: 0 }))
    expect(push.details).toMatchObject({ parameter: 'impulseNs', value: '1e+30, 0' })
    const spin = errorOf(() => world.body.setVelocity(body, { x: 1, y: 0 }, Number.NaN))
    expect(spin.details).toMatchObject({ parameter: 'angularVelocityRadps', value: Number.NaN })
    const pointsM = [0, 1, 2, 3].map((x) => ({ x, y: 0 }))
    const chain = world.chain.create(world.body.create(), { pointsM })
    const beyond = errorOf(() => world.chain.segment(chain, 99))
    expect(beyond.details).toMatchObject({ parameter: 'index', value: 99 })
    world.dispose()
  })

  it('name the file that did not come', async () => {
    const url = new URL('./there-is-no-such.wasm', import.meta.url).href
    await expect(load({ url })).rejects.toMatchObject({
      code: 'wasm-not-found',
      details: { about: 'file', url, status: 404 },
    })
    await expect(load({ bytes: new TextEncoder().encode('<html>') })).rejects.toMatchObject({
      code: 'wasm-not-wasm',
      details: { about: 'file', status: undefined },
    })
  })

  it('come over from a worker', async () => {
    const engine = await loadThreaded({ worker: 'off' })
    const world = await engine.PhysicsWorld.create()
    await expect(world.body.setAwake(7 as never, true)).rejects.toMatchObject({
      code: 'stale-handle',
      details: { about: 'handle', kind: 'body', index: 6, generation: 0 },
    })
    engine.release()
  })
})
