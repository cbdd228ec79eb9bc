// What a method does once its parameters are in place: the call, the check for an error, and what it
// returns: an object where C writes several things through pointers.
import { bare, camel, enumOf, isHandle, layoutOf, sizeOf, typeName } from './engine-api.mjs'
import { returnsStruct } from './write-exports.mjs'
import { load, tableOf, valueType } from './write-structs.mjs'

const callOf = (f, args) => `c.x.${f.name}(${args.join(', ')})`

// Where a method fails is in the error that the call returns, or in what the worlds remember. Values that
// stand by themselves are gathered only then.
function checkError(error, { worlds: [world = 0, other = 0], scalars }) {
  return [
    `const error = ${error}`,
    `if (error !== 0) c.check(error, ${world}, ${other}, { ${scalars.join(', ')} })`,
  ]
}
function checkCall({ call, plan }) {
  if (plan.scalars.length > 0) return checkError(call, plan)
  return [`c.check(${[call, ...plan.worlds].join(', ')})`]
}
function checkAfter({ plan }) {
  const [world] = plan.worlds
  if (world === undefined) return []
  if (plan.scalars.length > 0) return checkError(`c.x.qn_world_last_error(${world}, 0)`, plan)
  return [`c.checkWorld(${world})`]
}

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

function arrayBody(m) {
  const { element, counted } = m.plan.array
  const size = sizeOf(element)
  const one = counted ? [...checkCall(m), 'return c.memory.getI32(countAt)'] : [`return ${m.call}`]
  return {
    type: `${valueType(element)}[]`,
    lines: [
      ...(counted ? ['const countAt = c.room(4)'] : []),
      `const found = c.gather(${size}, (at, capacity) => {`,
      ...one.map((line) => `  ${line}`),
      '})',
      ...(counted ? [] : checkAfter(m)),
      `return c.list(found.at, found.count, ${size}, (from) => ${load(element, 'from')})`,
    ],
  }
}

function manyBody({ plan, call }) {
  const element = typeName(plan.many)
  const read = isHandle(plan.many)
    ? `(engine, at) => engine.memory.getU32(at) as ${element}`
    : `read${element}`
  return {
    type: `Records<${valueType(plan.many)}>`,
    lines: [
      `c.checkMany(${call}, o.at, indexAt)`,
      `return new Records(c, answersAt, count, ${sizeOf(plan.many)}, ${read})`,
    ],
  }
}

const textBody = ({ call }) => ({
  type: 'string',
  lines: [`return c.text((at, size) => ${call})`],
})

const BYTES = 'Uint8Array<ArrayBuffer>'
const sizedBytesBody = ({ call, plan }) => ({
  type: BYTES,
  lines: [`return c.sized((at, size, sizeAt) => ${[call, ...plan.worlds].join(', ')})`],
})
const givenBytesBody = (m) => ({ type: BYTES, lines: [...checkCall(m), 'return c.takeBytes(at)'] })

const errorBody = (m) => ({
  type: outType(m.plan),
  lines: [...checkCall(m), ...(m.plan.outs.length > 0 ? [`return ${outValue(m.plan)}`] : [])],
})

// Views stay where they are until the next step, so they are handed out as they are.
function viewBody({ f, call }) {
  const element = bare(f.result)
  const isFloats = element === 'float'
  const type = typeName(element)
  const count = 'c.memory.getU32(countAt)'
  return {
    type: isFloats ? 'Float32Array' : `Records<${type}>`,
    lines: [
      'const countAt = c.room(4)',
      `const at = ${call}`,
      'c.checkWorld(o.at)',
      isFloats
        ? `return c.memory.floats(at, ${count})`
        : `return recordsAt(c, at, ${count}, ${sizeOf(element)}, read${type})`,
    ],
  }
}

function structBody(m) {
  const { f, plan } = m
  return {
    type: valueType(f.result),
    lines: [
      `const result = c.room(${layoutOf(f.result).bytes})`,
      callOf(f, ['result', ...plan.args]),
      ...checkAfter(m),
      `return ${load(f.result, 'result')}`,
    ],
  }
}

const foundBody = (m) => ({
  type: `${outType(m.plan)} | undefined`,
  lines: [
    `const found = ${m.call} !== 0`,
    ...checkAfter(m),
    `return found ? ${outValue(m.plan)} : undefined`,
  ],
})

function scalarValue(type) {
  const values = {
    bool: 'result !== 0',
    uint64_t: 'BigInt.asUintN(64, result)',
    uint32_t: 'result >>> 0',
    size_t: 'result >>> 0',
  }
  if (isHandle(type)) return `(result >>> 0) as ${typeName(type)}`
  const item = enumOf(type)
  return item ? `c.named(${tableOf(item)}, result)` : (values[type] ?? 'result')
}

const scalarBody = (m) => ({
  type: valueType(m.f.result),
  lines: [`const result = ${m.call}`, ...checkAfter(m), `return ${scalarValue(m.f.result)}`],
})

// By what the engine writes, which the plan knows.
function writtenBody(m) {
  const { many, array, text, bytes } = m.plan
  if (many) return manyBody(m)
  if (array) return arrayBody(m)
  if (text) return textBody(m)
  if (bytes === 'sized') return sizedBytesBody(m)
  return bytes === 'given' ? givenBytesBody(m) : undefined
}

// By what the function returns.
function returnedBody(m) {
  const { f, plan, call } = m
  if (f.result === 'qn_error') return errorBody(m)
  if (f.result === 'void') return { type: 'void', lines: [call] }
  if (f.result === 'const char *') {
    return { type: 'string', lines: [`return c.memory.text(${call})`] }
  }
  if (f.result.endsWith('*')) return viewBody(m)
  if (returnsStruct(f.result)) return structBody(m)
  return f.result === 'bool' && plan.outs.length > 0 ? foundBody(m) : scalarBody(m)
}

/** { type, lines }: what the method returns and does. */
export function bodyOf(f, plan) {
  const m = { f, plan, call: callOf(f, plan.args) }
  return writtenBody(m) ?? returnedBody(m)
}
