// Writes src/structs.gen.ts: for each struct that crosses its TypeScript interface, and functions
// that write one into the engine's memory and read one out of it.
import {
  api,
  bare,
  camel,
  enumNames,
  enumOf,
  enumOfField,
  generated,
  isHandle,
  isPlain,
  layoutOf,
  singular,
  structOf,
  typeName,
} from './engine-api.mjs'

const HIDDEN = new Set(['cookie', 'reserved'])
// Pointers to as many bytes as other fields say, by the struct's offsets.
const BIT_ROWS = { qn_tiles_def: { field: 'bits', width: 'width', height: 'height' } }
// Pointers to so many bytes, whatever else the struct says.
const FIXED_BYTES = { 'qn_jpeg_opts.background_rgb': 3 }

/** A text behind a pointer, or in an array of its own. */
const isText = (field) =>
  field.type === 'const char *' || (field.type === 'char' && field.length !== undefined)

export const tableOf = (item) => `${item.name.slice(3).toUpperCase()}_NAMES`

const countField = (fields, field) =>
  fields.find(({ name }) => name === `${singular(field.name)}_count`)

/** The fields as TypeScript has them: without counts of arrays and what only C needs. */
function visible(layout) {
  const counts = new Set()
  const found = []
  for (const field of layout.fields) {
    const isArray = field.type.endsWith('*') || field.length !== undefined
    const count = isArray ? countField(layout.fields, field) : undefined
    if (count) counts.add(count.name)
    found.push({ ...field, countField: count })
  }
  return found.filter(({ name }) => !HIDDEN.has(name) && !counts.has(name))
}

export function valueType(type) {
  if (type === 'qn_bytes') return 'Uint8Array'
  if (isHandle(type) || structOf(type)) return typeName(type)
  if (enumOf(type)) return typeName(type)
  const types = { bool: 'boolean', uint64_t: 'bigint' }
  return types[type] ?? 'number'
}

function fieldType(field) {
  const item = enumOfField(field)
  if (item) return typeName(item.name)
  if (field.type === 'const uint8_t *') return 'Uint8Array'
  if (isText(field)) return 'string'
  if (field.type.endsWith('*') || field.length !== undefined)
    return `readonly ${valueType(bare(field.type))}[]`
  return valueType(field.type)
}

const commented = (doc, indent) =>
  doc ? `${indent}/** ${doc.replaceAll('*/', '* /').replaceAll('\n', `\n${indent} * `)} */\n` : ''

function writeInterface(struct, layout) {
  const rows = visible(layout).map(
    (field) =>
      `${commented(field.doc, '  ')}  readonly ${camel(field.name)}: ${fieldType(field)}\n`,
  )
  return `${commented(struct.doc, '')}export interface ${typeName(struct.name)} {\n${rows.join('')}}\n`
}

// ---- Writing ----------------------------------------------------------------------------------

const at = (offset) => (offset === 0 ? 'at' : `at + ${offset}`)

export function storeScalar(type, address, value, name) {
  if (isHandle(type)) return `c.memory.setU32(${address}, c.handle(${value}, ${name}))`
  if (enumOf(type))
    return `c.memory.setU32(${address}, c.choice(${tableOf(enumOf(type))}, ${value}, ${name}))`
  const stores = {
    bool: `c.memory.setU8(${address}, ${value} ? 1 : 0)`,
    uint8_t: `c.memory.setU8(${address}, c.byte(${value}, ${name}))`,
    float: `c.memory.setF32(${address}, c.float(${value}, ${name}))`,
    double: `c.memory.setF64(${address}, c.float(${value}, ${name}))`,
    int32_t: `c.memory.setU32(${address}, c.int(${value}, ${name}))`,
    uint32_t: `c.memory.setU32(${address}, c.word(${value}, ${name}))`,
    size_t: `c.memory.setU32(${address}, c.word(${value}, ${name}))`,
    int64_t: `c.memory.setU64(${address}, c.long(${value}, ${name}))`,
    uint64_t: `c.memory.setU64(${address}, c.long(${value}, ${name}))`,
  }
  if (!stores[type]) throw new Error(`cannot write a ${type}`)
  return stores[type]
}

function storeElement(type, address, value, name, whole) {
  if (type === 'qn_bytes') return `c.putBytes(${address}, ${value}, ${name})`
  if (structOf(type) && !isHandle(type))
    return `write${typeName(type)}(c, ${address}, ${value}, ${name}, ${whole})`
  return storeScalar(type, address, value, name)
}

function storeField(struct, field) {
  const value = `v.${camel(field.name)}`
  const name = `'${camel(field.name)}'`
  const item = enumOfField(field)
  if (item)
    return `c.memory.setU32(${at(field.offset)}, c.choice(${tableOf(item)}, ${value}, ${name}))`
  if (isText(field)) return `c.putText(${at(field.offset)}, ${value}, ${name})`
  const element = bare(field.type)
  const bits = BIT_ROWS[struct.name]
  if (bits?.field === field.name) {
    const of = (other) => at(layoutOf(struct.name).fields.find((f) => f.name === other).offset)
    return `c.putBits(${at(field.offset)}, ${value}, c.memory.getU32(${of(bits.width)}), c.memory.getU32(${of(bits.height)}))`
  }
  const fixed = FIXED_BYTES[`${struct.name}.${field.name}`]
  if (fixed) return `c.putFixed(${at(field.offset)}, ${value}, ${fixed}, ${name})`
  const put = structOf(element) ? `write${typeName(element)}` : undefined
  const write =
    put && !isHandle(element)
      ? `(to, item, label) => ${put}(c, to, item, label, true)`
      : `(to, item, label) => ${storeScalar(element, 'to', 'item', 'label')}`
  if (field.type.endsWith('*')) {
    const size = put || isHandle(element) ? layoutOf(element).bytes : field.bytes
    return `c.putArray(${at(field.offset)}, ${at(field.countField.offset)}, ${value}, ${size}, ${name}, ${write})`
  }
  if (field.length !== undefined) {
    const count = field.countField ? at(field.countField.offset) : '0'
    return `c.putItems(${at(field.offset)}, ${count}, ${value}, ${field.count}, ${field.bytes}, ${name}, ${write})`
  }
  return storeElement(field.type, at(field.offset), value, name, 'whole')
}

// What is left out keeps what lies there, unless the whole is asked for. Pointers come last, as
// their lengths may depend on other fields.
function writeWriter(struct, layout) {
  const type = typeName(struct.name)
  const all = visible(layout)
  const isWhole =
    all.every((field) => field.type === 'float' || structOf(field.type)) &&
    struct.header === 'math.h'
  const ordered = [
    ...all.filter((f) => !f.type.endsWith('*')),
    ...all.filter((f) => f.type.endsWith('*')),
  ]
  const rows = ordered.map((field) => {
    const store = storeField(struct, field)
    if (isWhole) return `  ${store.replace(', whole)', ', true)')}\n`
    return `  if (c.has(v.${camel(field.name)}, whole, name, '${camel(field.name)}')) ${store}\n`
  })
  const given = isWhole ? type : `Given<${type}>`
  const whole = isWhole ? '_whole' : 'whole'
  return (
    `export function write${type}(c: EngineCore, at: number, value: ${given}, name: string, ${whole}: boolean): void {\n` +
    `  const v = c.object(value, name)\n${rows.join('')}}\n`
  )
}

// ---- Reading ----------------------------------------------------------------------------------

export function loadScalar(type, address) {
  if (isHandle(type)) return `c.memory.getU32(${address}) as ${typeName(type)}`
  if (enumOf(type)) return `c.named(${tableOf(enumOf(type))}, c.memory.getU32(${address}))`
  const loads = {
    bool: `c.memory.getU8(${address}) !== 0`,
    float: `c.memory.getF32(${address})`,
    double: `c.memory.getF64(${address})`,
    int32_t: `c.memory.getI32(${address})`,
    uint32_t: `c.memory.getU32(${address})`,
    size_t: `c.memory.getU32(${address})`,
    uint64_t: `c.memory.getU64(${address})`,
  }
  if (!loads[type]) throw new Error(`cannot read a ${type}`)
  return loads[type]
}

export function load(type, address) {
  if (type === 'qn_bytes') return `c.bytesAt(${address})`
  if (structOf(type) && !isHandle(type)) return `read${typeName(type)}(c, ${address})`
  return loadScalar(type, address)
}

function loadField(struct, field) {
  const item = enumOfField(field)
  if (item) return `c.named(${tableOf(item)}, c.memory.getU32(${at(field.offset)}))`
  const bits = BIT_ROWS[struct.name]
  if (bits?.field === field.name) {
    const of = (other) => at(layoutOf(struct.name).fields.find((f) => f.name === other).offset)
    return `c.bitsAt(${at(field.offset)}, c.memory.getU32(${of(bits.width)}), c.memory.getU32(${of(bits.height)}))`
  }
  if (isText(field)) return `c.textIn(${at(field.offset)}, ${field.count})`
  if (field.type.endsWith('*')) {
    const element = bare(field.type)
    const from = `c.memory.getU32(${at(field.offset)})`
    return `c.list(${from}, c.memory.getU32(${at(field.countField.offset)}), ${layoutOf(element).bytes}, (from) => ${load(element, 'from')})`
  }
  if (field.length === undefined) return load(field.type, at(field.offset))
  const count = field.countField ? `c.memory.getU32(${at(field.countField.offset)})` : field.count
  return `c.list(${at(field.offset)}, ${count}, ${field.bytes}, (from) => ${load(field.type, 'from')})`
}

function writeReader(struct, layout) {
  const type = typeName(struct.name)
  const rows = visible(layout).map(
    (field) => `    ${camel(field.name)}: ${loadField(struct, field)},\n`,
  )
  return `export function read${type}(c: EngineCore, at: number): ${type} {\n  return {\n${rows.join('')}  }\n}\n`
}

// ---- What is needed ---------------------------------------------------------------------------

const WRITTEN_BY_HAND = [
  'qn_world_def',
  'qn_prediction',
  'qn_history_def',
  'qn_recorder_def',
  'qn_debug_opts',
  'qn_deflate_def',
  'qn_inflate_def',
  'qn_image_decode_opts',
  'qn_resize_opts',
  'qn_jpeg_opts',
]
const READ_BY_HAND = [
  'qn_pose',
  'qn_debug_record',
  'qn_gzip_header',
  'qn_image_info',
  'qn_image_rect',
]

// Adds a struct and what it holds.
function reach(name, into) {
  if (!isPlain(name) || into.has(name)) return
  into.add(name)
  for (const field of structOf(name).fields) reach(bare(field.type), into)
}

function directions() {
  const inward = new Set()
  const outward = new Set()
  // Those of the functions that are called by hand.
  for (const name of WRITTEN_BY_HAND) reach(name, inward)
  for (const name of READ_BY_HAND) reach(name, outward)
  for (const { result, parameters } of generated) {
    reach(bare(result), outward)
    for (const { type } of parameters) {
      reach(bare(type), type.endsWith('*') && !type.startsWith('const ') ? outward : inward)
    }
  }
  return { inward, outward }
}

/** What the file exports: { types, values }. */
export function structNames() {
  const { inward, outward } = directions()
  const used = api.structs.map(({ name }) => name)
  const types = [
    ...used.filter((name) => isHandle(name) || inward.has(name) || outward.has(name)),
    ...api.enums.map(({ name }) => name),
  ]
  const writers = used.filter((name) => inward.has(name)).map((name) => `write${typeName(name)}`)
  const readers = used.filter((name) => outward.has(name)).map((name) => `read${typeName(name)}`)
  return { types: types.map(typeName), values: [...writers, ...readers] }
}

export function writeStructs() {
  const { inward, outward } = directions()
  const used = api.structs.filter(({ name }) => inward.has(name) || outward.has(name))
  const handles = api.structs.filter(({ name }) => isHandle(name))
  const unions = api.enums.filter(({ name }) => name !== 'qn_error')
  const tables = unions.map(tableOf)
  return [
    '// Written by tools/generate.mjs from the public headers of the engine. Do not edit.\n',
    "import type { EngineCore } from './engine-core.js'\n",
    `import { ${tables.join(', ')} } from './constants.gen.js'\n`,
    "import type { Given } from './given.js'\n\n",
    'declare const kind: unique symbol\n\n',
    handles
      .map(
        ({ name, doc }) =>
          `${commented(doc, '')}export type ${typeName(name)} = number & { readonly [kind]: '${name.slice(3, -3)}' }\n`,
      )
      .join(''),
    unions
      .map(
        (item) =>
          `${commented(item.doc, '')}export type ${typeName(item.name)} = ${[...new Set(enumNames(item).filter(Boolean))].map((one) => `'${one}'`).join(' | ')}\n`,
      )
      .join(''),
    '\n',
    used.map((struct) => writeInterface(struct, layoutOf(struct.name))).join('\n'),
    "\n/** Bytes of each struct in the engine's memory. */\n",
    used
      .map(
        ({ name }) =>
          `export const ${name.slice(3).toUpperCase()}_BYTES = ${layoutOf(name).bytes}\n`,
      )
      .join(''),
    '\n',
    used
      .filter(({ name }) => inward.has(name))
      .map((struct) => writeWriter(struct, layoutOf(struct.name)))
      .join('\n'),
    '\n',
    used
      .filter(({ name }) => outward.has(name))
      .map((struct) => writeReader(struct, layoutOf(struct.name)))
      .join('\n'),
  ].join('')
}
