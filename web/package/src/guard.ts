// The exports of an instance behind a guard that tells a trap from a caller's mistake.
import { QuoinError, raise } from './errors.js'
import type { EngineExports } from './exports.gen.js'

type Crossing = number | bigint
type Call = (...values: Crossing[]) => Crossing
type Fail = (cause: unknown) => never
type Wrap = (call: Call, fail: Fail) => Call

// One for each number of arguments: a list of any length would be made anew at every call, which
// costs more than most calls themselves.
const WRAPS: readonly Wrap[] = [
  (call, fail) => () => {
    try {
      return call()
    } catch (cause) {
      return fail(cause)
    }
  },
  (call, fail) => (a) => {
    try {
      return call(a as Crossing)
    } catch (cause) {
      return fail(cause)
    }
  },
  (call, fail) => (a, b) => {
    try {
      return call(a as Crossing, b as Crossing)
    } catch (cause) {
      return fail(cause)
    }
  },
  (call, fail) => (a, b, c) => {
    try {
      return call(a as Crossing, b as Crossing, c as Crossing)
    } catch (cause) {
      return fail(cause)
    }
  },
  (call, fail) => (a, b, c, d) => {
    try {
      return call(a as Crossing, b as Crossing, c as Crossing, d as Crossing)
    } catch (cause) {
      return fail(cause)
    }
  },
]

const wrapMany: Wrap =
  (call, fail) =>
  (...values) => {
    try {
      return call(...values)
    } catch (cause) {
      return fail(cause)
    }
  }

// A trap, and a stack that ran over: both leave memory half written.
const isTrap = (cause: unknown) =>
  cause instanceof WebAssembly.RuntimeError || cause instanceof RangeError

/** Where a function is looked for that the file does not have. */
function absence(onAbsent: (name: string) => never): object {
  return new Proxy({}, { get: (_, name) => () => onAbsent(String(name)) })
}

/**
 * The exports as they are, but that a trap is told to `onTrap` and thrown as an error of its own, and what
 * the file does not have tells `onAbsent`. What the host refuses to convert never reached the engine and is
 * the caller's mistake.
 */
export function guardExports(
  raw: WebAssembly.Exports,
  onTrap: (error: QuoinError) => void,
  onAbsent: (name: string) => never,
): EngineExports {
  const failOf =
    (name: string): Fail =>
    (cause) => {
      if (cause instanceof QuoinError) {
        // Thrown by what the engine imports: an assert. The call was left half way.
        onTrap(cause)
        throw cause
      }
      if (!isTrap(cause)) raise('bad-definition', name, 'an argument is of the wrong kind', cause)
      const error = new QuoinError('trap', name, 'the engine stopped; load it again', cause)
      onTrap(error)
      throw error
    }
  const calls = Object.entries(raw).filter(([, call]) => typeof call === 'function')
  const entries = calls.map(([name, value]) => {
    const call = value as Call
    return [name, (WRAPS[call.length] ?? wrapMany)(call, failOf(name))]
  })
  const { memory } = raw
  // Made with its prototype: an object that is given one later is slower to call.
  return Object.assign(Object.create(absence(onAbsent)), Object.fromEntries(entries), { memory })
}
