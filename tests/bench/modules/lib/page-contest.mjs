// A row in a page: the contenders are workers, each asked by messages, one at a time.
import { inPlace } from '../contenders/table.mjs'
import { Random } from '../inputs/random.mjs'
import { ROWS } from '../rows.mjs'
import { contest } from './contest.mjs'

const WORKER = new URL('../page-worker.mjs', import.meta.url)

class PageSession {
  #worker = new Worker(WORKER, { type: 'module' })

  ask(verb, ...given) {
    return new Promise((resolve) => {
      this.#worker.onmessage = ({ data }) => data.answer && resolve(data.answer)
      this.#worker.onerror = ({ message }) => resolve({ reason: message || 'failed' })
      this.#worker.postMessage({ verb, given })
    })
  }

  warm = (ms, runs) => this.ask('warm', ms, runs)
  sample = (count) => this.ask('sample', count)

  close() {
    this.#worker.terminate()
  }
}

async function open(row, name) {
  const session = new PageSession()
  const { reason } = await session.ask('open', row.name, name)
  if (reason === undefined) return session
  session.close()
  return { reason }
}

/** Which runs in a page. */
export function contestInPage(name, plan) {
  const row = inPlace(
    ROWS.find((one) => one.name === name),
    'page',
  )
  const random = new Random(plan.seed)
  return contest(row, { ...plan, random, clock: 'wallMs', open, say: () => {} })
}
