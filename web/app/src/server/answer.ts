// Answers in JSON. A refusal says what is wrong by a code for programs and a sentence for people.
import { TooLarge } from './body'
import { DatabaseAway } from './postgres'
import { addressOf } from './rate-limit'
import { service } from './service'

const NEVER_KEPT = { 'cache-control': 'no-store' }

export function answer(content: object, status = 200, headers: Record<string, string> = {}) {
  return Response.json(content, { status, headers: { ...NEVER_KEPT, ...headers } })
}

export function refuse(
  status: number,
  error: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return answer({ error, message }, status, headers)
}

export const BUSY = () =>
  refuse(503, 'busy', 'too much waits already; try again in a moment', { 'retry-after': '2' })
export const TOO_SLOW = () =>
  refuse(422, 'too-slow', 'it took longer than anything sound does, and was given up')

/**
 * Runs a handler within the rate of one address, and turns a body that is too large into 413, a
 * database that cannot be reached into 503.
 */
export async function guarded(
  request: Request,
  handler: () => Promise<Response>,
): Promise<Response> {
  const waitSeconds = service().limit.take(addressOf(request), Date.now())
  if (waitSeconds > 0) {
    return refuse(429, 'too-often', `try again in ${waitSeconds} s`, {
      'retry-after': String(waitSeconds),
    })
  }
  try {
    return await handler()
  } catch (cause) {
    if (cause instanceof TooLarge) return refuse(413, 'too-large', cause.message)
    if (cause instanceof DatabaseAway) {
      return refuse(503, 'no-database', cause.message, { 'retry-after': '5' })
    }
    throw cause
  }
}
