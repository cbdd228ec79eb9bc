// One contender in one row, in a process of its own, which obeys lines on its standard input:
//   warm <ms> <least runs>  runs for a while; the answer tells what one run takes, and facts
//   sample <runs>           the time of the processors and by the wall of each of so many runs
// Answers are JSON after "@ ", for some peers print too. What is to be done is the first argument:
// { row, contender, folder }, or { damage: true, contender, folder }.
import { readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { verdictsOf } from './lib/damage.mjs'
import { loadContender, openSession, reasonOf } from './lib/session.mjs'
import { ROWS } from './rows.mjs'

const STATUS = '/proc/self/status'
const request = JSON.parse(process.argv[2])
const read = (name) => readFile(join(request.folder, name))
const answer = (value) => process.stdout.write(`@ ${JSON.stringify(value)}\n`)

const clocks = {
  wallMs: () => performance.now(),
  cpuMs() {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  },
}

/** What Linux says of a process. Elsewhere nothing is told of memory. */
function statusBytes(name) {
  const [, kib] = new RegExp(`^${name}:\\s*(\\d+) kB`, 'm').exec(readFileSync(STATUS, 'utf8')) ?? []
  return 1024 * kib
}

/** Forgets the peak so far and tells what is held; the answer then tells by how much that grew. */
function watchGrowth() {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
    const before = statusBytes('VmRSS')
    return () => statusBytes('VmHWM') - before
  } catch {
    return () => undefined
  }
}

async function measure() {
  const row = ROWS.find(({ name }) => name === request.row)
  const session = await openSession(row, request.contender, { read, clocks, watchGrowth })
  answer({ isReady: true })
  for await (const line of createInterface({ input: process.stdin })) {
    const [verb, ...numbers] = line.split(' ')
    answer(await session[verb === 'warm' ? 'warm' : 'sample'](...numbers.map(Number)))
  }
}

async function damage() {
  const api = await loadContender(request.contender)
  answer(await verdictsOf(api, await read('part.json'), await read('part.json.gz')))
}

try {
  await (request.damage ? damage() : measure())
} catch (error) {
  answer({ reason: reasonOf(error) })
}
// Threads of a peer would keep it alive.
process.exit()
