import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { Bitmap } from '../src/image.js'
import { load } from '../src/load.js'
import { pileWorld } from './engines.js'

describe('what must be given back', () => {
  it('is given back by the symbol that `using` looks for', async () => {
    const engine = await load()
    const before = engine.liveBytes
    const world = pileWorld(engine)
    const bitmap = Bitmap.fromPixels(engine, new Uint8Array(16), 2, 2)
    const disposeOf = (owner: Disposable) => owner[Symbol.dispose]()
    disposeOf(bitmap)
    disposeOf(world)
    expect([world.isDisposed, bitmap.isDisposed]).toEqual([true, true])
    expect(engine.liveBytes).toBe(before)
    disposeOf(engine)
    expect(engine.isReleased).toBe(true)
  })
})

// A program of its own, because only Node itself can be told to collect what nobody holds.
const FORGETS = `
import { load, PhysicsWorld } from 'quoin'
const engine = await load()
function forgetWorld() { new PhysicsWorld(engine) }
function keepOrder() { new PhysicsWorld(engine).dispose() }
forgetWorld()
keepOrder()
const before = engine.liveBytes
for (let round = 0; round < 20; round++) {
  await new Promise((resolve) => setTimeout(resolve, 5))
  gc()
}
console.log(engine.liveBytes === before)
engine.release()
`

function outputOf(NODE_ENV: string): { out: string; err: string } {
  const options = ['--expose-gc', '--input-type=module', '--eval', FORGETS]
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  const env = { ...process.env, NODE_ENV }
  const { stdout, stderr } = spawnSync(process.execPath, options, { cwd, env, encoding: 'utf8' })
  return { out: stdout, err: stderr }
}

describe('a world that nobody disposed', () => {
  it('is told in development, with where it was made, and frees nothing', () => {
    const { out, err } = outputOf('development')
    expect(out.trim()).toBe('true')
    expect(err.match(/a world was never disposed/g)).toHaveLength(1)
    expect(err).toContain('forgetWorld')
  })

  it('is not told in production', () => {
    expect(outputOf('production')).toEqual({ out: 'true\n', err: '' })
  })
})
