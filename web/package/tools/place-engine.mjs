// node place-engine.mjs FROM NAME: puts a build of the engine into dist-wasm/ under a name, with the version
// of the package in a section of its own. The script of one version refuses the file of another.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = new URL('../dist-wasm/', import.meta.url)
const SECTION = 'quoin.version'
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

/** LEB128, as WebAssembly writes sizes. */
function sizeBytes(size) {
  const bytes = []
  for (let left = size; ; left >>>= 7) {
    if (left < 0x80) return [...bytes, left]
    bytes.push((left & 0x7f) | 0x80)
  }
}

/** The module with a section more, at its end, that says of which version it is. */
export function withVersion(module, text = version) {
  const name = Buffer.from(SECTION)
  const content = Buffer.concat([Buffer.from(sizeBytes(name.length)), name, Buffer.from(text)])
  return Buffer.concat([module, Buffer.from([0, ...sizeBytes(content.length)]), content])
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [from, name] = process.argv.slice(2)
  const content = withVersion(readFileSync(from))
  const file = new URL(name, FOLDER)
  mkdirSync(FOLDER, { recursive: true })
  // An equal one keeps its time, so that nothing is built anew for it.
  if (!existsSync(file) || !readFileSync(file).equals(content)) writeFileSync(file, content)
}
