// Runs a WebAssembly command of WASI: it sees one folder, as its root, and nothing else of the
// machine. As the file of a thread it runs one command after the other (command-pool.ts).
//
// Node's own WASI follows symbolic links out of the folder where one is on the way to a file, so that
// names are checked here before it sees them: one that goes up, or through any link, is refused.
//
// It is JavaScript, and one file, so that Node can load it as it is, wherever a bundler puts it.
import { closeSync, lstatSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { WASI } from 'node:wasi'
import { parentPort } from 'node:worker_threads'

/**
 * @typedef {object} CommandRequest
 * @property {readonly string[]} args without the program's own name
 * @property {string} folder what the command sees as its root; names in args are relative to it
 * @property {string} stdout a file of the host that stands for the standard output
 * @property {string} stderr likewise
 * @property {string} [stdin] likewise; without one the standard input is empty
 */

/** @typedef {CommandRequest & { readonly module: WebAssembly.Module }} CommandMessage */
/** @typedef {{ readonly exitCode: number } | { readonly trap: string }} CommandReply */

const ROOT_FD = 3
const NOT_CAPABLE = 76
/** Where each function that takes a name has its address and its length; no others are offered. */
const NAME_AT = { path_open: 2, path_remove_directory: 1, path_unlink_file: 1 }

/**
 * @param {string} folder
 * @param {string} name
 */
function staysInside(folder, name) {
  let at = folder
  return name.split('/').every((part) => {
    at = join(at, part)
    return part !== '..' && !lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink()
  })
}

/**
 * The system's functions, with those that take names behind the check.
 * @param {WASI} wasi
 * @param {string} folder
 * @param {() => WebAssembly.Memory} memory
 */
function guardedImports(wasi, folder, memory) {
  const { wasi_snapshot_preview1: all } =
    /** @type {Record<string, Record<string, (...numbers: number[]) => number>>} */ (
      wasi.getImportObject()
    )
  // Each in a function of JavaScript with a rest of arguments. Given bare they are called by the fast path
  // of V8, in which no garbage may be collected; Node 20's WASI allocates there, and after some hundred
  // commands that corrupts the heap of the whole process.
  const offered = Object.entries(all ?? {})
    .filter(([name]) => !name.startsWith('path_'))
    .map(([name, call]) => [name, (/** @type {number[]} */ ...numbers) => call(...numbers)])
  const guarded = Object.entries(NAME_AT).map(([name, at]) => {
    const call = (/** @type {number[]} */ ...numbers) => {
      const start = (numbers[at] ?? 0) >>> 0
      const bytes = new Uint8Array(memory().buffer, start, (numbers[at + 1] ?? 0) >>> 0)
      const isAllowed =
        numbers[0] === ROOT_FD && staysInside(folder, new TextDecoder().decode(bytes))
      return isAllowed ? (all?.[name]?.(...numbers) ?? NOT_CAPABLE) : NOT_CAPABLE
    }
    return [name, call]
  })
  return { wasi_snapshot_preview1: Object.fromEntries([...offered, ...guarded]) }
}

/**
 * On the thread that calls, to its end. Throws a WebAssembly.RuntimeError if the command traps.
 * @param {WebAssembly.Module} module
 * @param {CommandRequest} request
 * @returns {number} the exit code
 */
export function runCommand(module, { args, folder, stdout, stderr, stdin = '/dev/null' }) {
  /** @type {number[]} */
  const files = []
  const open = (/** @type {string} */ name, /** @type {string} */ flags) => {
    const file = openSync(name, flags)
    files.push(file)
    return file
  }
  try {
    const wasi = new WASI({
      version: 'preview1',
      args: ['quoin', ...args],
      env: {},
      preopens: { '/': folder },
      stdin: open(stdin, 'r'),
      stdout: open(stdout, 'w'),
      stderr: open(stderr, 'w'),
      returnOnExit: true,
    })
    /** @type {WebAssembly.Instance} */
    const instance = new WebAssembly.Instance(
      module,
      guardedImports(wasi, folder, () => /** @type {any} */ (instance.exports.memory)),
    )
    return wasi.start(instance)
  } finally {
    for (const file of files) closeSync(file)
  }
}

/**
 * @param {CommandMessage} message
 * @returns {CommandReply}
 */
function reply({ module, ...request }) {
  try {
    return { exitCode: runCommand(module, request) }
  } catch (cause) {
    return { trap: String(cause) }
  }
}

parentPort?.on('message', (message) => parentPort?.postMessage(reply(message)))
