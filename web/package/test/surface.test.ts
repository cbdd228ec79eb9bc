import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ERROR_CODES, PARTS, VERSION } from '../src/exports.gen.js'
import { instantiate } from '../src/instantiate.js'
import { namesOf } from '../tools/engine-api.mjs'
import { generate } from '../tools/generate.mjs'
import { withVersion } from '../tools/place-engine.mjs'
import { bothEngines } from './engines.js'

const { simd } = await bothEngines()
const file = (path: string) => readFileSync(new URL(path, import.meta.url))

const CORE = namesOf('core')
const ALL = [...CORE, ...PARTS.flatMap(namesOf)]
const FILES: [string, string[]][] = [
  ['engine.wasm', ALL],
  ['engine-scalar.wasm', ALL],
  ...PARTS.map((part): [string, string[]] => [`engine-${part}.wasm`, [...CORE, ...namesOf(part)]]),
]

// What the linker adds of its own accord.
const FROM_THE_LINKER = /^(memory|_initialize|__indirect_function_table|_?emscripten_stack_\w+)$/

describe('the generated files', () => {
  it.each(generate())('%s is what the generator writes today', (name, content) => {
    expect(file(`../src/${name}`).toString()).toBe(content)
  })

  it.each(FILES)('name exactly what %s exports', (name, expected) => {
    const module = new WebAssembly.Module(file(`../dist-wasm/${name}`))
    const names = WebAssembly.Module.exports(module).map((item) => item.name)
    const own = names.filter((item) => !FROM_THE_LINKER.test(item))
    expect(own.sort()).toEqual([...expected].sort())
    const imports = WebAssembly.Module.imports(module).map((item) => `${item.module}.${item.name}`)
    const ofPhysics = expected.includes('qn_world_step') ? ['quoin.now_ms'] : []
    expect(imports.sort()).toEqual(['quoin.memory_grew', ...ofPhysics])
  })

  it('have the error codes of the engine at their numbers', () => {
    const { memory, x } = simd.core
    const codes = ERROR_CODES.map((_, number) => memory.text(x.qn_error_code(number)))
    expect(codes).toEqual([...ERROR_CODES])
  })

  it('leave no export without a caller', () => {
    const sources = readdirSync(new URL('../src', import.meta.url), { recursive: true })
      .map(String)
      .filter((name) => /\.tsx?$/.test(name) && name !== 'exports.gen.ts')
      .map((name) => file(`../src/${name}`).toString())
      .join('\n')
    const drills = new Set(['quoin_trap', 'quoin_interface', 'qn_error_code'])
    const unused = ALL.filter((name) => !drills.has(name) && !sources.includes(`.${name}(`))
    expect(unused).toEqual([])
  })
})

describe('the module', () => {
  it('says that it trapped, then and ever after', async () => {
    const core = await instantiate(await WebAssembly.compile(file('../dist-wasm/engine.wasm')))
    const trapped = expect.objectContaining({ name: 'QuoinError', code: 'trap' })
    expect(() => core.x.quoin_trap()).toThrow(trapped)
    expect(() => core.begin('test')).toThrow(trapped)
  })

  it.each(FILES)('says of which version %s is', (name) => {
    const module = new WebAssembly.Module(file(`../dist-wasm/${name}`))
    const [section] = WebAssembly.Module.customSections(module, 'quoin.version')
    expect(new TextDecoder().decode(section)).toBe(VERSION)
  })

  it('of another version is refused, and both are named', async () => {
    const other = withVersion(file('../dist-wasm/engine.wasm'), '9.8.7')
    // Of several sections of a name the first counts: leave out the one that the build wrote.
    const bytes = Buffer.from(
      other.toString('latin1').replace(`quoin.version${VERSION}`, `quoin-version${VERSION}`),
      'latin1',
    )
    const module = await WebAssembly.compile(bytes)
    await expect(instantiate(module)).rejects.toMatchObject({
      code: 'wasm-version',
      message: expect.stringMatching(`quoin ${VERSION}, the file is of quoin 9\\.8\\.7`),
    })
  })

  it('that is not the engine of this package is refused', async () => {
    const empty = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
    await expect(instantiate(empty)).rejects.toMatchObject({ code: 'wasm-version', during: 'load' })
  })
})
