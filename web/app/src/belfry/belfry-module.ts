// The game's module as shell/web.h describes it, seen from TypeScript: its factory, its functions,
// and nothing of its memory beyond copying bytes in.
import { type CompileProgress, compileWasm, supportsSimd } from 'quoin'

export interface BelfryCallbacks {
  /** The bytes are a view that is good until the callback returns. */
  readonly onSave: (bytes: Uint8Array) => void
  readonly onEvent: (type: number, strength: number) => void
  readonly onContextLost: () => void
  readonly onContextRestored: () => void
}

export interface BelfryModule {
  readonly HEAPU8: Uint8Array
  _malloc(sizeBytes: number): number
  _free(pointer: number): void
  _belfry_start(pack: number, packBytes: number, save: number, saveBytes: number): number
  _belfry_save_error(): number
  _belfry_frame(nowMs: number): void
  _belfry_resize(cssWidth: number, cssHeight: number, pixelRatio: number): void
  _belfry_set_paused(paused: number): void
  _belfry_retry(): void
  _belfry_dispose(): void
  _belfry_status(index: number): number
  _belfry_trap(): void
}

type InstantiateWasm = (
  imports: WebAssembly.Imports,
  receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => Record<string, never>

type Factory = (
  options: BelfryCallbacks & {
    readonly canvas: HTMLCanvasElement
    readonly instantiateWasm: InstantiateWasm
    readonly print: (text: string) => void
    readonly printErr: (text: string) => void
  },
) => Promise<BelfryModule>

/** What does not depend on a canvas and can be used for any number of modules. */
export interface BelfryParts {
  readonly factory: Factory
  readonly wasm: WebAssembly.Module
  readonly pack: Uint8Array
}

const FOLDER = '/belfry'

function sizeFromBuild(text: string | undefined): number | undefined {
  const bytes = Number(text)
  return bytes > 0 ? bytes : undefined
}

// A failed import stays failed under its address, so each attempt has its own.
let attempts = 0

async function importFactory(name: string): Promise<Factory> {
  const address = `${FOLDER}/${name}.mjs${attempts > 0 ? `?attempt=${attempts}` : ''}`
  attempts++
  const glue = (await import(/* turbopackIgnore: true */ address)) as { default: Factory }
  attempts = 0
  return glue.default
}

async function fetchPack(signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(`${FOLDER}/belfry.pack`, { signal })
  if (!response.ok) throw new Error(`the server answered ${response.status} for the game's assets`)
  return new Uint8Array(await response.arrayBuffer())
}

export async function loadBelfry(
  signal: AbortSignal,
  onProgress: (progress: CompileProgress) => void,
): Promise<BelfryParts> {
  const simd = supportsSimd()
  const name = simd ? 'belfry' : 'belfry-scalar'
  const expectedBytes = sizeFromBuild(
    simd ? process.env.BELFRY_WASM_BYTES : process.env.BELFRY_SCALAR_WASM_BYTES,
  )
  const [wasm, factory, pack] = await Promise.all([
    compileWasm(`${FOLDER}/${name}.wasm`, { signal, onProgress, expectedBytes }),
    importFactory(name),
    fetchPack(signal),
  ])
  return { factory, wasm, pack }
}

export function createModule(
  { factory, wasm }: BelfryParts,
  canvas: HTMLCanvasElement,
  callbacks: BelfryCallbacks,
): Promise<BelfryModule> {
  return new Promise((resolve, reject) => {
    factory({
      ...callbacks,
      canvas,
      instantiateWasm: (imports, receive) => {
        WebAssembly.instantiate(wasm, imports).then((instance) => receive(instance, wasm), reject)
        return {}
      },
      print: () => {},
      printErr: () => {},
    }).then(resolve, reject)
  })
}

function copyIn(module: BelfryModule, bytes: Uint8Array): number {
  const pointer = module._malloc(Math.max(bytes.length, 1))
  if (pointer === 0) throw new Error('there is no memory for the game')
  module.HEAPU8.set(bytes, pointer)
  return pointer
}

/** Returns the engine's error number; 0 is success. */
export function startModule(module: BelfryModule, pack: Uint8Array, save: Uint8Array): number {
  const packAt = copyIn(module, pack)
  const saveAt = copyIn(module, save)
  const error = module._belfry_start(packAt, pack.length, saveAt, save.length)
  module._free(saveAt)
  module._free(packAt)
  return error
}

export interface BelfryStatus {
  readonly ticks: number
  readonly shots: number
  readonly tolls: number
  readonly won: boolean
  /** 0: nothing won yet. */
  readonly best: number
  readonly bodies: number
  /** Of the last frame. */
  readonly drawCalls: number
  readonly stateHash: string
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}

export function readStatus(module: BelfryModule): BelfryStatus {
  const word = (index: number) => module._belfry_status(index) >>> 0
  return {
    ticks: word(0),
    shots: word(1),
    tolls: word(2),
    won: word(3) !== 0,
    best: word(4),
    bodies: word(5),
    drawCalls: word(9),
    stateHash: hex(word(8)) + hex(word(7)),
  }
}
