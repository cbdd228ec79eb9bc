// What the generators know of the engine's C interface: its headers as data, how WebAssembly lays
// them out, and what each thing is called in TypeScript.
//
// Names are mechanical, so that whoever knows the one knows the other: qn_body_set_velocity is
// `world.body.setVelocity`, qn_world_step is `world.step`, qn_body_def is `BodyDef`, velocity_mps is
// `velocityMps`, QN_BODY_DYNAMIC is 'dynamic'.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { headersBelow, INCLUDE, readHeaders } from '../../../scripts/lib/c-headers.mjs'

export const api = readHeaders([
  'base.h',
  'memory.h',
  'math.h',
  ...headersBelow('physics'),
  'hash.h',
  'compress.h',
  'save.h',
  ...headersBelow('image'),
])

// ---- Names ------------------------------------------------------------------------------------

export const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())
export const pascal = (name) => camel(`_${name}`)
/** qn_body_def -> BodyDef */
export const typeName = (name) => pascal(name.replace(/^qn_/, ''))

const structs = new Map(api.structs.map((struct) => [struct.name, struct]))
const enums = new Map(api.enums.map((item) => [item.name, item]))
const functions = new Map(api.functions.map((item) => [item.name, item]))

export const bare = (type) => type.replace(/^const /, '').replace(/ ?\*+$/, '')
export const structOf = (type) => structs.get(type)
export const enumOf = (type) => enums.get(type)
export const isHandle = (type) => {
  const fields = structs.get(type)?.fields
  return fields?.length === 1 && fields[0].name === 'raw'
}
/** The function that makes the default of a struct, if it has one. */
export const defaultOf = (struct) => functions.get(`${struct}_default`)

/** bodies -> body, points_m -> point */
export const singular = (name) =>
  name
    .replace(/_(m|s|kg|n|rad|ns)$/, '')
    .replace(/ies$/, 'y')
    .replace(/([^s])s$/, '$1')

/** An enumeration held in a 32-bit field: its comment names it first. */
export function enumOfField(field) {
  if (enums.has(field.type)) return enums.get(field.type)
  const named = field.type === 'uint32_t' ? /^(qn_\w+)\b/.exec(field.doc)?.[1] : undefined
  return enums.get(named)
}

/** [name, ...] by value, without the common start: ['static', 'kinematic', 'dynamic'] */
export function enumNames({ values }) {
  const words = values.map(({ name }) => name.split('_'))
  let common = 0
  while (words.every((parts) => parts[common] === words[0][common] && parts.length > common + 1))
    common += 1
  const names = []
  values.forEach(({ name, value }, index) => {
    if (!name.endsWith('_COUNT')) names[value] = words[index].slice(common).join('-').toLowerCase()
  })
  return names
}

// ---- Layout -----------------------------------------------------------------------------------

const SCALAR_BYTES = {
  bool: 1,
  char: 1,
  uint8_t: 1,
  float: 4,
  int32_t: 4,
  uint32_t: 4,
  size_t: 4,
  int64_t: 8,
  uint64_t: 8,
  double: 8,
}
const layouts = new Map()

function measure(type) {
  if (type.endsWith('*') || enums.has(type)) return { bytes: 4, align: 4 }
  const bytes = SCALAR_BYTES[type]
  if (bytes) return { bytes, align: bytes }
  if (!structs.has(type)) throw new Error(`what is the size of ${type}?`)
  return layoutOf(type)
}

function dimension(text) {
  if (text === undefined) return 1
  const constant = api.constants.find(({ name }) => name === text)
  const length = constant ? constant.value : Number(text)
  if (!Number.isInteger(length)) throw new Error(`how much is [${text}]?`)
  return length
}

/** { bytes, align, fields: [{ ...field, offset, count, bytes }] } under the wasm32 C ABI. */
export function layoutOf(name) {
  const known = layouts.get(name)
  if (known) return known
  let offset = 0
  let align = 1
  const fields = structs.get(name).fields.map((field) => {
    const each = measure(field.type)
    const count = dimension(field.length) * dimension(field.rows)
    offset = Math.ceil(offset / each.align) * each.align
    align = Math.max(align, each.align)
    const placed = { ...field, offset, count, bytes: each.bytes }
    offset += each.bytes * count
    return placed
  })
  const layout = { bytes: Math.ceil(offset / align) * align, align, fields }
  layouts.set(name, layout)
  return layout
}

export const sizeOf = (type) => measure(type).bytes

// ---- Nouns ------------------------------------------------------------------------------------

// Each handle is a noun, each kind of joint, and what is a kind of shape; the rest is the world's.
const joints = readdirSync(join(INCLUDE, 'physics/joint'))
  .map((file) => basename(file, '.h'))
  .sort()
const handles = api.structs
  .filter(({ name }) => isHandle(name))
  .map(({ name }) => name.slice(3, -3))
/** Nouns whose objects are owned by JavaScript, by a pointer. */
export const OWNED_NOUNS = [...api.opaque.map((name) => name.slice(3)), 'bitmap'].filter(
  (noun) => noun !== 'world',
)
export const NOUNS = [
  ...handles,
  ...joints.map((noun) => (noun === 'filter' ? 'filter_joint' : noun)),
  'tiles',
  'sensor',
]

export const isWorld = (type) => bare(type) === 'qn_world'
/** A pointer to what a method is of: the world, or one of the other owned things. */
export const isOwner = (type) =>
  isWorld(type) || (type.endsWith('*') && OWNED_NOUNS.includes(bare(type).slice(3)))
/** A struct that JavaScript has as an object. */
export const isPlain = (type) =>
  structs.has(type) &&
  !isHandle(type) &&
  type !== 'qn_bytes' &&
  !OWNED_NOUNS.includes(type.slice(3))

/** { noun, verb }: which class a function belongs to and what it is called there. */
export function placeOf(name) {
  // What is done with a bitmap is named for pictures: qn_image_crop.
  const plain = name.replace(/^qn_(image_(?!resizer_|decoder_))?/, (start) =>
    start === 'qn_image_' ? 'bitmap_' : '',
  )
  const fits = [...NOUNS, ...OWNED_NOUNS, 'world'].filter((noun) => plain.startsWith(`${noun}_`))
  const noun = fits.sort((a, b) => b.length - a.length)[0]
  return noun ? { noun, verb: plain.slice(noun.length + 1) } : { noun: 'world', verb: plain }
}

// ---- What is written by hand ------------------------------------------------------------------

/** Called by hand-written TypeScript, each where its comment says. */
export const BY_HAND = new Set([
  'qn_error_code', // engine.ts
  'qn_error_text',
  'qn_memory_release', // bytes.ts
  'qn_memory_live_bytes', // engine.ts
  'qn_memory_live_count',
  'qn_memory_peak_bytes',
  'qn_sha256', // hash.ts
  'qn_blake3',
  'qn_blake3_extended',
  'qn_blake3_keyed',
  'qn_blake3_derive',
  'qn_sha256_many', // hash-batch.ts
  'qn_blake3_many',
  'qn_sha256_init', // hash-stream.ts
  'qn_sha256_update',
  'qn_sha256_final',
  'qn_sha256_save',
  'qn_sha256_load',
  'qn_blake3_init',
  'qn_blake3_init_keyed',
  'qn_blake3_init_derive',
  'qn_blake3_update',
  'qn_blake3_final_extended',
  'qn_blake3_save',
  'qn_blake3_load',
  'qn_bytes_equal_secret', // text.ts
  'qn_hex_encode',
  'qn_hex_decode',
  'qn_base64_encode',
  'qn_base64_decode',
  'qn_deflate_def_default', // compress.ts
  'qn_inflate_def_default',
  'qn_deflate',
  'qn_inflate',
  'qn_gzip_read_header',
  'qn_deflater_create',
  'qn_deflater_destroy',
  'qn_deflater_push',
  'qn_deflater_is_done',
  'qn_inflater_create',
  'qn_inflater_destroy',
  'qn_inflater_push',
  'qn_inflater_is_done',
  'qn_inflater_finish',
  'qn_inflater_header',
  'qn_crc32',
  'qn_adler32',
  'qn_save_wrap', // storage.ts
  'qn_save_unwrap',
  'qn_image_create', // image.ts
  'qn_image_decode',
  'qn_image_probe',
  'qn_image_contain',
  'qn_image_cover',
  'qn_image_resize',
  'qn_image_resize_within',
  'qn_resize_begin',
  'qn_resize_finish',
  'qn_resize_cancel',
  'qn_jpeg_encoder_create',
  'qn_jpeg_encoder_destroy',
  'qn_png_encoder_create',
  'qn_png_encoder_destroy',
  'qn_png_encoder_read',
  'qn_image_decoder_create',
  'qn_image_decoder_destroy',
  'qn_image_decoder_take',
  'qn_image_resizer_create', // image-resizer.ts
  'qn_image_resizer_create_rgba',
  'qn_image_resizer_begin_load',
  'qn_image_resizer_destroy',
  'qn_image_resizer_pixels',
  'qn_world_create', // physics-world.ts
  'qn_world_destroy',
  'qn_world_last_error', // engine.ts
  'qn_world_clear_error',
  'qn_world_predict', // physics-world.ts
  'qn_world_debug_draw',
  'qn_world_interpolate_poses',
  'qn_history_create', // time.ts
  'qn_history_destroy',
  'qn_recorder_create',
  'qn_recorder_destroy',
  'qn_replay_open',
  'qn_replay_close',
])
/** Not exported: what only a C program can use, or what JavaScript has in another way. */
const LEFT_OUT = new Set([
  'qn_memory_set_hooks', // takes C functions
  'qn_world_set_clock', // quoin_world_set_profiling
  'qn_world_set_filter_hook', // take C functions, as optional hooks of native hosts
  'qn_world_set_contact_hook',
  'qn_image_decode_png', // decode and probe tell formats apart
  'qn_image_probe_png',
  'qn_image_decode_jpeg',
  'qn_rot_from_angle', // Math.cos, Math.sin
  'qn_atan2',
])

export const callable = api.functions.filter(({ name, header }) => {
  if (LEFT_OUT.has(name)) return false
  return /^(physics|image)\//.test(header) || BY_HAND.has(name)
})
export const generated = callable.filter(({ name }) => !BY_HAND.has(name))

// ---- The module's own functions ---------------------------------------------------------------

/** Those of shell/exports.h, which belong to no header of the engine. */
export const MODULE_FUNCTIONS = [
  { name: 'quoin_interface', parameters: [], result: 'number' },
  { name: 'quoin_features', parameters: [], result: 'number' },
  { name: 'quoin_allocate', parameters: ['number'], result: 'number' },
  { name: 'quoin_free', parameters: ['number'], result: 'void' },
  { name: 'quoin_trap', parameters: [], result: 'void' },
  {
    name: 'quoin_world_set_profiling',
    parameters: ['number', 'number'],
    result: 'number',
    part: 'physics',
  },
]

// ---- Parts ------------------------------------------------------------------------------------

/** What can be loaded by itself; every file of the engine has the core. */
export const PARTS = ['physics', 'hash', 'compress', 'image']

const PART_OF_HEADER = { hash: 'hash', compress: 'compress', save: 'compress' }

function partOf({ part, header = '' }) {
  const [place] = header.split(/[/.]/)
  return part ?? PART_OF_HEADER[place] ?? (PARTS.includes(place) ? place : 'core')
}

/** The names of what is exported, in 'core' and in each part. */
export function namesOf(part) {
  return [...MODULE_FUNCTIONS, ...callable]
    .filter((item) => partOf(item) === part)
    .map(({ name }) => name)
}

/** A number that changes with every layout and signature that crosses. */
export function interfaceNumber() {
  const shape = JSON.stringify([
    callable.map(({ name, result, parameters }) => [name, result, parameters]),
    api.structs.map(({ name }) => [
      name,
      layoutOf(name).fields.map((f) => [f.name, f.type, f.offset]),
    ]),
    api.enums.map(({ name, values }) => [name, values.map((value) => [value.name, value.value])]),
    MODULE_FUNCTIONS,
  ])
  return createHash('sha256').update(shape).digest().readUInt32LE(0)
}

export function packageVersion() {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
}
