import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// The server compresses files on the way, so that their length on the wire says nothing about
// progress; the true sizes come from the build.
function sizeOf(name) {
  const file = new URL(`./public/belfry/${name}`, import.meta.url)
  return String(statSync(file, { throwIfNoEntry: false })?.size ?? 0)
}

// The page of the race shares its tables with the race in Node, which is in the tests.
const root = fileURLToPath(new URL('../..', import.meta.url))

// One of the engines that are raced has memory that is shared between threads, and clocks are finer
// where a page is isolated. Nothing else needs it.
const ISOLATED = [
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
]

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  turbopack: { root },
  outputFileTracingRoot: root,
  headers: async () => [
    { source: '/bench', headers: ISOLATED },
    { source: '/race/:path*', headers: ISOLATED },
  ],
  env: {
    BELFRY_WASM_BYTES: sizeOf('belfry.wasm'),
    BELFRY_SCALAR_WASM_BYTES: sizeOf('belfry-scalar.wasm'),
  },
}

export default config
