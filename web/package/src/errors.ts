// Every failure of the package is a QuoinError, and all of them are thrown from here.
//
// `code` is what a program acts on: one of the engine's own codes (generated from the C table) or
// one of those that only exist on this side. `message` is for people and says what to do.
import type { ErrorDetails } from './error-details.js'
import { ERROR_CODES } from './exports.gen.js'

export type EngineErrorCode = Exclude<(typeof ERROR_CODES)[number], 'ok'>

export type HostErrorCode =
  | 'wasm-network'
  | 'wasm-not-found'
  | 'wasm-not-wasm'
  | 'wasm-cut-off'
  | 'wasm-integrity'
  | 'wasm-csp'
  | 'wasm-unsupported'
  | 'wasm-version'
  | 'wasm-part'
  | 'wasm-out-of-memory'
  | 'aborted'
  | 'disposed'
  | 'in-use'
  | 'assert'
  | 'trap'
  | 'unknown'

export type QuoinErrorCode = EngineErrorCode | HostErrorCode

export class QuoinError extends Error {
  readonly code: QuoinErrorCode
  /** The call that failed, for example `world.step`. */
  readonly during: string
  /** What is known of it for programs; see `about`. */
  readonly details: ErrorDetails | undefined

  constructor(
    code: QuoinErrorCode,
    during: string,
    message: string,
    cause?: unknown,
    details?: ErrorDetails,
  ) {
    super(`${during}: ${message}`, cause === undefined ? undefined : { cause })
    this.name = 'QuoinError'
    this.code = code
    this.during = during
    this.details = details
  }
}

export function raise(
  code: QuoinErrorCode,
  during: string,
  message: string,
  cause?: unknown,
  details?: ErrorDetails,
): never {
  throw new QuoinError(code, during, message, cause, details)
}

/** The code of an engine error number; numbers of a newer engine are `unknown`. */
export function errorCodeOf(error: number): QuoinErrorCode {
  const code = ERROR_CODES[error]
  return code === undefined || code === 'ok' ? 'unknown' : code
}

export function isAbort(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'AbortError'
}
