// Reads shell/exports.h and the error table of engine/include/quoin/base.h and writes
// src/exports.gen.ts: constants, the layout of the structs that cross, the type of the exports and
// the error codes. It throws on any line of exports.h that it does not understand, so that nothing
// crosses without a TypeScript side.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const ROOT = new URL('../../../', import.meta.url)
const HEADER = new URL('shell/exports.h', ROOT)
const BASE_HEADER = new URL('engine/include/quoin/base.h', ROOT)
const OUTPUT = new URL('../src/exports.gen.ts', import.meta.url)

const FIELD = /^ {4}(float|int32_t|uint32_t) (\w+)(?:\[(\d+)\])?;$/
const FUNCTION = /^QUOIN_EXPORT (.+?) ?(\*?)(quoin_\w+)\((.*)\);$/
const PARAMETER = /^(?:const )?(\w+) (\*?)(\w+)$/
const CONSTANT = /^#define QUOIN_(\w+) (\d+)$/
const IGNORED =
  /^(\/\/.*|#ifndef \w+|#define SHELL_EXPORTS_H|#define QUOIN_EXPORT .*|#include <.*>|#endif)?$/
const SCALARS = new Set(['float', 'int32_t', 'uint32_t'])

const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())

function parseFields(lines, start, name) {
  const fields = []
  let offset = 0
  let index = start
  for (; lines[index] !== `} ${name};`; index++) {
    const match = FIELD.exec(lines[index] ?? '')
    if (!match) throw new Error(`exports.h:${index + 1}: not a 4-byte field: ${lines[index]}`)
    fields.push({ name: camel(match[2]), offset })
    offset += 4 * Number(match[3] ?? 1)
  }
  return { struct: { name, fields, bytes: offset }, next: index + 1 }
}

function parseParameter(text, line) {
  const match = PARAMETER.exec(text)
  if (!match || (!match[2] && !SCALARS.has(match[1]))) {
    throw new Error(`exports.h:${line}: not a 32-bit parameter: ${text}`)
  }
  return camel(match[3])
}

function parseFunction(match, line) {
  const [, type, star, name, list] = match
  if (!star && type !== 'void' && !SCALARS.has(type)) {
    throw new Error(`exports.h:${line}: not a 32-bit result: ${type}`)
  }
  const parameters =
    list === 'void' ? [] : list.split(', ').map((text) => parseParameter(text, line))
  return { name, parameters, returns: type === 'void' && !star ? 'void' : 'number' }
}

export function parseHeader(text) {
  const lines = text.split('\n')
  const surface = { constants: [], structs: [], functions: [] }
  for (let index = 0; index < lines.length; ) {
    const line = lines[index]
    const struct = /^typedef struct (quoin_\w+) \{$/.exec(line)
    const constant = CONSTANT.exec(line)
    const declared = FUNCTION.exec(line)
    index++
    if (struct) {
      const parsed = parseFields(lines, index, struct[1])
      surface.structs.push(parsed.struct)
      index = parsed.next
    } else if (constant) {
      surface.constants.push({ name: constant[1], value: constant[2] })
    } else if (declared) {
      surface.functions.push(parseFunction(declared, index))
    } else if (!IGNORED.test(line)) {
      throw new Error(`exports.h:${index}: not understood: ${line}`)
    }
  }
  return surface
}

export function parseErrorCodes(text) {
  const table = /#define QN_ERROR_TABLE\(X\)([\s\S]*?)\n\n/.exec(text)
  if (!table) throw new Error('base.h: QN_ERROR_TABLE was not found')
  const joined = table[1].replace(/\\\n\s*/g, '')
  const rows = [...joined.matchAll(/X\((\w+),\s*"([a-z0-9-]+)",\s*"[^"]*"\)/g)]
  const left = rows.reduce((rest, row) => rest.replace(row[0], ''), joined)
  if (left.trim() !== '') throw new Error(`base.h: rows of the error table not understood: ${left}`)
  return rows.map((row) => row[2])
}

function writeStruct({ name, fields, bytes }) {
  const rows = fields.map((field) => `  ${field.name}: ${field.offset},`).join('\n')
  return `export const ${camel(name)} = {\n  bytes: ${bytes},\n${rows}\n} as const\n`
}

function writeFunction({ name, parameters, returns }) {
  const list = parameters.map((parameter) => `${parameter}: number`).join(', ')
  return `  ${name}(${list}): ${returns}\n`
}

export function writeModule(surface, errorCodes) {
  const constants = surface.constants.map(({ name, value }) => `export const ${name} = ${value}\n`)
  return [
    '// Written by tools/generate-exports.mjs from shell/exports.h and quoin/base.h. Do not edit.\n',
    constants.join(''),
    '// The position is the number that crosses.\n' +
      `export const ERROR_CODES = [\n${errorCodes.map((code) => `  '${code}',\n`).join('')}] as const\n`,
    '// Offsets in bytes of the fields of each struct that crosses.\n' +
      surface.structs.map(writeStruct).join('\n'),
    'export interface EngineExports {\n' +
      '  readonly memory: WebAssembly.Memory\n' +
      `${surface.functions.map(writeFunction).join('')}}\n`,
    'export const EXPORT_NAMES = [\n' +
      `${surface.functions.map(({ name }) => `  '${name}',\n`).join('')}] as const\n`,
  ].join('\n')
}

export function generate() {
  const surface = parseHeader(readFileSync(HEADER, 'utf8'))
  return writeModule(surface, parseErrorCodes(readFileSync(BASE_HEADER, 'utf8')))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(OUTPUT, generate())
}
