// Writes the TypeScript side of the engine's C interface from its public headers:
//   node generate.mjs           src/*.gen.ts
//   node generate.mjs FOLDER    what the build of engine.wasm and of its parts needs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeCalls } from './write-calls.mjs'
import { writeConstants, writeExports } from './write-exports.mjs'
import { writeExportLists, writeLayoutChecks } from './write-link.mjs'
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
  const [folder] = process.argv.slice(2)
  if (folder) {
    for (const [name, list] of writeExportLists()) {
      writeFileSync(join(folder, `${name}_exports.txt`), list)
    }
    writeFileSync(join(folder, 'engine_layout.gen.c'), writeLayoutChecks())
  } else {
    for (const [name, content] of generate()) {
      writeFileSync(new URL(`../src/${name}`, import.meta.url), content)
    }
  }
}
