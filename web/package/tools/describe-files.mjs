// Writes files.js and inline.js into dist-wasm/ and files.js into dist-game/, and their types: what the
// package knows of the files that are built for it, as they lie beside it, and the engine as text. Belfry's
// files are those that the page serves, copied to dist-game/. Run after they are built, and before the
// package is compiled; a file that is not built yet is undefined.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { PARTS } from './engine-api.mjs'

const ENGINE = new URL('../dist-wasm/', import.meta.url)
const GAME = new URL('../dist-game/', import.meta.url)
const SERVED_GAME = new URL('../../app/public/belfry/', import.meta.url)
const ENGINE_FILES = [
  ['simd', 'engine.wasm'],
  ['scalar', 'engine-scalar.wasm'],
]
const PART_FILES = PARTS.map((part) => [part, `engine-${part}.wasm`])
const BELFRY_FILES = ['.mjs', '.wasm', '-scalar.mjs', '-scalar.wasm', '.pack'].map((kind) => [
  `'belfry${kind}'`,
  `belfry${kind}`,
])
const MARK = '// Written by tools/describe-files.mjs. Do not edit.\n'

function describe(file) {
  if (!existsSync(file)) return 'undefined'
  const bytes = readFileSync(file)
  const digest = createHash('sha256').update(bytes).digest('base64')
  return `{ sizeBytes: ${bytes.length}, integrity: 'sha256-${digest}' }`
}

function asText(file) {
  return `'${existsSync(file) ? readFileSync(file).toString('base64') : ''}'`
}

const table = (name, folder, files, write) =>
  `${MARK}export const ${name} = {\n${files.map(([key, file]) => `  ${key}: ${write(new URL(file, folder))},\n`).join('')}}\n`

const types = (name, comment, type, files) =>
  `/** ${comment} */
export declare const ${name}: {
${files.map(([key]) => `  readonly ${key}: ${type}\n`).join('')}}
`

const FILE_TYPE = `${MARK}export interface BuiltFile {
  readonly sizeBytes: number
  /** As HTML's attribute of that name. */
  readonly integrity: string
}
`

/** [where, content] of what is written. */
function descriptions() {
  const undefinedIs = 'Undefined is what was not built.'
  const type = 'BuiltFile | undefined'
  const files = [...ENGINE_FILES, ...PART_FILES]
  return [
    [ENGINE, 'files.js', table('ENGINE_FILES', ENGINE, files, describe)],
    [ENGINE, 'files.d.ts', FILE_TYPE + types('ENGINE_FILES', undefinedIs, type, files)],
    [ENGINE, 'inline.js', table('ENGINE_BASE64', ENGINE, ENGINE_FILES, asText)],
    [
      ENGINE,
      'inline.d.ts',
      MARK + types('ENGINE_BASE64', 'Empty is what was not built.', 'string', ENGINE_FILES),
    ],
    [GAME, 'files.js', table('BELFRY_FILES', GAME, BELFRY_FILES, describe)],
    [GAME, 'files.d.ts', FILE_TYPE + types('BELFRY_FILES', undefinedIs, type, BELFRY_FILES)],
  ]
}

// An equal file keeps its time, so that nothing is built anew for it.
function write(file, content) {
  if (!existsSync(file) || !readFileSync(file).equals(content)) writeFileSync(file, content)
}

mkdirSync(ENGINE, { recursive: true })
mkdirSync(GAME, { recursive: true })
for (const [, name] of BELFRY_FILES) {
  const served = new URL(name, SERVED_GAME)
  if (existsSync(served)) write(new URL(name, GAME), readFileSync(served))
}
for (const [folder, name, content] of descriptions()) {
  write(new URL(name, folder), Buffer.from(content))
}
