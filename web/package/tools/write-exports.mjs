// Writes src/exports.gen.ts: the numbers, error codes and names that cross, and the type of the raw
// exports under the wasm32 C ABI: a struct of one field crosses as that field, any other by
// pointer, and one that is returned through a pointer in front.
import {
  api,
  callable,
  enumNames,
  enumOf,
  interfaceNumber,
  isHandle,
  MODULE_FUNCTIONS,
  PARTS,
  packageVersion,
  structOf,
} from './engine-api.mjs'

const isWide = (type) => type === 'uint64_t' || type === 'int64_t'
const crossing = (type) => (isWide(type) ? 'bigint' : 'number')
export const returnsStruct = (type) => structOf(type) !== undefined && !isHandle(type)

function signature({ name, parameters, result }) {
  const list = parameters.map((parameter) => `${parameter.name}: ${crossing(parameter.type)}`)
  if (returnsStruct(result)) list.unshift('result: number')
  const out = result === 'void' || returnsStruct(result) ? 'void' : crossing(result)
  return `  ${name}(${list.join(', ')}): ${out}\n`
}

const moduleSignature = ({ name, parameters, result }) =>
  `  ${name}(${parameters.map((type, index) => `argument${index}: ${type}`).join(', ')}): ${result}\n`

function errorCodes() {
  const table = api.macros.get('QN_ERROR_TABLE')
  const rows = [...table.matchAll(/X\((\w+),\s*"([a-z0-9-]+)"/g)].map((row) => row[2])
  const count = enumOf('qn_error').values.length - 1
  if (rows.length !== count)
    throw new Error(`read ${rows.length} of ${count} rows of the error table`)
  return rows
}

const list = (items) =>
  items.map((item) => (item === undefined ? 'undefined' : `'${item}'`)).join(', ')

function constant({ name, value, doc }) {
  const about = doc ? `/** ${doc} */\n` : ''
  return `${about}export const ${name.slice(3)} = ${value}\n`
}

function enumeration(item) {
  const names = enumNames(item)
  const table = item.name.slice(3).toUpperCase()
  return `export const ${table}_NAMES = [${list([...names])}] as const\n`
}

const MARK =
  '// Written by tools/generate.mjs from the public headers of the engine. Do not edit.\n'

/** The numbers and the names of enumerators that callers may need. */
export function writeConstants() {
  const own = api.constants.filter(({ header }) => /^(physics\/|hash\.h$)/.test(header))
  const named = api.enums.filter(({ name }) => name !== 'qn_error')
  return [MARK, own.map(constant).join(''), '\n', named.map(enumeration).join('')].join('')
}

export function writeExports() {
  return [
    MARK,
    '/** A digest of all layouts and signatures; the file of the engine has to give the same. */\n',
    `export const INTERFACE = ${interfaceNumber()}\n`,
    '/** Of this package; the file of the engine has to be of the same. */\n',
    `export const VERSION = '${packageVersion()}'\n\n`,
    '// The position is the number that crosses.\n',
    `export const ERROR_CODES = [\n${errorCodes()
      .map((code) => `  '${code}',\n`)
      .join('')}] as const\n\n`,
    'export interface EngineExports {\n  readonly memory: WebAssembly.Memory\n',
    MODULE_FUNCTIONS.map(moduleSignature).join(''),
    callable.map(signature).join(''),
    '}\n\n',
    '/** What can be loaded by itself. The position is the bit by which a file says that it has it. */\n',
    `export const PARTS = [${list(PARTS)}] as const\n`,
    'export type EnginePart = (typeof PARTS)[number]\n',
  ].join('')
}
