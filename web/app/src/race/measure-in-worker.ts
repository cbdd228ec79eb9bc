// One measurement in a worker of its own, which ends with it: on the answer, when it is given up, or
// when it takes too long. An engine that hangs cannot hang the page.
import type { Answer, Request } from './race-types'

/** For downloading, building the scene, and one step that does not end. */
const SLACK_MS = 30_000

export interface Watch {
  /** Ends the race. */
  readonly cancel: AbortSignal
  /** Ends this measurement. */
  readonly skip: AbortSignal
  /** Hears how many steps are done. */
  readonly onStep: (done: number) => void
}

type Message = { readonly done: number } | { readonly answer: Answer }

/** Rejects only where the race is cancelled; what went wrong otherwise is an answer. */
export function measureInWorker(worker: URL, request: Request, watch: Watch): Promise<Answer> {
  const { cancel, skip, onStep } = watch
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { type: 'module', name: request.engine })
    const ended = new AbortController()
    const { signal } = ended
    const end = (settle: () => void) => {
      clearTimeout(timer)
      ended.abort()
      thread.terminate()
      settle()
    }
    const answer = (value: Answer) => end(() => resolve(value))
    const late = () => answer({ reason: 'did not come to an end' })
    let timer = setTimeout(late, SLACK_MS)
    const hear = ({ data }: MessageEvent<Message>) => {
      if ('answer' in data) return answer(data.answer)
      if (data.done === 0) {
        clearTimeout(timer)
        timer = setTimeout(late, request.capMs + SLACK_MS)
      }
      onStep(data.done)
    }
    thread.addEventListener('message', hear, { signal })
    thread.addEventListener('error', (event) => answer({ reason: failure(event) }), { signal })
    cancel.addEventListener('abort', () => end(() => reject(cancel.reason)), { signal })
    skip.addEventListener('abort', () => answer({ reason: 'skipped' }), { signal })
    if (cancel.aborted) end(() => reject(cancel.reason))
    else thread.postMessage(request)
  })
}

function failure(event: ErrorEvent): string {
  event.preventDefault()
  return `failed: ${event.message || 'its worker could not be loaded'}`
}
