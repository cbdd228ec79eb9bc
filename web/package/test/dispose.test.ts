import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
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

describe('where there is no Symbol.dispose', () => {
  it('the symbol of that name in the registry stands for it', async () => {
    const [dispose, asyncDispose] = [
      Symbol.for('Symbol.dispose'),
      Symbol.for('Symbol.asyncDispose'),
    ]
    const bundle = await rolldown({
      input: fileURLToPath(new URL('../dist/threaded.js', import.meta.url)),
      transform: { define: { 'Symbol.dispose': 'undefined', 'Symbol.asyncDispose': 'undefined' } },
      logLevel: 'silent',
    })
    const file = fileURLToPath(new URL('../dist/without-symbols.test.mjs', import.meta.url))
    await bundle.write({ file, codeSplitting: false })
    await bundle.close()
    try {
      const bytes = readFileSync(new URL('../dist-wasm/engine.wasm', import.meta.url))
      const { loadThreaded } = await import(pathToFileURL(file).href)
      const engine = await loadThreaded({ bytes, worker: 'off' })
      const world = await engine.PhysicsWorld.create()
      expect(typeof engine[dispose]).toBe('function')
      expect(Symbol.dispose in engine).toBe(false)
      await world[asyncDispose]()
      await expect(world.step(1 / 60)).rejects.toMatchObject({ code: 'disposed' })
      engine[dispose]()
      await expect(engine.liveBytes()).rejects.toMatchObject({ code: 'disposed' })
    } finally {
      rmSync(file)
    }
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

// The same through a worker, or what stands for it here. A part of a world holds the world.
const FORGETS_REMOTE = `
import { loadThreaded } from 'quoin/threaded'
const engine = await loadThreaded({ worker: 'off' })
async function forgetWorld() { await engine.PhysicsWorld.create() }
async function keepOrder() { await (await engine.PhysicsWorld.create()).dispose() }
async function keepBodies() { return (await engine.PhysicsWorld.create()).body }
const body = await keepBodies()
await forgetWorld()
await keepOrder()
for (let round = 0; round < 20; round++) {
  await new Promise((resolve) => setTimeout(resolve, 5))
  gc()
}
console.log(typeof (await body.create()))
engine.release()
`

function outputOf(NODE_ENV: string, program = FORGETS): { out: string; err: string } {
  const options = ['--expose-gc', '--input-type=module', '--eval', program]
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

describe('a world in a worker that nobody disposed', () => {
  it('is told too, once, with the call that made it', () => {
    const { out, err } = outputOf('development', FORGETS_REMOTE)
    expect(out.trim()).toBe('number')
    expect(err.match(/never disposed/g)).toHaveLength(1)
    expect(err).toContain('what PhysicsWorld.create gave was never disposed')
    expect(err).toContain('forgetWorld')
  })
})
