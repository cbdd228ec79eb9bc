// What each import costs a page: the script that a bundler makes of it alone, packed. The engine itself comes
// on top, once. A budget is for noticing: whoever passes one on purpose raises it in the same change.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { describe, expect, it } from 'vitest'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const KB = 1000

async function packedBytes(script: string): Promise<number> {
  const virtual = '\0entry'
  const bundle = await rolldown({
    input: virtual,
    external: [/^react/, /^node:/],
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === virtual ? id : undefined),
        load: (id) => (id === virtual ? script.replaceAll('quoin:', at('../dist/')) : undefined),
      },
    ],
  })
  const { output } = await bundle.generate({ format: 'es', minify: true })
  await bundle.close()
  return gzipSync(output[0].code).length
}

describe('the script of a page that imports', () => {
  it.each([
    ['everything', "export * from 'quoin:index.js'", 39.5],
    ['one hash', "export { load, sha256 } from 'quoin:index.js'", 10.3],
    ['a world', "export { load, PhysicsWorld } from 'quoin:index.js'", 26.8],
    ['one hook', "export { useWasmPhysics } from 'quoin:react/index.js'", 28.3],
    ['hooks and components', "export * from 'quoin:react/index.js'", 51],
    ['a game', "export { Belfry } from 'quoin:react/index.js'", 14.6],
    ['a worker', "export * from 'quoin:threaded.js'", 43],
    ['files in Node', "export * from 'quoin:node.js'", 4.4],
  ])('%s stays within its budget', async (_, script, budget) => {
    expect(await packedBytes(script)).toBeLessThanOrEqual(budget * KB)
  })
})

describe('the engine, packed', () => {
  it.each([
    ['engine.wasm', 285],
    ['engine-scalar.wasm', 336],
    ['engine-physics.wasm', 184],
    ['engine-hash.wasm', 19.5],
    ['engine-compress.wasm', 50.5],
    ['engine-image.wasm', 63],
  ])('%s stays within its budget', (name, budget) => {
    const file = readFileSync(at(`../dist-wasm/${name}`))
    expect(gzipSync(file).length).toBeLessThanOrEqual(budget * KB)
  })
})
