// Every method of every noun, called by people who read no documentation.
import { describe, expect, it } from 'vitest'
import { QuoinError } from '../src/errors.js'
import { Bitmap, DecodeJob, JpegEncoder, PngEncoder, ResizeJob } from '../src/image.js'
import { ImageResizer } from '../src/image-resizer.js'
import { PhysicsWorld } from '../src/physics-world.js'
import { History, Recorder } from '../src/time.js'
import { freshEngine, pileWorld } from './engines.js'

type Method = (...values: unknown[]) => unknown
interface Named {
  readonly name: string
  readonly call: Method
}

// Those that end what the others need.
const LAST = new Set(['dispose', 'free', 'hold', 'forget'])

function methodsOf(owner: object, noun: string): Named[] {
  const found = new Map<string, Named>()
  for (
    let at = Object.getPrototypeOf(owner);
    at !== Object.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    for (const key of Object.getOwnPropertyNames(at)) {
      const { value } = Object.getOwnPropertyDescriptor(at, key) ?? {}
      if (typeof value !== 'function' || key === 'constructor' || key === 'begin') continue
      if (LAST.has(key) || found.has(key)) continue
      found.set(key, { name: `${noun}.${key}`, call: value.bind(owner) as Method })
    }
  }
  return [...found.values()]
}

function allMethods(world: PhysicsWorld): Named[] {
  const nouns = Object.entries(world).filter(([name]) => name !== 'owner')
  return [...methodsOf(world, 'world'), ...nouns.flatMap(([name, noun]) => methodsOf(noun, name))]
}

// A small generator, so that every run asks the same.
function* numbers(seed: number): Generator<number, never> {
  let state = seed
  for (;;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    yield state
  }
}

const JUNK: readonly unknown[] = [
  undefined,
  null,
  0,
  -1,
  0.5,
  1e9,
  2 ** 40,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  5n,
  -1n,
  'text',
  true,
  {},
  [],
  [null],
  { x: 1 },
  { x: 1, y: 2 },
  { x: 'a', y: Symbol.iterator },
  { pointsM: 7, base: null, material: { friction: 'rough' } },
  [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: 1 },
  ],
  new Uint8Array(3),
  () => 1,
  Symbol('s'),
]

describe('every method', () => {
  it('answers rubbish with an error of ours, and the engine lives on', async () => {
    const engine = await freshEngine()
    const random = numbers(1)
    let calls = 0
    let refusals = 0
    const world = pileWorld(engine, 6)
    const body = world.body.create({ type: 'dynamic' })
    const shape = world.shape.createCircle(body, { x: 0, y: 0 }, 1)
    const anchor = world.body.create()
    const base = world.joint.baseAt(anchor, body, { x: 0, y: 0 }, 0)
    const values = [...JUNK, body, shape, world.revolute.create({ base }), base, world]
    const draw = () => values[random.next().value % values.length]
    const history = new History(engine, { budgetBytes: 1 << 16 })
    const recorder = new Recorder(world)
    const pixels = new Uint8Array(8 * 8 * 4).fill(99)
    const bitmaps = [0, 1, 2, 3].map(() => Bitmap.fromPixels(engine, pixels, 8, 8))
    const [bitmap, resized, encoded, written] = bitmaps as [Bitmap, Bitmap, Bitmap, Bitmap]
    const job = new ResizeJob(resized, 5, 5)
    const decoding = new DecodeJob(engine, bitmap.encodePng())
    const encoder = new JpegEncoder(encoded)
    const pngEncoder = new PngEncoder(written)
    const resizer = ImageResizer.fromPixels(engine, pixels, 8, 8)
    const methods = [
      ...allMethods(world),
      ...methodsOf(history, 'history'),
      ...methodsOf(recorder, 'recorder'),
      ...methodsOf(bitmap, 'bitmap'),
      ...methodsOf(encoded, 'encoded'),
      ...methodsOf(job, 'resize'),
      ...methodsOf(decoding, 'imageDecoder'),
      ...methodsOf(encoder, 'jpegEncoder'),
      ...methodsOf(pngEncoder, 'pngEncoder'),
      ...methodsOf(resizer, 'imageResizer'),
    ]
    expect(methods.length).toBeGreaterThan(330)
    for (const { name, call } of methods) {
      for (let round = 0; round < 40; round++) {
        const given = Array.from({ length: random.next().value % 6 }, draw)
        calls++
        try {
          const made = call(...given)
          if (made instanceof Bitmap) made.dispose()
        } catch (error) {
          refusals++
          expect(error, `${name}(${given.map(String)})`).toBeInstanceOf(QuoinError)
          expect((error as QuoinError).code, `${name}(${given.map(String)})`).not.toBe('trap')
        }
      }
    }
    expect(refusals).toBeGreaterThan(calls / 2)
    expect(engine.core.trap).toBeUndefined()
    const owned = [
      job,
      decoding,
      encoder,
      pngEncoder,
      resizer,
      ...bitmaps,
      recorder,
      history,
      world,
    ]
    for (const one of owned) one.dispose()
    expect(engine.liveBytes).toBe(0)
  })

  it('leaves no error behind for the next call to find', async () => {
    const engine = await freshEngine()
    const world = new PhysicsWorld(engine)
    const fork = new PhysicsWorld(engine)
    const recorder = new Recorder(world)
    const history = new History(engine)
    const refused: (() => unknown)[] = [
      () => recorder.add(world, new Uint8Array(1)),
      () => new Recorder(world, { hashIntervalTicks: -1 }),
      () => history.restore(world, 77),
      () => history.step(world, -1, 4),
      () => world.predict(fork, [], { stepCount: 1 }),
      () => world.predict(world, [], { stepCount: 1 }),
      () => world.restore(new Uint8Array(9)),
    ]
    for (const call of refused) {
      expect(call).toThrow(expect.objectContaining({ name: 'QuoinError' }))
      expect(world.getCounters().bodyCount).toBe(0)
      expect(fork.getCounters().bodyCount).toBe(0)
    }
    for (const owner of [recorder, history, fork, world]) owner.dispose()
    expect(engine.liveBytes).toBe(0)
  })

  it('of a world that was disposed says so', async () => {
    const engine = await freshEngine()
    const world = new PhysicsWorld(engine)
    const methods = allMethods(world)
    world.dispose()
    for (const { name, call } of methods) {
      expect(() => call(), name).toThrow(expect.objectContaining({ name: 'QuoinError' }))
    }
  })
})
