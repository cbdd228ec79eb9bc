// Writes the TypeScript side of the engine's C interface from its public headers:
//   node generate.mjs                          src/*.gen.ts
//   node generate.mjs EXPORTS_FILE C_FILE      what the build of engine.wasm needs
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { writeCalls } from './write-calls.mjs'
import { writeConstants, writeExports } from './write-exports.mjs'
import { writeExportList, writeLayoutChecks } from './write-link.mjs'
import { writeStructs } from './write-structs.mjs'

/** [file name in src/, content] of each generated file. */
export function generate() {
  return [
    ['constants.gen.ts', writeConstants()],
    ['exports.gen.ts', writeExports()],
    ['structs.gen.ts', writeStructs()],
    ['calls.gen.ts', writeCalls()],
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [exportsFile, layoutFile] = process.argv.slice(2)
  if (exportsFile && layoutFile) {
    writeFileSync(exportsFile, writeExportList())
    writeFileSync(layoutFile, writeLayoutChecks())
  } else {
    for (const [name, content] of generate()) {
      writeFileSync(new URL(`../src/${name}`, import.meta.url), content)
    }
  }
}
