// Writes one C function for each public function of the physics headers, which calls it with
// arguments made from the fuzzer's bytes: node generate.mjs <out file>
//
// It throws on any argument that it cannot make, so that no function can be forgotten. What needs
// more than arguments is written by hand in by_hand.h.
import { writeFileSync } from 'node:fs'
import {
  bare, checkNames, defaultOf, enums, functions, handleNoun, isHandle, opaque, structs,
} from '../../misuse/types.mjs'

// In by_hand.h, or called by the harness alone.
const byHand = [
  'qn_world_snapshot', 'qn_world_restore', 'qn_history_create', 'qn_recorder_create',
  'qn_recorder_write', 'qn_replay_open',
]
const ofTheHarness = [
  'qn_world_create', 'qn_world_destroy', 'qn_history_destroy', 'qn_recorder_destroy', 'qn_replay_close',
]
// These may change a world and answer an error, as their headers say.
const mayChange = ['qn_history_step']

// Numbers that say how much there is behind a pointer, or that cost time.
const bounded = {
  capacity: 'any_capacity(r)',
  size_bytes: 'any_size(r)',
  point_count: 'any_count(r)',
  seed_count: 'any_count(r)',
  body_count: 'any_count(r)',
  step_count: 'any_count(r)',
  width: 'any_side(r)',
  height: 'any_side(r)',
  dt_s: 'any_dt(r)',
  substep_count: 'any_substeps(r)',
}
// Fields of definitions that are chosen anew each time.
const always = ['type', 'kind', 'is_sensor']
// Arrays that are read.
const arrays = {
  'const qn_vec2 *': 'any_points(r)',
  'const uint8_t *': 'any_bits(r)',
  'const qn_body_id *': 'any_bodies(r)',
}
const scalars = {
  float: 'any_float(r)',
  bool: 'any_bool(r)',
  int32_t: 'any_int(r)',
  uint32_t: '(uint32_t)any_int(r)',
  uint64_t: 'any_bits64(r)',
  size_t: 'any_size(r)',
  qn_vec2: 'any_vec2(r)',
  qn_rot: 'any_rot(r)',
  qn_bytes: 'any_bytes(r)',
  qn_region: 'any_region(r)',
}

// Calls for one kind of a noun: [function, parameter, kind].
const kinds = [
  [/^qn_field_(?:set_)?(area|point|radial|buoyancy|wind)$/, 'field', 'QN_FIELD_'],
  [/^qn_(tiles)_/, 'tiles', 'QN_SHAPE_'],
  [/^qn_gear_create$/, 'def_value.joint_a', 'QN_JOINT_REVOLUTE'],
  [/^qn_gear_create$/, 'def_value.joint_b', 'QN_JOINT_REVOLUTE'],
]

// Many questions and as many answers; see query.h.
const isMany = (f) => f.name.endsWith('_many')
const QUESTION_COUNT = 3

const lines = []
const emit = (line) => lines.push(`    ${line}`)
const nameOf = (path) => path.split(/[.\]]/).at(-1)

function kindWanted(f, path) {
  const joint = /^physics\/joint\/(\w+)\.h$/.exec(f.header)
  if (joint && path === 'joint') return `QN_JOINT_${joint[1].toUpperCase()}`
  for (const [pattern, parameter, kind] of kinds) {
    const found = path === parameter ? pattern.exec(f.name) : null
    if (found) return kind + (found[1] ?? '').toUpperCase()
  }
  return undefined
}

function value(f, path, type) {
  const name = nameOf(path)
  if (isMany(f) && path === 'count') return 'any_question_count(r)'
  const kind = kindWanted(f, path)
  if (kind) return `any_${handleNoun(type)}_of(r, ${kind})`
  if (bounded[name] && (type === 'int32_t' || type === 'size_t' || type === 'float')) return bounded[name]
  if (scalars[type]) return scalars[type]
  if (isHandle(type)) return `any_${handleNoun(type)}(r)`
  if (enums.has(type)) return `(${type})any_enum(r)`
  if (arrays[type]) return arrays[type]
  throw new Error(`${f.name}: cannot make ${path} of type ${type}`)
}

// ---- Structs ----------------------------------------------------------------------------------

function leaves(type, path) {
  return structs.get(type).flatMap((field) => {
    const length = Number(field.length ?? 1)
    const paths = [...Array(length).keys()].map((i) => `${path}.${field.name}${field.length ? `[${i}]` : ''}`)
    const inner = structs.has(field.type) && !isHandle(field.type) && !scalars[field.type]
    return inner ? paths.flatMap((p) => leaves(field.type, p)) : paths.map((p) => ({ path: p, type: field.type }))
  })
}

// What has a default gets its handles, arrays and their counts, and a few other fields; what has
// none gets all of its fields.
function struct(f, type, variable) {
  const made = defaultOf(type)
  emit(`${type} ${variable} = ${made ? `${made.name}()` : '{0}'};`)
  const all = leaves(type, variable).filter(({ path }) => nameOf(path) !== 'cookie' || made)
  const isNeeded = ({ path, type: of }) =>
    !made || isHandle(of) || of.endsWith('*') || always.includes(nameOf(path)) ||
    (bounded[nameOf(path)] && nameOf(path) !== 'dt_s')
  for (const { path, type: of } of all.filter(isNeeded)) emit(`${path} = ${value(f, path, of)};`)
  const others = all.filter((leaf) => !isNeeded(leaf))
  if (others.length === 0) return
  emit('for (int n = any_changes(r); n > 0; --n) {')
  emit(`    switch (qn_read_u8(&r->in) % ${others.length}) {`)
  others.forEach(({ path, type: of }, index) => {
    emit(`    case ${index}: ${path} = ${nameOf(path) === 'cookie' ? '7' : value(f, path, of)}; break;`)
  })
  emit('    default: break;')
  emit('    }')
  emit('}')
}

// ---- Parameters -------------------------------------------------------------------------------

function pointer(f, { type, name }) {
  const to = bare(type)
  if (arrays[type]) return emit(`${type} ${name} = ${arrays[type]};`)
  if (opaque.has(to)) return emit(`${type} ${name} = any_${to.slice(3)}(r);`)
  if (type === 'void *') return emit(`void *${name} = NULL;`)
  if (isMany(f) && structs.has(to) && name !== 'world') return questions(f, type, name)
  if (type.startsWith('const ') && structs.has(to)) {
    if (scalars[to]) emit(`${to} ${name}_value = ${scalars[to]};`)
    else struct(f, to, `${name}_value`)
    return emit(`${type} ${name} = or_null(r, &${name}_value);`)
  }
  if (f.parameters.some((p) => p.name === 'capacity' || p.name === 'size_bytes') || name === 'poses') {
    if (!type.endsWith('*') || name.endsWith('count')) return single(type, name)
    return emit(`${type} ${name} = (${type})(void *)r->room;`)
  }
  return single(type, name)
}

function questions(f, type, name) {
  const to = bare(type)
  if (!type.startsWith('const ')) return emit(`${type} ${name} = (${type})(void *)r->room;`)
  const each = [...Array(QUESTION_COUNT).keys()].map((index) => `${name}_${index}`)
  for (const variable of each) struct(f, to, variable)
  emit(`${to} ${name}_values[] = {${each.join(', ')}};`)
  emit(`${type} ${name} = or_null(r, ${name}_values);`)
}

const HOST_FUNCTIONS = { uint64_t: 'any_clock(r)', bool: 'any_hook(r)' }

function single(type, name) {
  const inner = type.replace(/ ?\*$/, '')
  const zero = inner.endsWith('*') ? 'NULL' : structs.has(inner) ? '{0}' : `(${inner})0`
  emit(`${inner}${inner.endsWith('*') ? '' : ' '}${name}_value = ${zero};`)
  emit(`${inner}${inner.endsWith('*') ? '' : ' '}*${name} = or_null(r, &${name}_value);`)
}

function parameter(f, p) {
  if (p.type === 'function') return emit(`${p.declared} = ${HOST_FUNCTIONS[p.result]};`)
  if (p.type.endsWith('*')) return pointer(f, p)
  if (structs.has(p.type) && !isHandle(p.type) && !scalars[p.type]) return struct(f, p.type, p.name)
  emit(`${p.type} ${p.name} = ${value(f, p.name, p.type)};`)
}

// ---- Results ----------------------------------------------------------------------------------

const takesWorld = (f, isConst) =>
  f.parameters.some((p) => bare(p.type) === 'qn_world' && p.type.startsWith('const ') === isConst)

function ending(f) {
  const changes = takesWorld(f, false)
  const refused = { qn_error: 'result != QN_ERROR_OK' }[f.result] ?? (isHandle(f.result) ? 'result.raw == 0' : 'false')
  if (isHandle(f.result) && changes) emit(`keep_${handleNoun(f.result)}(r, result);`)
  const piece = f.parameters.find((p) => p.name === 'piece' || p.name === 'pieces')
  if (piece?.name === 'piece') emit('keep_body(r, piece_value);')
  if (piece?.name === 'pieces') emit('keep_body(r, pieces[0]);')
  if (f.name === 'qn_body_shapes') emit('keep_shape(r, out[0]);')
  if (f.name === 'qn_body_contacts') emit('keep_contact(r, out[0].contact);')
  if (f.name === 'qn_body_joints') emit('keep_joint(r, out[0]);')
  if (f.name === 'qn_chain_segment') emit('keep_shape(r, result);')
  const count = f.parameters.find((p) => p.type === 'int32_t *' && p.name === 'count')
  if (f.result.endsWith('*') && count) emit('look_at(result, count_value * (int32_t)sizeof *result, count != NULL);')
  else if (f.result !== 'void') emit('(void)result;')
  emit(`end(r, ${changes && !mayChange.includes(f.name) ? refused : !changes});`)
}

function writeFunction(f, index) {
  lines.push(`static void call_${index}(run *r)`, '{')
  for (const p of f.parameters) parameter(f, p)
  const take = f.result === 'void' ? '' : `${f.result}${f.result.endsWith('*') ? '' : ' '}result = `
  emit(`${take}${f.name}(${f.parameters.map((p) => p.name).join(', ')});`)
  ending(f)
  lines.push('}', '')
}

checkNames('tests/fuzz/world/generate.mjs', [...byHand, ...ofTheHarness, ...mayChange])
const written = functions.filter((f) => !byHand.includes(f.name) && !ofTheHarness.includes(f.name))
written.forEach(writeFunction)
const rows = [
  ...byHand.map((name) => `{"${name}", ${name.slice(3)}}`),
  ...written.map((f, index) => `{"${f.name}", call_${index}}`),
]
const makers = written.flatMap((f, index) =>
  isHandle(f.result) && takesWorld(f, false) ? [index + byHand.length] : [],
)
lines.push('static const call calls[] = {', ...rows.map((row) => `    ${row},`), '};', '')
lines.push('// Those that make something.')
lines.push(`static const int makers[] = {${makers.join(', ')}};`, '')
writeFileSync(process.argv[2], `// Written by tests/fuzz/world/generate.mjs from the public headers.\n${lines.join('\n')}`)
