// Writes what the build of engine.wasm needs from the headers: the list of exports, and a C file that
// holds the compiler to the layouts that TypeScript was told.
import {
  api,
  callable,
  interfaceNumber,
  isHandle,
  layoutOf,
  MODULE_FUNCTIONS,
} from './engine-api.mjs'

/** One name a line, as Emscripten's linker takes them. */
export function writeExportList() {
  return [...MODULE_FUNCTIONS, ...callable].map(({ name }) => `_${name}\n`).join('')
}

function layoutChecks({ name }) {
  const { bytes, fields } = layoutOf(name)
  const checks = fields.map(
    (field) =>
      `_Static_assert(offsetof(${name}, ${field.name}) == ${field.offset}, "${name}.${field.name}");\n`,
  )
  return `_Static_assert(sizeof(${name}) == ${bytes}, "${name}");\n${checks.join('')}`
}

export function writeLayoutChecks() {
  const crossing = api.structs.filter(
    ({ name, header }) => !isHandle(name) && !/^(hash|compress)\.h$/.test(header),
  )
  return [
    '// Written by web/package/tools/generate.mjs from the public headers.\n',
    '#include "quoin/quoin.h"\n\n#include "exports.h"\n\n#include <stddef.h>\n\n',
    crossing.map(layoutChecks).join(''),
    `\nuint32_t quoin_interface(void) { return ${interfaceNumber()}u; }\n`,
  ].join('')
}
