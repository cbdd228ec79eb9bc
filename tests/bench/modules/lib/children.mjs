// Contenders as processes, each of which obeys one line at a time and is quiet in between: nothing that
// one leaves behind (compiled code, garbage, a grown memory) touches the others.
import { spawn } from 'node:child_process'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { contenderOf } from '../contenders/table.mjs'

const WORKER = fileURLToPath(new URL('../worker.mjs', import.meta.url))
const PROGRAMS = fileURLToPath(new URL('../../../../build/native/', import.meta.url))
const MARK = '@ '

class Child {
  #process
  #lines
  #lastWords = ''

  constructor(command, given) {
    this.#process = spawn(command, given)
    this.#process.stderr.on('data', (data) => {
      this.#lastWords = String(data)
    })
    this.#process.stdin.on('error', () => {})
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]()
  }

  async answer() {
    for (;;) {
      const { done, value } = await this.#lines.next()
      if (done) return { reason: `ended: ${this.#lastWords.trim().split('\n').at(-1)}` }
      if (value.startsWith(MARK)) return JSON.parse(value.slice(MARK.length))
    }
  }

  ask(...words) {
    this.#process.stdin.write(`${words.join(' ')}\n`)
    return this.answer()
  }

  warm = (ms, runs) => this.ask('warm', ms, runs)
  sample = (count) => this.ask('sample', count)

  close() {
    this.#process.kill('SIGKILL')
  }
}

async function openProgram(row, { program }, folder) {
  const path = join(PROGRAMS, program)
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (!isThere) return { reason: 'not built' }
  return new Child(path, [row.call, join(folder, 'random.bin'), String(row.input.bytes)])
}

async function openWorker(request) {
  const child = new Child(process.execPath, [WORKER, JSON.stringify(request)])
  const { reason } = await child.answer()
  if (reason === undefined) return child
  child.close()
  return { reason }
}

/** What `contest` needs to open contenders as processes of Node. */
export const opener = (folder) => (row, name) => {
  const contender = contenderOf(name)
  return contender.program
    ? openProgram(row, contender, folder)
    : openWorker({ row: row.name, contender: name, folder })
}

/** What a contender says to damaged input, each in a sentence; `{ reason }` where it cannot be asked. */
export async function askDamage(name, folder) {
  const request = JSON.stringify({ damage: true, contender: name, folder })
  const child = new Child(process.execPath, [WORKER, request])
  const verdicts = await child.answer()
  child.close()
  return verdicts
}
