// What a page has to load for an engine.
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { modulesFrom } from './modules.mjs'

/** The files are compressed as one, as a bundler makes them. */
export async function sizeOf(files) {
  const bytes = Buffer.concat(await Promise.all(files.map((file) => readFile(file))))
  const gzipBytes = bytes.length > 0 ? gzipSync(bytes, { level: 9 }).length : 0
  return { rawBytes: bytes.length, gzipBytes }
}

/** Of what `packageOf` of an adapter gives. */
export async function describe({ home, script, minified, wasm }) {
  const { version, license } = JSON.parse(await readFile(new URL('package.json', home), 'utf8'))
  return {
    version,
    licence: license,
    wasm: await sizeOf(wasm ? [wasm] : []),
    scripts: await sizeOf(await modulesFrom(minified ?? script)),
  }
}
