// Writes files.js and inline.js into dist-wasm/, and their types: what the package knows of its files of
// WebAssembly, as they lie beside it, and these files as text. Run after they are built, and before the package is compiled; a file that is not
// built yet is undefined.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const FOLDER = new URL('../dist-wasm/', import.meta.url)
const FILES = [
  ['simd', 'engine.wasm'],
  ['scalar', 'engine-scalar.wasm'],
]
const MARK = '// Written by tools/describe-files.mjs. Do not edit.\n'

function describe(name) {
  const file = new URL(name, FOLDER)
  if (!existsSync(file)) return 'undefined'
  const bytes = readFileSync(file)
  const digest = createHash('sha256').update(bytes).digest('base64')
  return `{ sizeBytes: ${bytes.length}, integrity: 'sha256-${digest}' }`
}

const TYPES = `${MARK}export interface EngineFile {
  readonly sizeBytes: number
  /** As HTML's attribute of that name. */
  readonly integrity: string
}
/** Undefined is what was not built. */
export declare const ENGINE_FILES: {
${FILES.map(([key]) => `  readonly ${key}: EngineFile | undefined\n`).join('')}}
`

function asText(name) {
  const file = new URL(name, FOLDER)
  return existsSync(file) ? readFileSync(file).toString('base64') : ''
}

const INLINE_TYPES = `${MARK}/** Each file in Base64; empty is what was not built. */
export declare const ENGINE_BASE64: {
${FILES.map(([key]) => `  readonly ${key}: string\n`).join('')}}
`

const table = (name, describeFile) =>
  `${MARK}export const ${name} = {\n${FILES.map(([key, file]) => `  ${key}: ${describeFile(file)},\n`).join('')}}\n`

/** [name in dist-wasm/, content] of what is written. */
function descriptions() {
  return [
    ['files.js', table('ENGINE_FILES', describe)],
    ['files.d.ts', TYPES],
    ['inline.js', table('ENGINE_BASE64', (file) => `'${asText(file)}'`)],
    ['inline.d.ts', INLINE_TYPES],
  ]
}

mkdirSync(FOLDER, { recursive: true })
for (const [name, content] of descriptions()) {
  const file = new URL(name, FOLDER)
  // An equal one keeps its time, so that nothing is built anew for it.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeFileSync(file, content)
}
