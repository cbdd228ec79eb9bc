'use client'
import { type Engine, sha256 } from 'quoin'
import { type BenchmarkResult, BenchmarkResults, benchmark, WasmLoader } from 'quoin/react'
import { useState } from 'react'

const bytes = new Uint8Array(1 << 16)

function sumOf(content: Uint8Array): number {
  return content.reduce((sum, byte) => (sum * 31 + byte) >>> 0, 0)
}

export function Compare() {
  const [results, setResults] = useState<readonly BenchmarkResult[]>([])
  const measure = async (engine: Engine) => {
    const wasm = () => sha256(engine, bytes)
    setResults([await benchmark('a sum against SHA-256', () => sumOf(bytes), wasm, { rounds: 5 })])
  }
  return (
    <WasmLoader>
      {(engine) => (
        <>
          <button type="button" onClick={() => measure(engine)}>
            Measure
          </button>
          <BenchmarkResults results={results} />
        </>
      )}
    </WasmLoader>
  )
}
