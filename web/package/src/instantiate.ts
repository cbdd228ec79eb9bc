// From a compiled module to a running engine that speaks the same interface as this package.
import { EngineCore } from './engine-core.js'
import { raise } from './errors.js'
import { INTERFACE, VERSION } from './exports.gen.js'

const VERSION_SECTION = 'quoin.version'

// A file without the section was built by hand: only its interface speaks for it.
function requireVersion(module: WebAssembly.Module): void {
  const [section] = WebAssembly.Module.customSections(module, VERSION_SECTION)
  const found = section && new TextDecoder().decode(section)
  if (found === undefined || found === VERSION) return
  raise(
    'wasm-version',
    'load',
    `this package is quoin ${VERSION}, the file is of quoin ${found}; deploy both from one build`,
  )
}

function requireInterface(exports: WebAssembly.Exports): void {
  const number = exports.quoin_interface
  const found = typeof number === 'function' ? Number(number()) >>> 0 : 'none'
  if (found === INTERFACE) return
  raise(
    'wasm-version',
    'load',
    `this package speaks interface ${INTERFACE} of the engine, the file speaks ${found}; deploy both from one build`,
  )
}

/** Makes a fresh, independent instance. Most callers want `load`, which shares one. */
export async function instantiate(module: WebAssembly.Module): Promise<EngineCore> {
  requireVersion(module)
  let core: EngineCore | undefined
  // The engine has no clock of its own, for profiling, and memory grows behind the host's back. Debug
  // builds have asserts.
  const quoin = {
    now_ms: () => performance.now(),
    memory_grew: () => core?.memory.refresh(),
    assert_failed: (expression: number, file: number, line: number, name: number) =>
      core?.failAssert(expression, file, line, name),
  }
  const instance = await WebAssembly.instantiate(module, { quoin }).catch((cause: unknown) => {
    const outOfMemory = cause instanceof RangeError
    return raise(
      outOfMemory ? 'wasm-out-of-memory' : 'wasm-version',
      'load',
      outOfMemory
        ? 'there is no memory for another instance; dispose worlds and release engines (a page of Chromium has room for 125)'
        : 'the file is not an engine of this package; deploy both from one build',
      cause,
    )
  })
  requireInterface(instance.exports)
  const initialize = instance.exports._initialize
  if (typeof initialize === 'function') initialize()
  core = new EngineCore(instance, module)
  return core
}
