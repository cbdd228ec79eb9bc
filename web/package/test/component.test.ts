// The component by its contract, and that it answers as the core package does.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as component from '../dist-component/quoin.js'
import { ERROR_CODES } from '../src/exports.gen.js'
import * as quoin from '../src/index.js'
import { bothEngines } from './engines.js'

const { simd: engine } = await bothEngines()
const text = new TextEncoder().encode('tower, bell and rope '.repeat(500))

/** The code that a call is refused with. */
function refusal(call: () => unknown): unknown {
  try {
    call()
  } catch (error) {
    return (error as { payload?: unknown }).payload
  }
  return 'no error'
}

/** The picture of a soft disc. */
function disc(side: number): Uint8Array {
  const rgba = new Uint8Array(4 * side * side)
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [(i % side) - side / 2, Math.floor(i / side) - side / 2]
    rgba.set([200, 3 * (i % side), 40, Math.max(0, 255 - 9 * Math.hypot(x, y))], 4 * i)
  }
  return rgba
}

describe('the component', () => {
  it('has the table of errors in its order, without the first', () => {
    const wit = readFileSync(new URL('../../../wit/quoin.wit', import.meta.url), 'utf8')
    const [, cases = ''] = /enum error-code \{([^}]*)\}/.exec(wit) ?? []
    expect(
      cases
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    ).toEqual(ERROR_CODES.slice(1))
  })

  it('hashes as the core does, nothing at all too', () => {
    for (const bytes of [text, new Uint8Array()]) {
      expect(component.hash.sha256(bytes)).toEqual(quoin.sha256(engine, bytes))
      expect(component.hash.blake3(bytes)).toEqual(quoin.blake3(engine, bytes))
    }
  })

  it.each([0, 1, 6, 9])('packs at level %i to the same bytes, and unpacks them', (level) => {
    const packed = component.compression.gzip(text, level)
    expect(packed).toEqual(quoin.gzip(engine, text, { level }))
    expect(component.compression.gunzip(packed, text.length)).toEqual(text)
  })

  it('refuses with the codes of the engine', () => {
    const packed = component.compression.gzip(text, 6)
    expect(refusal(() => component.compression.gunzip(packed, text.length - 1))).toBe('too-large')
    expect(refusal(() => component.compression.gunzip(new Uint8Array(), 9))).toBe('truncated')
    expect(refusal(() => component.compression.gunzip(text, 9))).toBe('bad-magic')
    expect(refusal(() => component.compression.gzip(text, 10))).toBe('out-of-range')
    expect(refusal(() => component.image.decode(text))).toBe('bad-magic')
  })

  it('makes pictures to the same pixels and files', () => {
    const picture = { widthPx: 40, heightPx: 40, rgba: disc(40) }
    const png = component.image.encodePng(picture)
    expect(component.image.decode(png)).toEqual(picture)
    const small = component.image.resize(picture, 9, 13)
    const bitmap = quoin.decodeImage(engine, png)
    const same = bitmap.resized(9, 13)
    expect(small.rgba).toEqual(new Uint8Array(same.pixels()))
    expect(component.image.encodePng(small)).toEqual(same.encodePng())
    expect(component.image.encodeJpeg(small, 80)).toEqual(same.encodeJpeg({ quality: 80 }))
  })

  it('refuses pictures that are not what they say', () => {
    const rgba = disc(4)
    const resized = (widthPx: number, heightPx: number, to = 2) =>
      refusal(() => component.image.resize({ widthPx, heightPx, rgba }, to, to))
    expect(resized(0, 4)).toBe('out-of-range')
    expect(resized(5, 4)).toBe('truncated')
    expect(resized(3, 4)).toBe('trailing-bytes')
    expect(resized(2 ** 31, 2 ** 31)).toBe('too-large')
    expect(resized(4, 4, 0)).toBe('out-of-range')
    expect(resized(4, 4, 2 ** 32 - 1)).toBe('too-large')
    const picture = { widthPx: 4, heightPx: 4, rgba }
    expect(refusal(() => component.image.encodeJpeg(picture, 0))).toBe('out-of-range')
  })
})

describe('a space of the component', () => {
  const gravity = { x: 0, y: -10 }
  const origin = { x: 0, y: 0 }

  function pile() {
    const space = component.physics.Space.create(gravity)
    const world = new quoin.PhysicsWorld(engine, { gravityMps2: gravity })
    const floor = space.addBody('static', origin, 0)
    const sameFloor = world.body.create({ type: 'static' })
    space.addBox(floor, { x: 0, y: -0.5 }, { x: 20, y: 0.5 }, 0)
    world.shape.createBox(sameFloor, { x: 0, y: -0.5 }, { x: 20, y: 0.5 }, 0)
    for (let i = 0; i < 12; i++) {
      const positionM = { x: 0.3 * (i % 3), y: 1 + i }
      const body = space.addBody('dynamic', positionM, 0.1 * i)
      const sameBody = world.body.create({ type: 'dynamic', positionM, angleRad: 0.1 * i })
      expect(body).toBe(sameBody)
      space.addCircle(body, origin, 0.4)
      world.shape.createCircle(sameBody, origin, 0.4)
      space.setVelocity(body, { x: i, y: 0 }, 0.5)
      world.body.setVelocity(sameBody, { x: i, y: 0 }, 0.5)
    }
    return { space, world }
  }

  it('moves as the same world of the core does, to the same hash', () => {
    const { space, world } = pile()
    for (let second = 0; second < 4; second++) {
      space.step(1 / 60, 4, 60)
      for (let i = 0; i < 60; i++) world.step(1 / 60, 4)
      expect(space.stateHash()).toBe(world.stateHash())
    }
    expect(space.poses()).toHaveLength(4 * 13)
    world.dispose()
  })

  it('goes back to a snapshot of the core, which is the same bytes', () => {
    const { space, world } = pile()
    space.step(1 / 60, 4, 30)
    const snapshot = space.snapshot()
    space.step(1 / 60, 4, 30)
    const later = space.stateHash()
    space.restore(snapshot)
    space.step(1 / 60, 4, 30)
    expect(space.stateHash()).toBe(later)
    expect(refusal(() => space.restore(snapshot.subarray(0, 40)))).toBe('truncated')
    world.dispose()
  })

  it('refuses what the engine refuses, and is as it was', () => {
    const { space, world } = pile()
    const before = space.stateHash()
    expect(refusal(() => component.physics.Space.create({ x: Number.NaN, y: 0 }))).toBe(
      'not-finite',
    )
    expect(refusal(() => space.addCircle(77, origin, 1))).toBe('stale-handle')
    expect(refusal(() => space.addBody('dynamic', { x: 1e30, y: 0 }, 0))).toBe('out-of-range')
    expect(refusal(() => space.removeBody(0))).toBe('null-handle')
    expect(refusal(() => space.step(Number.NaN, 4, 1))).toBe('not-finite')
    expect(refusal(() => space.step(1 / 60, 4, 216_001))).toBe('out-of-range')
    expect(space.stateHash()).toBe(before)
    world.dispose()
  })

  it('goes with its handle, after which it answers nothing', () => {
    for (let i = 0; i < 200; i++) {
      const space = component.physics.Space.create(gravity) as component.physics.Space & Disposable
      space.addBody('dynamic', origin, 0)
      space[Symbol.dispose]()
    }
    const space = component.physics.Space.create(gravity) as component.physics.Space & Disposable
    space[Symbol.dispose]()
    expect(() => space.stateHash()).toThrow()
  })
})
