// The threads on which the tool `quoin` runs, of a server or a verifier.
import { readFile } from 'node:fs/promises'
import type { Worker } from 'node:worker_threads'
import { CommandPool } from './command-pool'
import { threadCount } from './settings'

/** How long a command may take, whatever it was given. */
const LIMIT_MS = 2000

/** `createWorker` makes a thread of command-worker.mjs: where that lies is up to who bundles it. */
export async function makeToolPool(wasm: URL, createWorker: () => Worker): Promise<CommandPool> {
  const module = await WebAssembly.compile(new Uint8Array(await readFile(wasm)))
  return new CommandPool({
    module,
    createWorker,
    threadCount: threadCount(),
    limitMs: LIMIT_MS,
    waitingMax: 64,
    waitingMaxMs: 10_000,
  })
}
