import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// The server compresses files on the way, so that their length on the wire says nothing about
// progress; the true sizes come from the build.
function sizeOf(name) {
  const file = new URL(`./public/belfry/${name}`, import.meta.url)
  return String(statSync(file, { throwIfNoEntry: false })?.size ?? 0)
}

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  turbopack: { root: fileURLToPath(new URL('..', import.meta.url)) },
  outputFileTracingRoot: fileURLToPath(new URL('..', import.meta.url)),
  env: {
    BELFRY_WASM_BYTES: sizeOf('belfry.wasm'),
    BELFRY_SCALAR_WASM_BYTES: sizeOf('belfry-scalar.wasm'),
  },
}

export default config
