// What the page asks the server's routes, and what those say as values or as an error in words.
import type { Row } from '../server/leaderboard'

export type BoardKind = 'all' | 'today'

/** What became of a run that was sent. */
export interface Sent {
  readonly level: number
  readonly isNew: boolean
  readonly place: number
  readonly placeToday: number
}

const ASK_AGAIN_MS = 1000

async function answered<T>(response: Response): Promise<T> {
  const body = await response.json().catch(() => undefined)
  if (response.ok && body) return body
  throw new Error(body?.message ?? `the server answers ${response.status}`)
}

const route = (path: string) => `${process.env.BASE_PATH}/api/${path}`

export async function askBoard(
  level: number,
  board: BoardKind,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const response = await fetch(route(`leaderboard?level=${level}&board=${board}&count=50`), {
    signal,
  })
  return (await answered<{ rows: readonly Row[] }>(response)).rows
}

/** Waits for the verdict however long that takes. Throws with the server's sentence where it is no. */
export async function sendRun(run: string, name: string, signal: AbortSignal): Promise<Sent> {
  const options = { method: 'POST', body: run, signal }
  let response = await fetch(route(`verify?name=${encodeURIComponent(name)}`), options)
  while (response.status === 202) {
    const { id } = await answered<{ id: string }>(response)
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    response = await fetch(route(`verify?id=${id}`), { signal })
  }
  return answered<Sent>(response)
}
