// What a page has to load for an engine.
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

async function sizeOf(files) {
  const contents = await Promise.all(files.map((file) => readFile(file)))
  const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length
  return {
    rawBytes: contents.reduce((sum, bytes) => sum + bytes.length, 0),
    gzipBytes: contents.reduce((sum, bytes) => sum + gzip(bytes), 0),
  }
}

/** Scripts are compressed as one file, as a bundler makes them. */
async function sizeOfScripts(files) {
  const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(file))))
  return { rawBytes: bytes.length, gzipBytes: gzipSync(bytes, { level: 9 }).length }
}

export async function describe(adapter) {
  const { version } = JSON.parse(await readFile(adapter.manifest, 'utf8'))
  const wasm = await sizeOf(adapter.files.wasm)
  const scripts = await sizeOfScripts(adapter.files.scripts)
  return { version, wasm, scripts }
}
