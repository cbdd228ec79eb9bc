import { describe, expect, it } from 'vitest'
import { PhysicsWorld } from '../src/physics-world.js'
import { regionBox, regionCircle } from '../src/regions.js'
import { bothEngines, pileWorld } from './engines.js'

const { simd, scalar } = await bothEngines()
const ORIGIN = { x: 0, y: 0 }
const UPRIGHT = { p: ORIGIN, q: { c: 1, s: 0 } }

function twoWalls() {
  const world = new PhysicsWorld(simd)
  const body = world.body.create()
  const near = world.shape.createBox(body, { x: 3, y: 0 }, { x: 0.5, y: 0.5 }, 0, {
    filter: { categoryBits: 2n },
  })
  const far = world.shape.createSegment(body, { x: 8, y: -1 }, { x: 8, y: 1 })
  return { world, body, near, far }
}

describe('queries', () => {
  it('see the first shape that the filter lets them see', () => {
    const { world, body, near, far } = twoWalls()
    const ray = { originM: ORIGIN, translationM: { x: 10, y: 0 } }
    const hit = world.castRay(ray)
    expect(hit).toMatchObject({ shape: near, normal: { x: -1, y: 0 } })
    expect(hit?.pointM.x).toBeCloseTo(2.5, 5)
    expect(hit?.fraction).toBeCloseTo(0.25, 5)
    expect(world.castRay(ray, { maskBits: ~2n & 0xffffn })?.shape).toBe(far)
    expect(world.castRay(ray, { ignoredBody: body })).toBeUndefined()
    expect(world.castRayAny(ray)).toBe(true)
    expect(world.castRayAll(ray).map(({ shape }) => shape)).toEqual([near, far])
    expect(world.castRay({ originM: ORIGIN, translationM: { x: 0, y: 10 } })).toBeUndefined()
    world.dispose()
  })

  it('cast regions, find what is at a place, and what is nearest', () => {
    const { world, near, far } = twoWalls()
    const region = regionCircle(ORIGIN, 0.5)
    const cast = { region, start: UPRIGHT, translationM: { x: 10, y: 0 } }
    expect(world.castRegion(cast)?.fraction).toBeCloseTo(0.2, 3)
    const place = { region: regionBox({ x: 2, y: -1 }, { x: 9, y: 1 }), pose: UPRIGHT }
    expect(world.overlapAll(place)).toEqual([near, far])
    expect(world.overlapAny({ region, pose: UPRIGHT })).toBe(false)
    expect(world.pointAll({ x: 3, y: 0.2 })).toEqual([near])
    expect(world.boxAll({ lower: { x: 7, y: 0 }, upper: { x: 9, y: 0 } })).toEqual([far])
    const nearest = world.nearest({ pointM: { x: 6, y: 0 }, maxDistanceM: 5 })
    expect(nearest).toMatchObject({ shape: far, pointM: { x: 8, y: 0 }, distanceM: 2 })
    expect(world.nearest({ pointM: { x: 6, y: 9 }, maxDistanceM: 1 })).toBeUndefined()
    world.dispose()
  })

  it('measure regions without any shape', () => {
    const { world } = twoWalls()
    const a = regionCircle(ORIGIN, 1)
    const b = regionBox({ x: 3, y: -1 }, { x: 5, y: 1 })
    expect(world.regionDistance(a, UPRIGHT, b, UPRIGHT).distanceM).toBeCloseTo(2, 5)
    expect(world.regionContains(b, UPRIGHT, { x: 4, y: 0 })).toBe(true)
    const still = { start: UPRIGHT, end: UPRIGHT, centerM: ORIGIN }
    const moves = { ...still, end: { p: { x: 4, y: 0 }, q: UPRIGHT.q } }
    const impact = world.regionTimeOfImpact(a, moves, b, still)
    expect(impact.isHit).toBe(true)
    expect(impact.fraction).toBeCloseTo(0.5, 2)
    world.dispose()
  })

  it.each([
    ['SIMD', simd],
    ['scalar', scalar],
  ] as const)('asked a thousand at once answer as one by one (%s)', (_name, engine) => {
    const world = pileWorld(engine, 60)
    for (let tick = 0; tick < 120; tick++) world.step(1 / 60)
    const rays = Array.from({ length: 1000 }, (_, index) => ({
      originM: { x: -10 + (index % 40) * 0.5, y: 12 },
      translationM: { x: ((index * 7) % 11) - 5, y: -14 },
    }))
    const flat = new Float32Array(
      rays.flatMap((ray) => [ray.originM.x, ray.originM.y, ray.translationM.x, ray.translationM.y]),
    )
    const one = rays.map((ray) => world.castRay(ray)?.fraction ?? 1)
    expect(one.some((fraction) => fraction < 1)).toBe(true)
    expect([...world.castRayMany(rays)].map(({ fraction }) => fraction)).toEqual(one)
    const hits = world.castRayMany(flat)
    expect(hits.length).toBe(1000)
    expect(
      Array.from({ length: 1000 }, (_, at) => hits.floats[(at + 1) * hits.stride - 1]),
    ).toEqual(one)
    world.dispose()
  })

  it('say which of many questions was refused', () => {
    const { world } = twoWalls()
    const rays = new Float32Array(12).fill(1)
    rays[9] = Number.NaN
    expect(() => world.castRayMany(rays)).toThrow(
      expect.objectContaining({ code: 'not-finite', during: 'world.castRayMany[2]' }),
    )
    expect(() => world.castRayMany(new Float32Array(5))).toThrow(
      expect.objectContaining({ code: 'bad-definition' }),
    )
    expect(world.castRayMany([]).length).toBe(0)
    world.dispose()
  })
})
