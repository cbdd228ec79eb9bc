// What a page and the worker of `quoin/threaded` say to each other: plain messages with numbers, that
// any pair of ports carries.
import type { ErrorDetails } from './error-details.js'
import { QuoinError, type QuoinErrorCode } from './errors.js'

/** The engine itself among the objects of a worker. */
export const ENGINE_ID = 0

/** An object of the worker, where it stands for an argument or a result. */
export interface Reference {
  readonly quoinObject: number
}

export type ToWorker =
  | { readonly kind: 'start'; readonly module: WebAssembly.Module }
  | {
      readonly kind: 'call'
      readonly id: number
      readonly target: number
      readonly path: readonly string[]
      readonly values: readonly unknown[]
    }
  /** Of a call that has not begun. */
  | { readonly kind: 'abort'; readonly id: number }
  /** From now on the poses of a world are told; by shared memory where there is such. */
  | { readonly kind: 'feed'; readonly id: number; readonly world: number }
  /** A buffer of poses comes back to be filled again. */
  | { readonly kind: 'give'; readonly feed: number; readonly buffer: ArrayBuffer }

export interface ErrorData {
  readonly code: QuoinErrorCode
  readonly during: string
  readonly message: string
  readonly details?: ErrorDetails | undefined
}

export type ToPage =
  | { readonly kind: 'ready'; readonly hasSimd: boolean }
  | { readonly kind: 'failed'; readonly error: ErrorData }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: ErrorData }
  /** New poses: the buffer is the page's until it gives it back. */
  | {
      readonly kind: 'poses'
      readonly feed: number
      readonly buffer: ArrayBuffer
      readonly count: number
    }
  /** Where poses lie from now on. */
  | { readonly kind: 'shared'; readonly feed: number; readonly buffer: SharedArrayBuffer }

/** What both ends need of a Worker, a MessagePort, or the inside of a worker. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

export function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'quoinObject' in value
}

export function dataOf(cause: unknown): ErrorData {
  if (cause instanceof QuoinError) {
    const { code, during, message, details } = cause
    return { code, during, message: message.slice(during.length + 2), details }
  }
  return { code: 'unknown', during: 'worker', message: String(cause) }
}

export function errorOf({ code, during, message, details }: ErrorData): QuoinError {
  return new QuoinError(code, during, message, undefined, details)
}
