// The package in one piece, with both builds of the engine as text inside: for bundlers that leave files
// behind, and for pages of a single file. A third larger on the way, and nothing streams.
import { ENGINE_BASE64 } from '../dist-wasm/inline.js'
import type { Engine } from './engine.js'
import { raise } from './errors.js'
import { fromBytes, type LoadOptions, wantsSimd } from './load-options.js'
import { type ShareOptions, share } from './share.js'

export * from './api.js'

export type InlineLoadOptions = ShareOptions & Pick<LoadOptions, 'simd'>

function bytesOf(base64: string): Uint8Array {
  if (base64 === '') raise('wasm-not-found', 'load', 'the engine was not built into this package')
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** An engine, for as long as it is not released. Callers share an instance. */
export async function load(options: InlineLoadOptions = {}): Promise<Engine> {
  const build = wantsSimd(options) ? 'simd' : 'scalar'
  return share(
    `inline ${build}`,
    (signal, tell) => fromBytes(bytesOf(ENGINE_BASE64[build])).make(signal, tell),
    options,
  )
}
