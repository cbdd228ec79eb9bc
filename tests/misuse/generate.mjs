// Writes one C function for each public function of the physics headers, which calls it with good
// arguments, of which misuse.c spoils one at a time: node generate.mjs <out file>
//
// It reads the headers as they are and throws on any line that it does not understand and on any
// argument that it has no good value for, so that no function can be forgotten.
import { writeFileSync } from 'node:fs'
import { after, arrays, byHand, good, mayAccept, onlyOneKind, variants } from './arguments.mjs'
import { bare, checkNames, defaultOf, enums, functions, handleNoun, isHandle, opaque, structs } from './types.mjs'

const scalars = ['bool', 'float', 'double', 'int32_t', 'uint8_t', 'uint32_t', 'uint64_t', 'size_t', 'char']

// ---- Types ------------------------------------------------------------------------------------

// Calls of joint/<kind>.h work on joints of that kind.
function jointKind(f) {
  const found = /^physics\/joint\/(\w+)\.h$/.exec(f.header)
  return found ? `QN_JOINT_${found[1].toUpperCase()}` : undefined
}

// Whether a handle of another kind of the same noun has to be refused.
const needsKind = (f, path) =>
  (jointKind(f) !== undefined && path === 'joint') || onlyOneKind.includes(`${f.name}.${path}`)

function kindOf(type) {
  if (isHandle(type)) return `HANDLE_${handleNoun(type).toUpperCase()}`
  if (enums.has(type)) return 'ENUM'
  const kinds = { float: 'FLOAT', int32_t: 'INT', uint32_t: 'U32', size_t: 'SIZE' }
  return kinds[type]
}

// ---- Writing ----------------------------------------------------------------------------------

// Functions that are called in several ways have more good values of their own, and arguments that
// do not count in that way.
let variant = { good: {}, ignores: [] }

const lookUp = (table, f, path) =>
  (table === good ? variant.good[path] : undefined) ??
  table[`${f.name}.${path}`] ??
  (f.name.endsWith('_events') ? table[`*_events.${path}`] : undefined) ??
  table[`*.${path}`] ?? table[`*.${path.split('.').at(-1)}`]

function goodValue(f, path, type) {
  const stated = lookUp(good, f, path)
  if (stated !== undefined) return stated
  const kind = jointKind(f)
  if (kind && type === 'qn_joint_id' && path === 'joint') return `m->good.joints[${kind}]`
  if (isHandle(type)) return `m->good.${handleNoun(type)}`
  if (enums.has(type)) return `(${type})0`
  const values = { float: '0.5f', int32_t: '1', bool: 'true', uint32_t: '1', uint64_t: '1', size_t: '1', uint8_t: '1' }
  return values[type]
}

const lines = []
const emit = (line) => lines.push(`    ${line}`)

function spoil(f, path, kind, assignment) {
  if (variant.ignores.some((ignored) => path === ignored || path.startsWith(`${ignored}.`))) return
  const allowance = lookUp(mayAccept, f, path)
  const allowed = (allowance ?? []).map((what) => `MAY_ACCEPT_${what}`)
  const flags = [...allowed, ...(needsKind(f, path) ? ['MUST_BE_KIND'] : [])].join(' | ') || '0'
  emit(`if (takes(m, ${kind}, "${path}", ${flags})) { ${assignment} }`)
}

function spoilLeaf(f, path, target, type) {
  if (path.split('.').at(-1) === 'cookie') {
    spoil(f, path, 'COOKIE', `${target} = bad_cookie(m);`)
  } else if (isHandle(type)) {
    spoil(f, path, kindOf(type), `${target}.raw = bad_handle(m);`)
  } else if (kindOf(type)) {
    const reader = { FLOAT: 'bad_float(m)', INT: 'bad_int(m)', U32: 'bad_u32(m)', SIZE: 'bad_size(m)', ENUM: `(${type})bad_enum(m)` }
    spoil(f, path, kindOf(type), `${target} = ${reader[kindOf(type)]};`)
  } else if (!scalars.includes(type)) {
    throw new Error(`${f.name}: no bad values for ${path} of type ${type}`)
  }
}

// The first element of an array is spoilt, and the pointer to it.
function array(f, path, target, type) {
  const name = path.split('.').at(-1)
  const source = lookUp(arrays, f, path)
  if (source === undefined) throw new Error(`${f.name}: arguments.mjs knows no array for ${path}`)
  const stated = lookUp(good, f, path)
  emit(`${target} = ${stated ?? source};`)
  const element = bare(type)
  if (structs.has(element) && type.startsWith('const ')) leaves(f, `${path}[0]`, `${source}[0]`, element)
  spoil(f, path, 'POINTER', `${target} = NULL;`)
  return name
}

function leaves(f, path, target, type) {
  if (type.endsWith('*')) return array(f, path, target, type)
  if (!structs.has(type) || isHandle(type)) return spoilLeaf(f, path, target, type)
  for (const field of structs.get(type)) {
    const element = field.length === undefined ? '' : '[0]'
    leaves(f, `${path}.${field.name}${element}`, `${target}.${field.name}${element}`, field.type)
  }
}

// Gives every field of a struct that has no default a good value; of one with a default the handles.
function fill(f, path, target, type, onlyHandles) {
  for (const field of structs.get(type)) {
    const inner = `${path}.${field.name}`
    const to = `${target}.${field.name}`
    const stated = lookUp(good, f, inner)
    if (field.type.endsWith('*') || (field.length !== undefined && stated === undefined)) continue
    if (structs.has(field.type) && !isHandle(field.type) && stated === undefined) {
      const own = defaultOf(field.type)
      if (own && !onlyHandles) emit(`${to} = ${own.name}();`)
      fill(f, inner, to, field.type, onlyHandles || own !== undefined)
    } else if (stated !== undefined || isHandle(field.type) || !onlyHandles) {
      emit(`${to} = ${goodValue(f, inner, field.type)};`)
    }
  }
}

function structParameter(f, { type, name }, variable) {
  const made = defaultOf(type)
  const stated = lookUp(good, f, name)
  emit(`${type} ${variable} = ${stated ?? (made ? `${made.name}()` : '{0}')};`)
  if (stated === undefined) fill(f, name, variable, type, made !== undefined)
  leaves(f, name, variable, type)
}

function pointerParameter(f, parameter) {
  const { type, name } = parameter
  const to = bare(type)
  if (lookUp(arrays, f, name) !== undefined) {
    emit(`${type} ${name};`)
    array(f, name, name, type)
    return
  }
  const stated = lookUp(good, f, name)
  if (opaque.has(to) && !type.endsWith('**')) {
    emit(`${type} ${name} = ${stated ?? `m->${to.slice(3)}`};`)
  } else if (type.startsWith('const ') && structs.has(to)) {
    structParameter(f, { type: to, name }, `${name}_value`)
    emit(`${type} ${name} = &${name}_value;`)
  } else if (type === 'const char **') {
    emit(`const char *${name}_value = NULL;`)
    emit(`${type} ${name} = &${name}_value;`)
  } else if (type.startsWith('const ')) {
    throw new Error(`${f.name}: arguments.mjs knows no array for ${name}`)
  } else {
    const inner = type.replace(/ ?\*$/, '')
    const zero = inner.endsWith('*') ? 'NULL' : structs.has(inner) ? '{0}' : `(${inner})0`
    emit(`${inner} ${name}_value = ${zero};`)
    emit(`${inner.endsWith('*') ? inner : `${inner} `}*${name} = &${name}_value;`)
  }
  spoil(f, name, to === 'qn_world' && !type.endsWith('**') ? 'WORLD' : 'POINTER', `${name} = NULL;`)
}

// A function of the host's, by its result; null may be one too.
const HOST_FUNCTIONS = { uint64_t: 'counting_clock', bool: 'allow_all' }

function functionParameter(f, { name, declared, result }) {
  emit(`${declared} = ${HOST_FUNCTIONS[result]};`)
  spoil(f, name, 'POINTER', `${name} = NULL;`)
}

function parameter(f, p) {
  if (p.type === 'function') return functionParameter(f, p)
  if (p.type === 'void *') return emit(`void *${p.name} = NULL;`)
  if (p.type.endsWith('*')) return pointerParameter(f, p)
  if (structs.has(p.type) && !isHandle(p.type)) return structParameter(f, p, p.name)
  const value = goodValue(f, p.name, p.type)
  if (value === undefined) throw new Error(`${f.name}: no good value for ${p.name} of type ${p.type}`)
  emit(`${p.type} ${p.name} = ${value};`)
  spoilLeaf(f, p.name, p.name, p.type)
}

function ending(f) {
  if (f.result === 'void') return ['', 'end_void(m);']
  if (f.result === 'qn_error') return [`qn_error result = `, 'end_error(m, result);']
  const take = `${f.result}${f.result.endsWith('*') ? '' : ' '}result = `
  if (isHandle(f.result)) return [take, 'end_handle(m, result.raw);']
  if (f.result === 'bool' && f.name.endsWith('_is_alive')) return [take, 'end_alive(m, result);']
  if (structs.has(f.result)) return [take, '(void)result; end_struct(m);']
  if (f.result.endsWith('*')) return [take, 'end_scalar(m, result == NULL);']
  return [take, `end_scalar(m, result == ${f.result === 'bool' ? 'false' : `(${f.result})0`});`]
}

function writeFunction(f, index) {
  lines.push(`static void call_${index}(misuse *m)`, '{')
  for (const p of f.parameters) parameter(f, p)
  const world = f.parameters.find((p) => bare(p.type) === 'qn_world' && !p.type.endsWith('**'))
  emit(`begin(m, ${world ? `(const qn_world *)${world.name}, true` : 'NULL, false'});`)
  const [take, end] = ending(f)
  emit(`${take}${f.name}(${f.parameters.map((p) => p.name).join(', ')});`)
  emit(end)
  if (after[f.name]) emit(after[f.name])
  lines.push('}', '')
}

const tested = functions.filter((f) => !byHand.includes(f.name))
checkNames('arguments.mjs', [...byHand, ...Object.keys(variants), ...Object.keys(after)])
const calls = tested.flatMap((f) =>
  (variants[f.name] ?? [{ good: {}, ignores: [] }]).map((way) => ({ f, way })),
)
calls.forEach(({ f, way }, index) => {
  variant = way
  writeFunction(f, index)
})
lines.push(`#define FUNCTION_COUNT ${tested.length}`, 'static const call calls[] = {')
calls.forEach(({ f, way }, index) => emit(`{"${f.name}${way.name ? ` (${way.name})` : ''}", call_${index}},`))
lines.push('};', '')
writeFileSync(process.argv[2], `// Written by tests/misuse/generate.mjs from the public headers.\n${lines.join('\n')}`)
