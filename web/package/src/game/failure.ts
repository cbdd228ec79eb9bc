// What a page says when a game cannot go on, in words that say what to do.
import { errorCodeOf, QuoinError } from '../errors.js'

export interface Failure {
  readonly error: QuoinError
  readonly title: string
  readonly text: string
  readonly action: string
}

function loadFailure(error: QuoinError, text: string): Failure {
  return { error, title: 'The game could not be loaded', text, action: 'Try again' }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

function isFailure(cause: unknown): cause is Failure {
  return typeof cause === 'object' && cause !== null && 'title' in cause && 'action' in cause
}

/** Of whatever was thrown on the way to the first frame. */
export function failureOf(cause: unknown): Failure {
  if (isFailure(cause)) return cause
  if (cause instanceof QuoinError) return loadFailure(cause, cause.message)
  const text = messageOf(cause)
  return loadFailure(new QuoinError('unknown', 'game.load', text, cause), text)
}

/** Of the engine's error number that a start gave. */
export function failureOfStart(number: number, title: string): Failure {
  const code = errorCodeOf(number)
  if (code === 'no-graphics') {
    const text = `${title} draws with WebGL 2. Turn on graphics acceleration in the settings of the browser, or use a newer browser.`
    return {
      error: new QuoinError(code, 'game.start', text),
      title: 'This browser shows no WebGL 2',
      text,
      action: 'Try again',
    }
  }
  const text = `the game refused its assets (${code}); deploy it again`
  return loadFailure(new QuoinError(code, 'game.start', text), text)
}

/** Of what left a running game, after which it is of no more use. */
export function stoppedFailure(cause: unknown): Failure {
  const reason = messageOf(cause)
  return {
    error: new QuoinError('trap', 'game.frame', reason, cause),
    title: 'The game stopped',
    text: `Something went wrong inside the game (${reason}). What was saved is kept.`,
    action: 'Start again',
  }
}
