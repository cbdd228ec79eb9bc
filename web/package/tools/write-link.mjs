// Writes what the build of engine.wasm needs from the headers: the lists of exports, and a C file that
// holds the compiler to the layouts that TypeScript was told.
import { api, interfaceNumber, isHandle, layoutOf, namesOf, PARTS } from './engine-api.mjs'

const exportList = (parts) =>
  parts.flatMap((part) => namesOf(part).map((name) => `_${name}\n`)).join('')

/** [what the file is called, one name a line, as Emscripten's linker takes them], for the whole and each part. */
export function writeExportLists() {
  const whole = ['engine', exportList(['core', ...PARTS])]
  return [whole, ...PARTS.map((part) => [part, exportList(['core', part])])]
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
