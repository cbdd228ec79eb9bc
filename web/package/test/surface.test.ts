import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { instantiate } from '../src/engine.js'
import { ERROR_CODES, EXPORT_NAMES } from '../src/exports.gen.js'
import { generate, parseErrorCodes, parseHeader } from '../tools/generate-exports.mjs'
import { bothEngines } from './engines.js'

const { simd } = await bothEngines()
const file = (path: string) => readFileSync(new URL(path, import.meta.url))

// What the linker adds of its own accord.
const FROM_THE_LINKER = /^(memory|_initialize|__indirect_function_table|_?emscripten_stack_\w+)$/

describe('the generated file', () => {
  it('is what the generator writes today', () => {
    expect(file('../src/exports.gen.ts').toString()).toBe(generate())
  })

  it.each(['engine.wasm', 'engine-scalar.wasm'])('names exactly what %s exports', (name) => {
    const module = new WebAssembly.Module(file(`../dist-wasm/${name}`))
    const names = WebAssembly.Module.exports(module).map((item) => item.name)
    const own = names.filter((item) => !FROM_THE_LINKER.test(item))
    expect(own.sort()).toEqual([...EXPORT_NAMES].sort())
    expect(WebAssembly.Module.imports(module)).toEqual([])
  })

  it('has the error codes of the engine at their numbers', () => {
    const { memory, exports } = simd.core
    const codes = ERROR_CODES.map((_, number) => memory.text(exports.quoin_error_code(number)))
    expect(codes).toEqual([...ERROR_CODES])
  })
})

describe('the generator', () => {
  const refused = [
    'QUOIN_EXPORT int32_t quoin_wide(uint64_t value);',
    'QUOIN_EXPORT double quoin_wide(void);',
    'int32_t quoin_forgotten(void);',
    'typedef struct quoin_x {\n    double wide;\n} quoin_x;',
    '#define SURPRISE 1',
  ]
  it.each(refused)('throws on %j', (line) => {
    expect(() => parseHeader(line)).toThrow(/exports\.h:\d/)
  })

  it('throws on a row of the error table that it cannot read', () => {
    expect(() =>
      parseErrorCodes('#define QN_ERROR_TABLE(X) \\\n    X(OK, "Not Kebab", "x")\n\n'),
    ).toThrow()
  })
})

describe('the door', () => {
  const { exports, definition, result } = simd.core
  const beyond = 0x7fff0000

  it('answers wrong pointers and world references with errors', () => {
    expect(ERROR_CODES[exports.quoin_world_def_default(0)]).toBe('null-pointer')
    expect(ERROR_CODES[exports.quoin_world_def_default(beyond)]).toBe('null-pointer')
    expect(ERROR_CODES[exports.quoin_world_def_default(definition + 1)]).toBe('null-pointer')
    expect(ERROR_CODES[exports.quoin_sha256(beyond, 0x7fffffff, result)]).toBe('null-pointer')
    for (const world of [0, 1, 256, 0x1ff, 0xffffffff]) {
      expect(ERROR_CODES[exports.quoin_world_step(world, 0.01, 4)]).toBe('stale-handle')
      expect(ERROR_CODES[exports.quoin_body_create(world, definition, result)]).toBe('stale-handle')
      expect(exports.quoin_body_is_alive(world, 1)).toBe(0)
    }
  })

  it('does not take the reference of a destroyed world for the next one', () => {
    exports.quoin_world_def_default(definition)
    exports.quoin_world_create(definition, result)
    const first = simd.core.memory.getU32(result)
    exports.quoin_world_destroy(first)
    exports.quoin_world_def_default(definition)
    exports.quoin_world_create(definition, result)
    const second = simd.core.memory.getU32(result)
    expect(ERROR_CODES[exports.quoin_world_destroy(first)]).toBe('stale-handle')
    expect(exports.quoin_world_destroy(second)).toBe(0)
  })

  it('says that it trapped, then and ever after', async () => {
    const core = await instantiate(await WebAssembly.compile(file('../dist-wasm/engine.wasm')))
    const trapped = expect.objectContaining({ name: 'QuoinError', code: 'trap' })
    expect(() => core.exports.quoin_trap()).toThrow(trapped)
    expect(() => core.exports.quoin_abi_version()).toThrow(trapped)
  })

  it('refuses a module that is not the engine of this package', async () => {
    const empty = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
    await expect(instantiate(empty)).rejects.toMatchObject({ code: 'wasm-version', during: 'load' })
  })
})
