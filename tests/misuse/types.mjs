// The public functions and types of the physics headers, as the generators of calls need them.
import { headersBelow, readHeaders } from '../../scripts/lib/c-headers.mjs'

const api = readHeaders(['base.h', 'math.h', ...headersBelow('physics')])

export const enums = new Set(api.enums.map(({ name }) => name))
export const structs = new Map(api.structs.map(({ name, fields }) => [name, fields]))
export const opaque = new Set(api.opaque)
export const functions = api.functions.filter(({ header }) => header.startsWith('physics/'))

export const isHandle = (type) => structs.get(type)?.length === 1 && structs.get(type)[0].name === 'raw'
export const handleNoun = (type) => type.replace(/^qn_(\w+)_id$/, '$1')
export const defaultOf = (type) =>
  functions.find((f) => f.result === type && f.parameters.length === 0 && f.name.endsWith('_default'))
export const bare = (type) => type.replace(/^const /, '').replace(/ ?\*+$/, '')

/** Throws if a table names functions that are gone. */
export function checkNames(table, names) {
  const unknown = names.filter((name) => !functions.some((f) => f.name === name))
  if (unknown.length > 0) throw new Error(`${table} names what is gone: ${unknown}`)
}
