'use client'

// Hashes in a component: of bytes and texts at once, of files of any size piece by piece.
import { useMemo } from 'react'
import type { Engine } from '../engine.js'
import { type Blake3OutputOptions, blake3, sha256 } from '../hash.js'
import { type HashFileOptions, hashFile } from '../hash-file.js'
import { toHex } from '../text.js'
import { useWasm, type Wasm, type WasmOptions } from './use-wasm.js'

/** A text is hashed as its UTF-8. */
export type Hashable = Uint8Array | string

/** What can be done once the engine is there; digests are hexadecimal. */
export interface CryptoCalls {
  readonly sha256: (content: Hashable) => string
  readonly blake3: (content: Hashable, options?: Blake3OutputOptions) => string
  /** See `hashFile`; never holds more of the file than a piece. */
  readonly hashFile: (file: Blob, options?: HashFileOptions) => Promise<string>
}

export interface WasmCrypto extends Omit<Wasm, 'engine'> {
  /** Undefined until `ready`. */
  readonly crypto: CryptoCalls | undefined
}

const encoder = new TextEncoder()

function bytesOf(content: Hashable): Uint8Array {
  return typeof content === 'string' ? encoder.encode(content) : content
}

function callsOf(engine: Engine): CryptoCalls {
  return {
    sha256: (content) => toHex(engine, sha256(engine, bytesOf(content))),
    blake3: (content, options) => toHex(engine, blake3(engine, bytesOf(content), options)),
    hashFile: async (file, options) => toHex(engine, await hashFile(engine, file, options)),
  }
}

/** Loads the part of the engine that hashes, unless the options say otherwise. */
export function useWasmCrypto({ part = 'hash', ...options }: WasmOptions = {}): WasmCrypto {
  const { engine, ...wasm } = useWasm({ part, ...options })
  const crypto = useMemo(() => (engine ? callsOf(engine) : undefined), [engine])
  return { ...wasm, crypto }
}
