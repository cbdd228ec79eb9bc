// One contender in one row, in a worker of a page: the same as worker.mjs is in Node. A page has no
// clock of the processors.
import { openSession, reasonOf } from './lib/session.mjs'
import { ROWS } from './rows.mjs'

const INPUTS = new URL('../../../build/bench/modules-inputs/', import.meta.url)

async function read(name) {
  const response = await fetch(new URL(name, INPUTS))
  if (!response.ok) throw new Error(`no ${name}`)
  return new Uint8Array(await response.arrayBuffer())
}

const wallMs = () => performance.now()
const clocks = { wallMs, cpuMs: wallMs }
const watchGrowth = () => () => undefined

let session

async function answer({ verb, given }) {
  try {
    if (verb !== 'open') return await session[verb](...given)
    const row = ROWS.find(({ name }) => name === given[0])
    session = await openSession(row, given[1], { read, clocks, watchGrowth })
    return { isReady: true }
  } catch (error) {
    return { reason: reasonOf(error) }
  }
}

self.addEventListener('message', async ({ data }) => {
  if (data.verb) self.postMessage({ answer: await answer(data) })
})
