// Makes the WebAssembly component of its core module and wit/quoin.wit, and from it what Node and
// bundlers load, with its types:
//   node component.mjs CORE_MODULE
//
// jco is held at 1.12.0: what later ones write is eight times as large and takes thirty times as
// long for a call.
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const [core] = process.argv.slice(2)
if (!core) throw new Error('usage: node component.mjs CORE_MODULE')

const jco = (...args) => {
  execFileSync(process.execPath, [here('../../node_modules/.bin/jco'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

const made = here('../dist-component.partial')
const component = join(made, 'quoin.component.wasm')
const embedded = join(made, 'embedded.wasm')
rmSync(made, { recursive: true, force: true })
mkdirSync(made)
jco('embed', core, '--wit', here('../../../wit'), '--world-name', 'engine', '-o', embedded)
jco('new', embedded, '-o', component)
jco('transpile', component, '-o', made, '--name', 'quoin', '--minify', '--base64-cutoff', '0')
rmSync(embedded)
rmSync(here('../dist-component'), { recursive: true, force: true })
renameSync(made, here('../dist-component'))
