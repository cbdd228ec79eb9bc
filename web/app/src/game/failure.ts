// What the page says when the game cannot go on, in words that say what to do.
import { errorCodeOf, QuoinError } from 'quoin'

export interface Failure {
  readonly code: string
  readonly title: string
  readonly text: string
  readonly action: string
}

function loadFailure(code: string, text: string): Failure {
  return { code, title: 'The game could not be loaded', text, action: 'Try again' }
}

function isFailure(cause: unknown): cause is Failure {
  return typeof cause === 'object' && cause !== null && 'title' in cause && 'action' in cause
}

export function failureOf(cause: unknown): Failure {
  if (isFailure(cause)) return cause
  if (cause instanceof QuoinError) return loadFailure(cause.code, cause.message)
  const text = cause instanceof Error ? cause.message : String(cause)
  return loadFailure('load', text)
}

export function failureOfStart(error: number, title: string): Failure {
  const code = errorCodeOf(error)
  if (code === 'no-graphics') {
    return {
      code,
      title: 'This browser shows no WebGL 2',
      text: `${title} draws with WebGL 2. Turn on graphics acceleration in the settings of the browser, or use a newer browser.`,
      action: 'Try again',
    }
  }
  return loadFailure(code, `the game refused its assets (${code}); deploy it again`)
}

export function stoppedFailure(cause: unknown): Failure {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return {
    code: 'trap',
    title: 'The game stopped',
    text: `Something went wrong inside the game (${reason}). What was saved is kept.`,
    action: 'Start again',
  }
}
