// Runs measure.mjs in a process of its own: nothing that one engine left behind (compiled code, a
// grown heap, memory of a module) touches the next.
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const SCRIPT = fileURLToPath(new URL('../measure.mjs', import.meta.url))
const MOST_OUTPUT_BYTES = 16 * 1024 * 1024
/** Beyond the time for steps: for building, and for one step that does not end. */
const SLACK_MS = 120_000
/** The time of the processors passes more slowly than the wall's where others use them. */
const WAIT_FACTORS = { wall: 1, cpu: 10 }
/** As shells and timeout(1) tell of SIGKILL. */
const EXIT_OF_KILLED = 137
const GARBAGE_FLAGS = ['--min-semi-space-size=128', '--max-semi-space-size=128']

/**
 * The answer to a request; `{ reason }` where there is none. Never rejects. `under` are words of a
 * command to run it under, which then has to end what does not end.
 */
export async function measure(request, under = []) {
  const flags = request.kind === 'garbage' ? GARBAGE_FLAGS : []
  const node = [process.execPath, '--expose-gc', ...flags, SCRIPT, JSON.stringify(request)]
  const [command, ...given] = [...under, ...node]
  const timeout = under.length > 0 ? 0 : WAIT_FACTORS[request.clock] * request.capMs + SLACK_MS
  try {
    const options = { timeout, killSignal: 'SIGKILL', maxBuffer: MOST_OUTPUT_BYTES }
    const { stdout } = await run(command, given, options)
    return JSON.parse(stdout.trimEnd().split('\n').at(-1))
  } catch (error) {
    const isLate = error.killed || error.signal === 'SIGKILL' || error.code === EXIT_OF_KILLED
    return { reason: isLate ? 'did not come to an end' : `failed: ${lastLine(error)}` }
  }
}

const lastLine = (error) => (error.stderr || error.message).trimEnd().split('\n').at(-1)
