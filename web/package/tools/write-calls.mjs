// Writes src/calls.gen.ts: a class for each noun with a method for each function of the engine.
//
// Errors are thrown, results returned: what C writes through pointers comes back as the result, or
// as an object of them where there are several. A definition comes last and may be left out, and so
// may any part of it. Arrays come and go as arrays.
import {
  bare,
  camel,
  defaultOf,
  enumOf,
  generated,
  isHandle,
  layoutOf,
  NOUNS,
  OPAQUE_NOUNS,
  pascal,
  placeOf,
  singular,
  structOf,
  typeName,
} from './engine-api.mjs'
import { returnsStruct } from './write-exports.mjs'
import { load, storeScalar, structNames, tableOf, valueType } from './write-structs.mjs'

const SCALAR_BYTES = {
  bool: 1,
  uint8_t: 1,
  float: 4,
  double: 8,
  int32_t: 4,
  uint32_t: 4,
  size_t: 4,
  uint64_t: 8,
}
const sizeOf = (type) =>
  structOf(type) ? layoutOf(type).bytes : enumOf(type) ? 4 : SCALAR_BYTES[type]
const isPlain = (type) => structOf(type) !== undefined && !isHandle(type) && type !== 'qn_bytes'
const isOpaque = (type) => OPAQUE_NOUNS.includes(bare(type).slice(3))
const clip = (name) => name.replace(/_(m|s|kg|n|rad|ns)$/, '')

// A plan collects what one method is made of; `world` is the address whose last error tells more.
const newPlan = () => ({
  parameters: [],
  last: [],
  before: [],
  args: [],
  outs: [],
  array: undefined,
  body: [],
})

function passScalar(plan, { type, name }) {
  const label = camel(name)
  const quoted = `'${label}'`
  const passes = {
    bool: `${label} ? 1 : 0`,
    float: `c.float(${label}, ${quoted})`,
    int32_t: `c.int(${label}, ${quoted})`,
    uint32_t: `c.word(${label}, ${quoted})`,
    size_t: `c.word(${label}, ${quoted})`,
    uint64_t: `c.long(${label}, ${quoted})`,
  }
  const item = enumOf(type)
  const pass = isHandle(type)
    ? `c.handle(${label}, ${quoted})`
    : item
      ? `c.choice(${tableOf(item)}, ${label}, ${quoted})`
      : passes[type]
  if (!pass) return false
  plan.parameters.push(`${label}: ${valueType(type)}`)
  plan.args.push(pass)
  return true
}

// A struct in the scratch area, begun from its default where it has one.
function passStruct(plan, { type, name }) {
  const struct = bare(type)
  const label = camel(name)
  const made = defaultOf(struct)
  const optional =
    /^(def|opts|filter)$/.test(name) && !(name === 'filter' && struct !== 'qn_filter')
  const at = `${label}At`
  plan.before.push(`const ${at} = c.room(${layoutOf(struct).bytes})`)
  if (made) plan.before.push(`c.x.${made.name}(${at})`)
  // The one struct whose usual value is not zero and that has an inline function for it.
  const isFilter = struct === 'qn_filter'
  if (isFilter) plan.before.push(`c.memory.fill(${at}, 16, 0xff)`)
  const whole = !made && !isFilter && !struct.endsWith('_opts')
  plan.before.push(`write${typeName(struct)}(c, ${at}, ${label}, '${label}', ${whole})`)
  const given = whole ? typeName(struct) : `Given<${typeName(struct)}>`
  if (optional) plan.last.push(`${label}: ${given} = {}`)
  else plan.parameters.push(`${label}: ${given}`)
  plan.args.push(at)
}

function passArray(plan, { type, name }) {
  const element = bare(type)
  const label = camel(name)
  const write = isPlain(element)
    ? `(to, item, label) => write${typeName(element)}(c, to, item, label, true)`
    : `(to, item, label) => ${storeScalar(element, 'to', 'item', 'label')}`
  plan.parameters.push(`${label}: readonly ${valueType(element)}[]`)
  plan.before.push(
    `const ${label}At = c.putAll(${label}, ${sizeOf(element)}, '${label}', ${write})`,
  )
  plan.args.push(`${label}At`, `${label}.length`)
}

// Many questions, as objects or as one flat array that is laid out as the engine has them, and as
// many answers.
function passMany(plan, { type, name }) {
  const element = bare(type)
  const label = camel(name)
  const bytes = layoutOf(element).bytes
  plan.parameters.push(`${label}: readonly ${typeName(element)}[] | ArrayBufferView`)
  plan.before.push(
    `const count = c.countOf(${label}, ${bytes}, '${label}')`,
    `const ${label}At = c.putMany(${label}, ${bytes}, '${label}', write${typeName(element)})`,
  )
  plan.args.push(`${label}At`, 'count')
}

function passAnswers(plan, { type }) {
  const element = bare(type)
  plan.many = element
  plan.before.push(
    'const indexAt = c.room(4)',
    `const answersAt = c.answers(count * ${sizeOf(element)})`,
  )
  plan.args.push('answersAt', 'indexAt')
}

function passBits(plan, { name }) {
  const label = camel(name)
  plan.parameters.push(`${label}: Uint8Array`)
  plan.before.push(`const ${label}At = c.room(4)`)
  plan.before.push(`c.putBits(${label}At, ${label}, width, height)`)
  plan.args.push(`c.memory.getU32(${label}At)`)
}

function passOut(plan, { type, name }) {
  const inner = type.replace(/ ?\*$/, '')
  const at = `${camel(name)}At`
  plan.before.push(
    `const ${at} = c.room(${inner.endsWith('*') ? 4 : inner === 'qn_bytes' ? 8 : sizeOf(inner)})`,
  )
  plan.args.push(at)
  const first = structOf(inner)?.fields[0]
  const mayBeNone = isPlain(inner) && isHandle(first?.type) && first.doc.startsWith('null:')
  plan.outs.push({
    name: clip(name),
    type: mayBeNone ? `${valueType(inner)} | undefined` : valueType(inner),
    load: mayBeNone
      ? `c.memory.getU32(${at}) === 0 ? undefined : ${load(inner, at)}`
      : load(inner, at),
  })
}

const worldPointer = (type) => bare(type) === 'qn_world'

// Takes one or more C parameters from the front of `rest`.
function pass(plan, f, rest, isFirst) {
  const [first, second, third] = rest
  const { type, name } = first
  const take = (count) => rest.splice(0, count)
  if (isFirst && (worldPointer(type) || isOpaque(type))) {
    plan.args.push('o.at')
    if (worldPointer(type)) plan.world = 'o.at'
    return take(1)
  }
  if (worldPointer(type)) {
    const at = `${camel(name)}At`
    plan.parameters.push(`${camel(name)}: Owner`)
    plan.before.push(`const ${at} = c.pointerOf(${camel(name)}, '${camel(name)}')`)
    plan.args.push(at)
    if (plan.world) plan.otherWorld = at
    else plan.world = at
    return take(1)
  }
  if (!type.endsWith('*')) {
    if (type === 'qn_bytes') {
      plan.parameters.push(`${camel(name)}: Uint8Array`)
      plan.before.push(`const ${camel(name)}At = c.room(8)`)
      plan.before.push(`c.putBytes(${camel(name)}At, ${camel(name)}, '${camel(name)}')`)
      plan.args.push(`${camel(name)}At`)
    } else if (isPlain(type)) passStruct(plan, first)
    else if (!passScalar(plan, first)) throw new Error(`cannot pass ${name} of type ${type}`)
    return take(1)
  }
  if (type === 'const uint8_t *' && name === 'bits') {
    passBits(plan, first)
    return take(1)
  }
  if (f.name.endsWith('_many') && type.startsWith('const ') && second?.name === 'count') {
    passMany(plan, first)
    return take(2)
  }
  if (f.name.endsWith('_many') && second?.name === 'bad_index') {
    passAnswers(plan, first)
    return take(2)
  }
  if (type.startsWith('const ')) {
    if (second?.name === `${singular(name)}_count`) {
      passArray(plan, first)
      return take(2)
    }
    if (!isPlain(bare(type))) throw new Error(`cannot pass ${name} of type ${type}`)
    passStruct(plan, first)
    return take(1)
  }
  if (type === 'char *' && second?.name === 'size_bytes') {
    plan.text = true
    plan.args.push('at', 'size')
    return take(2)
  }
  if (
    type === 'uint8_t *' &&
    second?.name === 'capacity_bytes' &&
    third?.name === 'written_bytes'
  ) {
    plan.bytes = 'sized'
    plan.args.push('at', 'size', 'sizeAt')
    return take(3)
  }
  if (type === 'uint8_t **') {
    plan.bytes = 'given'
    plan.before.push('const at = c.room(8)')
    plan.args.push('at', 'at + 4')
    return take(2)
  }
  if (second?.name === 'capacity') {
    plan.array = { element: bare(type), counted: third !== undefined }
    plan.args.push('at', 'capacity')
    if (third) plan.args.push('countAt')
    return take(third ? 3 : 2)
  }
  if (name === 'count' && f.result.endsWith('*')) plan.args.push('countAt')
  else passOut(plan, first)
  return take(1)
}

// ---- Bodies of methods ------------------------------------------------------------------------

const outType = ({ outs }) =>
  outs.length === 0
    ? 'void'
    : outs.length === 1
      ? outs[0].type
      : `{ ${outs.map(({ name, type }) => `${camel(name)}: ${type}`).join('; ')} }`
const outValue = ({ outs }) =>
  outs.length === 1
    ? outs[0].load
    : `{ ${outs.map(({ name, load: read }) => `${camel(name)}: ${read}`).join(', ')} }`

function arrayBody(plan, f, check) {
  const { element, counted } = plan.array
  const size = sizeOf(element)
  const call = `c.x.${f.name}(${plan.args.join(', ')})`
  const one = counted ? [check(call), 'return c.memory.getI32(countAt)'] : [`return ${call}`]
  return {
    type: `${valueType(element)}[]`,
    lines: [
      ...(counted ? ['const countAt = c.room(4)'] : []),
      `const found = c.gather(${size}, (at, capacity) => {`,
      ...one.map((line) => `  ${line}`),
      '})',
      ...(counted ? [] : [check()]),
      `return c.list(found.at, found.count, ${size}, (from) => ${load(element, 'from')})`,
    ],
  }
}

function manyBody(plan, call) {
  const bytes = sizeOf(plan.many)
  const isIds = isHandle(plan.many)
  const read = isIds
    ? `(engine, at) => engine.memory.getU32(at) as ${typeName(plan.many)}`
    : `read${typeName(plan.many)}`
  return {
    type: `Records<${valueType(plan.many)}>`,
    lines: [
      `c.checkMany(${call}, o.at, indexAt)`,
      `return new Records(c, answersAt, count, ${bytes}, ${read})`,
    ],
  }
}

// Views stay where they are until the next step, so they are handed out as they are.
function viewBody(plan, f, element) {
  const call = `const at = c.x.${f.name}(${plan.args.join(', ')})`
  const lines = ['const countAt = c.room(4)', call, 'c.checkWorld(o.at)']
  if (element === 'float') {
    return {
      type: 'Float32Array',
      lines: [...lines, 'return c.memory.floats(at, c.memory.getU32(countAt))'],
    }
  }
  const type = typeName(element)
  return {
    type: `Records<${type}>`,
    lines: [
      ...lines,
      `return new Records(c, at, c.memory.getU32(countAt), ${layoutOf(element).bytes}, read${type})`,
    ],
  }
}

function methodBody(plan, f) {
  const check = (call) => {
    const worlds = [plan.world, plan.otherWorld].filter(Boolean)
    if (call) return `c.check(${[call, ...worlds].join(', ')})`
    return plan.world ? `c.checkWorld(${plan.world})` : ''
  }
  const call = `c.x.${f.name}(${plan.args.join(', ')})`
  if (plan.many) return manyBody(plan, call)
  if (plan.array) return arrayBody(plan, f, check)
  if (plan.text) {
    return { type: 'string', lines: [`return c.text((at, size) => ${call})`] }
  }
  if (plan.bytes === 'sized') {
    return {
      type: 'Uint8Array<ArrayBuffer>',
      lines: [`return c.sized((at, size, sizeAt) => ${call}, ${plan.world})`],
    }
  }
  if (plan.bytes === 'given') {
    return { type: 'Uint8Array<ArrayBuffer>', lines: [check(call), 'return c.takeBytes(at)'] }
  }
  if (f.result === 'qn_error') {
    const lines = [check(call)]
    if (plan.outs.length > 0) lines.push(`return ${outValue(plan)}`)
    return { type: outType(plan), lines }
  }
  if (f.result === 'void') return { type: 'void', lines: [call] }
  if (f.result === 'const char *')
    return { type: 'string', lines: [`return c.memory.text(${call})`] }
  if (f.result.endsWith('*')) return viewBody(plan, f, bare(f.result))
  if (returnsStruct(f.result)) {
    const bytes = layoutOf(f.result).bytes
    const into = `c.x.${f.name}(${['result', ...plan.args].join(', ')})`
    return {
      type: valueType(f.result),
      lines: [
        `const result = c.room(${bytes})`,
        into,
        check(),
        `return ${load(f.result, 'result')}`,
      ],
    }
  }
  if (f.result === 'bool' && plan.outs.length > 0) {
    return {
      type: `${outType(plan)} | undefined`,
      lines: [
        `const found = ${call} !== 0`,
        check(),
        `return found ? ${outValue(plan)} : undefined`,
      ],
    }
  }
  const values = {
    bool: 'result !== 0',
    uint64_t: 'BigInt.asUintN(64, result)',
    uint32_t: 'result >>> 0',
    size_t: 'result >>> 0',
  }
  const item = enumOf(f.result)
  const value = isHandle(f.result)
    ? `(result >>> 0) as ${typeName(f.result)}`
    : item
      ? `c.named(${tableOf(item)}, result)`
      : (values[f.result] ?? 'result')
  return {
    type: valueType(f.result),
    lines: [`const result = ${call}`, check(), `return ${value}`],
  }
}

const documented = (doc) =>
  doc
    ? `  /**\n${doc
        .split('\n')
        .map((line) => `   * ${line.replaceAll('*/', '* /')}\n`)
        .join('')}   */\n`
    : ''

function method(f, noun, verb) {
  const plan = newPlan()
  const rest = [...f.parameters]
  for (let isFirst = true; rest.length > 0; isFirst = false) pass(plan, f, rest, isFirst)
  const first = f.parameters[0]
  const isWorld = first !== undefined && worldPointer(first.type)
  const { type, lines } = methodBody(plan, f)
  const usesOwner = isWorld || (first && isOpaque(first.type))
  const all = [
    ...(usesOwner ? ['const o = this.owner'] : []),
    `const c = ${usesOwner ? 'o' : 'this.owner'}.begin('${camel(noun)}.${camel(verb)}')`,
    ...plan.before,
    ...lines.filter(Boolean),
  ]
  const list = [...plan.parameters, ...plan.last].join(', ')
  return `${documented(f.doc)}  ${camel(verb)}(${list}): ${type} {\n${all.map((line) => `    ${line}\n`).join('')}  }\n`
}

export const className = (noun) => `${pascal(noun)}Calls`

function writeClass(noun) {
  const own = generated.map((f) => ({ f, ...placeOf(f.name) })).filter((item) => item.noun === noun)
  const methods = own.map(({ f, verb }) => {
    try {
      return method(f, noun, verb)
    } catch (cause) {
      throw new Error(`${f.name}: ${cause.message}`)
    }
  })
  return (
    `export class ${className(noun)} {\n  protected readonly owner: Owner\n\n` +
    `  constructor(owner: Owner) {\n    this.owner = owner\n  }\n\n${methods.join('\n')}}\n`
  )
}

export function writeCalls() {
  const nouns = [...NOUNS, ...OPAQUE_NOUNS, 'world']
  const classes = nouns.map(writeClass).join('\n')
  const words = new Set(classes.match(/\b\w+\b/g))
  const needed = (names) => names.filter((name) => words.has(name)).sort()
  const { types, values } = structNames()
  const tables = [...new Set(classes.match(/\b[A-Z_]+_NAMES\b/g))].sort()
  return [
    '// Written by tools/generate.mjs from the public headers of the engine. Do not edit.\n',
    `import { ${tables.join(', ')} } from './constants.gen.js'\n`,
    "import type { Given } from './given.js'\n",
    "import type { Owner } from './owner.js'\n",
    "import { Records } from './records.js'\n",
    `import type { ${needed(types).join(', ')} } from './structs.gen.js'\n`,
    `import { ${needed(values).join(', ')} } from './structs.gen.js'\n\n`,
    classes,
  ].join('')
}
