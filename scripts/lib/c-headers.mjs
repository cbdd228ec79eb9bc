// Reads the public headers of the engine as data, for the generators that write TypeScript, the
// list of exports and the misuse calls from them.
//
// It understands the C that house style allows in a public header and throws on every other line,
// so that nothing can be left out unseen.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const INCLUDE = fileURLToPath(new URL('../../engine/include/quoin/', import.meta.url))

/** All headers of a folder, in a fixed order, below INCLUDE. */
export function headersBelow(folder) {
  return readdirSync(join(INCLUDE, folder), { recursive: true })
    .filter((name) => name.endsWith('.h'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort()
}

// ---- Statements -------------------------------------------------------------------------------

const withoutComment = (line) => line.replace(/\/\/.*$/, '').replace(/\/\*.*?\*\//g, ' ')
const commentOf = (line) => /\/\/ ?(.*)$/.exec(line)?.[1]?.trim() ?? ''

function depthAfter(depth, line) {
  let now = depth
  for (const letter of withoutComment(line)) {
    if (letter === '{') now += 1
    if (letter === '}') now -= 1
  }
  return now
}

const isWhole = (lines, depth) => {
  const text = lines.map(withoutComment).join('\n').trimEnd()
  return depth === 0 && (text.endsWith(';') || (text.startsWith('static') && text.endsWith('}')))
}

function directive(lines, at) {
  let end = at
  while (lines[end].endsWith('\\')) end += 1
  const text = lines.slice(at, end + 1).map((line) => line.replace(/\s*\\$/, '')).join('\n')
  return { text, next: end + 1 }
}

// { doc, lines } for each declaration, { directive } for each line of the preprocessor. A comment
// belongs to the declarations that follow it without an empty line.
export function* statements(text) {
  const lines = text.split('\n')
  let doc = []
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]
    if (line.trim() === '' || /^\/\/ ----/.test(line)) {
      doc = []
      at += 1
    } else if (line.startsWith('//')) {
      if (at > 0 && !lines[at - 1].startsWith('//')) doc = []
      doc.push(commentOf(line))
      at += 1
    } else if (line.startsWith('#')) {
      const found = directive(lines, at)
      yield { directive: found.text, doc }
      at = found.next
    } else {
      const start = at
      let depth = depthAfter(0, lines[at])
      while (!isWhole(lines.slice(start, at + 1), depth)) {
        at += 1
        if (at >= lines.length) throw new Error(`this declaration has no end: ${lines[start]}`)
        depth = depthAfter(depth, lines[at])
      }
      at += 1
      yield { doc, lines: lines.slice(start, at) }
    }
  }
}

// ---- Declarations -----------------------------------------------------------------------------

// 'const qn_vec2 *points_m' -> { type: 'const qn_vec2 *', name: 'points_m' }
function declaration(text) {
  const match = /^((?:const )?\w+ ?\**(?:const)?)(\w+)(?:\[(\w+)\](?:\[(\w+)\])?)?$/.exec(text.trim())
  if (!match) throw new Error(`cannot read the declaration "${text}"`)
  return { type: match[1].trim(), name: match[2], length: match[3], rows: match[4] }
}

function parameters(list) {
  if (list === 'void') return []
  const hook = /^(.*, )?((\w+) \(\*(\w+)\)\([^)]*\))(, .*)?$/.exec(list)
  if (!hook) return list.split(',').map(declaration)
  const [, before, declared, result, name, behind] = hook
  const read = (part) => (part ? parameters(part.replace(/^, |, $/g, '')) : [])
  return [...read(before), { type: 'function', name, declared, result }, ...read(behind)]
}

// The fields of a struct, each with the comment before it and the one behind it.
function fields(lines) {
  const found = []
  let before = []
  let code = ''
  let behind = []
  for (const line of lines) {
    const text = withoutComment(line).trim()
    if (text === '' && code === '') {
      if (commentOf(line) && before.length === 0 && behind.length > 0 && /^\s{8}/.test(line)) {
        found.at(-1).doc += ` ${commentOf(line)}`
      } else if (commentOf(line)) before.push(commentOf(line))
      continue
    }
    code += ` ${text}`
    behind = commentOf(line) ? [commentOf(line)] : []
    if (!text.endsWith(';')) continue
    const [first, ...more] = code.trim().slice(0, -1).split(',')
    const head = declaration(first)
    const doc = [...before, ...behind].join(' ')
    found.push({ ...head, doc })
    found.push(...more.map((name) => ({ ...declaration(`${head.type} ${name.trim()}`), doc })))
    before = []
    code = ''
  }
  return found
}

// X(NAME, ...) rows of a table macro, by the enumerator macro that the enum gives it.
function tableRows(macros, table, macro) {
  const rows = macros.get(table)
  const prefix = new RegExp(`\\b(\\w+)##`).exec(macros.get(macro) ?? '')?.[1]
  if (rows === undefined || prefix === undefined) throw new Error(`cannot expand ${table}(${macro})`)
  return [...rows.matchAll(/\bX\((\w+),/g)].map((row) => `${prefix}${row[1]}`)
}

function enumerators(lines, macros) {
  const found = []
  let next = 0
  let comma = true
  for (const line of lines) {
    const text = withoutComment(line).trim()
    if (text === '' || text.startsWith('#')) {
      const define = /^#\s*define (\w+)\([^)]*\) (.*)$/.exec(text)
      if (define) macros.set(define[1], define[2])
      continue
    }
    const table = /^(\w+)\((\w+)\)$/.exec(text)
    if (table) {
      for (const name of tableRows(macros, table[1], table[2])) found.push({ name, value: next++, doc: '' })
      continue
    }
    for (const part of text.split(',').map((item) => item.trim()).filter(Boolean)) {
      const one = /^(\w+)(?: = (-?\d+)u?)?$/.exec(part)
      if (!one || !comma) throw new Error(`cannot read the enumerator "${part}"`)
      if (one[2] !== undefined) next = Number(one[2])
      found.push({ name: one[1], value: next++, doc: commentOf(line) })
    }
  }
  return found
}

// What stands between the outermost braces, line by line.
function bodyOf(lines) {
  const text = lines.join('\n')
  return text.slice(text.indexOf('{') + 1, text.lastIndexOf('}')).split('\n')
}

const joined = (lines) => lines.map(withoutComment).join(' ').replace(/\s+/g, ' ').trim()

function readStatement(api, { doc, lines }, header) {
  const text = joined(lines)
  const about = doc.join('\n')
  const rules = [
    [/^typedef enum (\w+) \{.*\} \1;$/, ([, name]) =>
      api.enums.push({ name, header, doc: about, values: enumerators(bodyOf(lines), api.macros) })],
    [/^enum \{.*\};$/, () =>
      api.constants.push(...enumerators(bodyOf(lines), api.macros).map((one) => ({ ...one, header })))],
    [/^typedef struct (\w+) \{(.*)\} \1;$/, ([, name]) =>
      api.structs.push({ name, header, doc: about, fields: fields(bodyOf(lines)) })],
    [/^typedef struct (\w+) \1;$/, ([, name]) => api.opaque.push(name)],
    [/^typedef \w+ \*?\w+\(.*\);$/, () => undefined],
    [/^QN_API ((?:const )?\w+ \*?)(\w+)\((.*)\);$/, ([, result, name, list]) => {
      const behind = lines.map(commentOf).filter(Boolean).join(' ')
      const whole = [about, behind].filter(Boolean).join('\n')
      api.functions.push({ name, header, doc: whole, result: result.trim(), parameters: parameters(list) })
    }],
    [/^static inline /, () => undefined],
    [/^_Static_assert/, () => undefined],
  ]
  for (const [pattern, take] of rules) {
    const match = pattern.exec(text)
    if (match) return take(match)
  }
  throw new Error(`${header}: cannot read "${text}"`)
}

function readDirective(api, { directive: text, doc }, header) {
  const number = /^#define (QN_\w+) (-?[\d.]+(?:e-?\d+)?|0x[\dA-F]+)[uf]?(?:\s*\/\/ ?(.*))?$/.exec(text)
  if (number) {
    const about = [doc.join(' '), number[3] ?? ''].filter(Boolean).join(' ')
    api.constants.push({ name: number[1], value: Number(number[2]), doc: about, header })
  }
  const macro = /^#define (\w+)\([^)]*\)([\s\S]*)$/.exec(text)
  if (macro) api.macros.set(macro[1], macro[2])
}

/**
 * Reads headers (paths below INCLUDE) into
 * { constants, enums, structs, opaque, functions }, each in the order of the headers.
 */
export function readHeaders(headers) {
  const api = { constants: [], enums: [], structs: [], opaque: [], functions: [], macros: new Map() }
  for (const header of headers) {
    for (const statement of statements(readFileSync(join(INCLUDE, header), 'utf8'))) {
      if (statement.directive !== undefined) readDirective(api, statement, header)
      else readStatement(api, statement, header)
    }
  }
  return api
}
