// What a QuoinError knows beyond its words, for programs: which handle led nowhere, which argument was
// refused, which file did not come. What is not known where it is thrown is undefined.

const KINDS = ['body', 'shape', 'joint', 'chain', 'character', 'contact', 'field'] as const

/** What handles can be of. */
export type HandleKind = (typeof KINDS)[number]

/** With `stale-handle`. */
export interface HandleDetails {
  readonly about: 'handle'
  readonly function: string
  readonly parameter: string
  readonly kind: HandleKind
  /** The place among all of its kind. */
  readonly index: number
  /** Of the handle; the place has had as many objects before. */
  readonly generation: number
  /** Of what is in that place now; undefined where there is nothing, or it is not known. */
  readonly liveGeneration: number | undefined
}

/** With `bad-definition`, `out-of-range`, `not-finite` and their like. */
export interface ArgumentDetails {
  readonly about: 'argument'
  readonly function: string
  /** With the path to it in a definition. */
  readonly parameter: string
  /**
   * What was given, both numbers of a vector, or the name of its type where it is no plain value.
   */
  readonly value: string | number | bigint | boolean | null | undefined
  /** As its name says it, for example `m/s`. */
  readonly unit: string | undefined
}

/** With the codes of loading. */
export interface FileDetails {
  readonly about: 'file'
  readonly url: string
  /** Of the answer, where there was one. */
  readonly status: number | undefined
}

/** With `assert`, which only the engine of a debug build can be of. */
export interface AssertDetails {
  readonly about: 'assert'
  /** What should hold, or the sentence of what is wrong. */
  readonly expression: string
  /** From the root of the project. */
  readonly file: string
  readonly line: number
  readonly function: string
}

export type ErrorDetails = HandleDetails | ArgumentDetails | FileDetails | AssertDetails

const UNITS: Readonly<Record<string, string>> = {
  M: 'm',
  S: 's',
  Ms: 'ms',
  Rad: 'rad',
  Px: 'px',
  Kg: 'kg',
  Hz: 'Hz',
  N: 'N',
  Nm: 'N m',
  Mps: 'm/s',
  Mps2: 'm/s²',
  Radps: 'rad/s',
  Bytes: 'bytes',
}

/** `linearVelocityMps.x` is in m/s. */
function unitOf(parameter: string): string | undefined {
  const name = parameter.replace(/\.[xy]$/, '').replace(/\[\d+\]$/, '')
  return UNITS[/[A-Z][a-z0-9]*$/.exec(name)?.[0] ?? '']
}

function plain(value: unknown): ArgumentDetails['value'] {
  if (typeof value === 'object' && value !== null) return 'object'
  return typeof value === 'function' || typeof value === 'symbol'
    ? typeof value
    : (value as ArgumentDetails['value'])
}

export function argumentDetails(
  during: string,
  parameter: string,
  value: unknown,
): ArgumentDetails {
  return {
    about: 'argument',
    function: during,
    parameter,
    value: plain(value),
    unit: unitOf(parameter),
  }
}

/** Of a vector the coordinate that no vector may have, else both. */
function insideDetails(during: string, parameter: string, value: unknown): ArgumentDetails {
  if (typeof value !== 'object' || value === null || !('x' in value && 'y' in value)) {
    return argumentDetails(during, parameter, value)
  }
  for (const axis of ['x', 'y'] as const) {
    if (Number.isFinite(value[axis])) continue
    return argumentDetails(during, `${parameter}.${axis}`, value[axis])
  }
  return argumentDetails(during, parameter, `${value.x}, ${value.y}`)
}

/** Arguments that are no objects, by name. */
export type Scalars = Readonly<Record<string, unknown>>

/** `why`, where the engine gives no sentence but the name of a field, in C's way to write it. */
export function fieldDetails(
  during: string,
  why: string,
  given: readonly (readonly [string, unknown])[],
  scalars: Scalars,
): ArgumentDetails | undefined {
  if (!/^[a-z]+(_[a-z0-9]+)*$/.test(why)) return undefined
  const name = why.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  if (Object.hasOwn(scalars, name)) return argumentDetails(during, name, scalars[name])
  for (const [object, value] of given) {
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, name)) {
      return insideDetails(during, `${object}.${name}`, (value as Record<string, unknown>)[name])
    }
  }
  return insideDetails(during, name, given.find(([object]) => object === name)?.[1])
}

/** By the name of what takes it: `body`, `def.base.bodyB`, `bodies[3]`, `sensor`. */
export function handleKindOf(parameter: string): HandleKind | undefined {
  const name = (parameter.split('.').at(-1) ?? '').replace(/\[\d+\]$/, '').toLowerCase()
  if (/^(sensor|visitor|tiles)$/.test(name)) return 'shape'
  return KINDS.find((kind) => name.includes(kind === 'body' ? 'bod' : kind))
}

export function fileDetails(url: string, status?: number): FileDetails {
  return { about: 'file', url, status }
}
