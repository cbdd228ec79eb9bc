// How the parameters of a C function become those of a method, and what the method does with them
// before it calls: what C writes through pointers comes back as the result, a definition comes last
// and may be left out, and so may any part of it. Arrays come and go as arrays.
import {
  bare,
  camel,
  defaultOf,
  enumOf,
  isHandle,
  isOwner,
  isPlain,
  isWorld,
  layoutOf,
  singular,
  sizeOf,
  structOf,
  typeName,
} from './engine-api.mjs'
import { load, storeScalar, tableOf, valueType } from './write-structs.mjs'

const clip = (name) => name.replace(/_(m|s|kg|n|rad|ns)$/, '')

// A plan collects what one method is made of; `worlds` are the addresses of those whose last error
// tells more of a failure.
const newPlan = () => ({
  worlds: [],
  // The names of numbers and words that stand by themselves, which an error tells with their values.
  scalars: [],
  parameters: [],
  last: [],
  before: [],
  args: [],
  outs: [],
  // At most one of these: answers to many questions, a list, a text, bytes.
  many: undefined,
  array: undefined,
  text: false,
  bytes: undefined,
})

// What hands a scalar over; undefined for other types.
function scalarPass({ type, name }) {
  const label = camel(name)
  const quoted = `'${label}'`
  const passes = {
    bool: `${label} ? 1 : 0`,
    float: `c.float(${label}, ${quoted})`,
    int32_t: `c.int(${label}, ${quoted})`,
    uint32_t: `c.word(${label}, ${quoted})`,
    size_t: `c.word(${label}, ${quoted})`,
    int64_t: `c.long(${label}, ${quoted})`,
    uint64_t: `c.long(${label}, ${quoted})`,
  }
  const item = enumOf(type)
  if (isHandle(type)) return `c.handle(${label}, ${quoted})`
  return item ? `c.choice(${tableOf(item)}, ${label}, ${quoted})` : passes[type]
}

function passScalar(plan, parameter) {
  if (!isHandle(parameter.type)) plan.scalars.push(camel(parameter.name))
  plan.parameters.push(`${camel(parameter.name)}: ${valueType(parameter.type)}`)
  plan.args.push(scalarPass(parameter))
}

function passOwner(plan, { type }) {
  plan.args.push('o.at')
  if (isWorld(type)) plan.worlds.push('o.at')
}

function passWorld(plan, { name }) {
  const at = `${camel(name)}At`
  plan.parameters.push(`${camel(name)}: Owner`)
  plan.before.push(`const ${at} = c.pointerOf(${camel(name)}, '${camel(name)}')`)
  plan.args.push(at)
  plan.worlds.push(at)
}

function passBytes(plan, { name }) {
  const label = camel(name)
  plan.parameters.push(`${label}: Uint8Array`)
  plan.before.push(`const ${label}At = c.room(8)`)
  plan.before.push(`c.putBytes(${label}At, ${label}, '${label}')`)
  plan.args.push(`${label}At`)
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

// As many as C says, no more and no fewer.
function passFixed(plan, { type, name, length }) {
  const element = bare(type)
  const label = camel(name)
  const write = `(to, item, label) => ${storeScalar(element, 'to', 'item', 'label')}`
  plan.parameters.push(`${label}: ArrayLike<number>`)
  plan.before.push(
    `const ${label}At = c.putExactly(${label}, ${length}, ${sizeOf(element)}, '${label}', ${write})`,
  )
  plan.args.push(`${label}At`)
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

// ---- What the engine writes -------------------------------------------------------------------

function passText(plan) {
  plan.text = true
  plan.args.push('at', 'size')
}

function passSizedBytes(plan) {
  plan.bytes = 'sized'
  plan.args.push('at', 'size', 'sizeAt')
}

function passGivenBytes(plan) {
  plan.bytes = 'given'
  plan.before.push('const at = c.room(8)')
  plan.args.push('at', 'at + 4')
}

function passList(plan, { type }, counted) {
  plan.array = { element: bare(type), counted }
  plan.args.push('at', 'capacity')
  if (counted) plan.args.push('countAt')
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

// ---- Which way --------------------------------------------------------------------------------

const isPointer = ({ type }) => type.endsWith('*')
const isConst = ({ type }) => type.startsWith('const ')
const isList = (first, second) => !isConst(first) && second?.name === 'capacity'
const isMany = (f) => f.name.endsWith('_many')

// How C parameters may be passed, the first that fits: how many they are, and by what one knows
// them, given the function, its next parameters and whether none was passed yet.
const WAYS = [
  {
    count: 1,
    fits: ({ first, isFirst }) => isFirst && isOwner(first.type),
    pass: passOwner,
  },
  { count: 1, fits: ({ first }) => isWorld(first.type), pass: passWorld },
  { count: 1, fits: ({ first }) => first.type === 'qn_bytes', pass: passBytes },
  { count: 1, fits: ({ first }) => isConst(first) && first.length !== undefined, pass: passFixed },
  { count: 1, fits: ({ first }) => isPlain(first.type), pass: passStruct },
  {
    count: 1,
    fits: ({ first }) => !isPointer(first) && scalarPass(first) !== undefined,
    pass: passScalar,
  },
  {
    count: 1,
    fits: ({ first }) => first.type === 'const uint8_t *' && first.name === 'bits',
    pass: passBits,
  },
  {
    count: 2,
    fits: ({ f, first, second }) => isMany(f) && isConst(first) && second?.name === 'count',
    pass: passMany,
  },
  {
    count: 2,
    fits: ({ f, second }) => isMany(f) && second?.name === 'bad_index',
    pass: passAnswers,
  },
  {
    count: 2,
    fits: ({ first, second }) => isConst(first) && second?.name === `${singular(first.name)}_count`,
    pass: passArray,
  },
  { count: 1, fits: ({ first }) => isConst(first) && isPlain(bare(first.type)), pass: passStruct },
  {
    count: 2,
    fits: ({ first, second }) => first.type === 'char *' && second?.name === 'size_bytes',
    pass: passText,
  },
  {
    count: 3,
    fits: ({ first, second, third }) =>
      first.type === 'uint8_t *' &&
      second?.name === 'capacity_bytes' &&
      third?.name === 'written_bytes',
    pass: passSizedBytes,
  },
  { count: 2, fits: ({ first }) => first.type === 'uint8_t **', pass: passGivenBytes },
  {
    count: 3,
    fits: ({ first, second, third }) => isList(first, second) && third !== undefined,
    pass: (plan, first) => passList(plan, first, true),
  },
  {
    count: 2,
    fits: ({ first, second }) => isList(first, second),
    pass: (plan, first) => passList(plan, first, false),
  },
  {
    count: 1,
    fits: ({ f, first }) => first.name === 'count' && f.result.endsWith('*'),
    pass: (plan) => plan.args.push('countAt'),
  },
  { count: 1, fits: ({ first }) => isPointer(first) && !isConst(first), pass: passOut },
]

/** The plan of a function's parameters. */
export function planOf(f) {
  const plan = newPlan()
  const rest = [...f.parameters]
  while (rest.length > 0) {
    const [first, second, third] = rest
    const isFirst = rest.length === f.parameters.length
    const way = WAYS.find(({ fits }) => fits({ f, first, second, third, isFirst }))
    if (!way) throw new Error(`cannot pass ${first.name} of type ${first.type}`)
    way.pass(plan, first)
    rest.splice(0, way.count)
  }
  return plan
}
