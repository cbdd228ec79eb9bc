// The program `npm run verifier`. It is bundled as dist/verifier.mjs, and finds what it runs from there.
import { Worker } from 'node:worker_threads'
import { isPostgresAddress } from './postgres'
import { RunStore } from './run-store'
import { threadCount } from './settings'
import { makeToolPool } from './tool-pool'
import { verifyRuns } from './verifier'

const WASM = new URL('../wasi/quoin.wasm', import.meta.url)
const WORKER = new URL('../src/server/command-worker.mjs', import.meta.url)

const ending = new AbortController()

function say(text: string): void {
  process.stdout.write(`verifier: ${text}\n`)
}

async function main(address: string): Promise<void> {
  const threads = threadCount()
  const pool = await makeToolPool(WASM, () => new Worker(WORKER))
  const store = await RunStore.open(address, true)
  say(`judges runs, ${threads} at once`)
  await verifyRuns({
    store,
    pool,
    atOnce: threads,
    signal: ending.signal,
    onTrouble: (cause) => say(`${cause}; it is tried again`),
  })
  await store.close()
  await pool.close()
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())

const address = process.env.QUOIN_DATABASE ?? ''
if (isPostgresAddress(address)) {
  await main(address)
} else {
  say('QUOIN_DATABASE has to be a postgres:// address, the one that the servers have')
  process.exitCode = 2
}
