'use client'
import { sha256, toHex } from 'quoin'
import { WasmLoader } from 'quoin/react'

const text = new TextEncoder().encode('abc')

export function Digest() {
  return (
    <WasmLoader label="the hashes">
      {(engine) => <code>{toHex(engine, sha256(engine, text))}</code>}
    </WasmLoader>
  )
}
