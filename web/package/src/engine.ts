// One running instance of engine.wasm: its exports behind a guard, its memory, its scratch area.
//
// A trap means that the instance's memory can no longer be trusted. The guard turns it into a typed
// error, and from then on every call of that instance says so; a new load starts afresh.
import { errorCodeOf, QuoinError, raise } from './errors.js'
import { ABI_VERSION, type EngineExports, EXPORT_NAMES, SCRATCH_BYTES } from './exports.gen.js'
import { Memory } from './memory.js'

const FEATURE_SIMD = 1
const PART_BYTES = SCRATCH_BYTES / 4

type Call = (...numbers: number[]) => number

export class EngineCore {
  readonly exports: EngineExports
  readonly memory: Memory
  readonly hasSimd: boolean
  /** Three parts of the scratch area, so that no struct of one call lies on another. */
  readonly definition: number
  readonly geometry: number
  readonly result: number
  #trap: QuoinError | undefined

  constructor(instance: WebAssembly.Instance) {
    this.exports = this.#guardAll(instance.exports)
    this.memory = new Memory(this.exports.memory)
    this.hasSimd = (this.exports.quoin_features() & FEATURE_SIMD) !== 0
    this.definition = this.exports.quoin_scratch()
    this.geometry = this.definition + PART_BYTES
    this.result = this.geometry + PART_BYTES
  }

  /** Set once the instance trapped and is of no more use. */
  get trap(): QuoinError | undefined {
    return this.#trap
  }

  #guardAll(raw: WebAssembly.Exports): EngineExports {
    const entries = EXPORT_NAMES.map((name) => [name, this.#guard(name, raw[name] as Call)])
    return Object.assign(Object.fromEntries(entries), { memory: raw.memory })
  }

  #guard(name: string, call: Call): Call {
    return (...numbers) => {
      if (this.#trap) throw this.#trap
      try {
        return call(...numbers)
      } catch (cause) {
        this.#trap = new QuoinError('trap', name, 'the engine stopped; load it again', cause)
        throw this.#trap
      }
    }
  }

  /** Throws unless `error` is 0. With `world`, adds the sentence behind that world's last error. */
  check(error: number, during: string, world?: number): void {
    if (error === 0) return
    const text = this.memory.text(this.exports.quoin_error_text(error))
    const why = world === undefined ? '' : this.memory.text(this.exports.quoin_world_why(world))
    raise(errorCodeOf(error), during, why === '' ? text : `${text} (${why})`)
  }
}

function requireVersion(exports: WebAssembly.Exports): void {
  const version = exports.quoin_abi_version
  const found = typeof version === 'function' ? Number(version()) : 'none'
  const missing = EXPORT_NAMES.filter((name) => typeof exports[name] !== 'function')
  if (found === ABI_VERSION && missing.length === 0) return
  raise(
    'wasm-version',
    'load',
    `this package speaks version ${ABI_VERSION} of the engine's interface, the file speaks ${found}` +
      `${missing.length > 0 ? ` and lacks ${missing.join(', ')}` : ''}; deploy both from one build`,
  )
}

/** Makes a fresh, independent instance. Most callers want `load`, which shares one. */
export async function instantiate(module: WebAssembly.Module): Promise<EngineCore> {
  const instance = await WebAssembly.instantiate(module, {}).catch((cause: unknown) => {
    const outOfMemory = cause instanceof RangeError
    return raise(
      outOfMemory ? 'wasm-out-of-memory' : 'wasm-version',
      'load',
      outOfMemory
        ? 'there is no memory for another instance; dispose worlds and release engines'
        : 'the file is not an engine of this package; deploy both from one build',
      cause,
    )
  })
  requireVersion(instance.exports)
  const initialize = instance.exports._initialize
  if (typeof initialize === 'function') initialize()
  return new EngineCore(instance)
}
