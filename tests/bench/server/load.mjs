// How long those wait who send runs that hold, half a second after the last answer, while others send as
// fast as they can what does not: runs that take as long as any can, forged ones and nonsense, some of them
// from an address of their own each. The page is built already; the limit of requests per address is out of
// the way.
//
//   node load.mjs [--seconds 20] [--honest 8] [--hostile 12]
//
// It prints how long honest answers took, and fails if one was not the verdict that it holds, or if the server
// ended or grew.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { moreGoodRuns } from '../../../web/app/test/good-runs.mjs'

const GROWN_MAX_MIB = 50
const RUNS = 60
const HONEST_PAUSE_MS = 500

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    honest: { type: 'string', default: '8' },
    hostile: { type: 'string', default: '12' },
  },
})
const seconds = Number(values.seconds)

// ---- The server -----------------------------------------------------------------------------

async function freePort() {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}

async function startServer() {
  const port = await freePort()
  const next = '../node_modules/next/dist/bin/next'
  const server = spawn(process.execPath, [next, 'start', '--port', String(port)], {
    cwd: new URL('../../../web/app', import.meta.url),
    env: { ...process.env, QUOIN_BURST: '1000000', QUOIN_PER_MINUTE: '1000000' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const address = `http://localhost:${port}/api/verify`
  while (!(await fetch(address).catch(() => undefined))) {
    if (server.exitCode !== null) throw new Error('the server did not start')
    await pause(100)
  }
  return { server, address }
}

const memoryMib = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

// ---- The clients ----------------------------------------------------------------------------

const ended = new AbortController()
let addresses = 0
const newAddress = () =>
  `10.${(++addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`

async function send(url, from, body) {
  const headers = { 'x-forwarded-for': from }
  const response = await fetch(url, { method: 'POST', body, headers })
  return { status: response.status, answer: await response.json().catch(() => ({})) }
}

async function honest(url, runs, results) {
  const from = newAddress()
  for (let i = addresses; !ended.signal.aborted; i++) {
    const began = performance.now()
    const { status, answer } = await send(url, from, runs[i % runs.length])
    results.ms.push(performance.now() - began)
    if (answer.verdict !== 'ok') results.refused.push(`${status} ${answer.error ?? answer.verdict}`)
    await pause(HONEST_PAUSE_MS)
  }
}

/** A miss whose two bells swing to the end: the most work that a claim was found to ask for. */
function longest(i) {
  const entries = [{ tick: 20, ball: 'iron', aimRad: 0.3 + (i % 97) * 1e-6, power: 0.82 }]
  return JSON.stringify({ version: 1, level: 1, entries, score: 10_001, hash: '0'.repeat(16) })
}

/** What means no good, each kind in its turn. */
function hostileBody(run, i) {
  switch (i % 5) {
    case 0:
    case 1:
      return longest(i)
    case 2:
      return run.replace(/"hash":"./, '"hash":"0')
    case 3:
      return '['.repeat(8000)
    default:
      return run.replace(/"aimRad":[\d.]+/, `"aimRad":0.5${i}`)
  }
}

async function hostile(url, run, statuses) {
  const own = newAddress()
  for (let i = addresses; !ended.signal.aborted; i++) {
    const { status } = await send(url, i % 3 === 0 ? newAddress() : own, hostileBody(run, i))
    statuses[status] = (statuses[status] ?? 0) + 1
  }
}

// ---- The result -----------------------------------------------------------------------------

function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

function report({ ms, refused }, statuses, server, grownMib) {
  const sorted = ms.toSorted((a, b) => a - b)
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => percentile(sorted, share).toFixed(0))
  const told = Object.entries(statuses).map(([status, count]) => `${count} times ${status}`)
  const checks = {
    [`every one says that the run holds${refused.length > 0 ? `, but: ${refused[0]}` : ''}`]:
      refused.length === 0,
    [`the server is there, and ${grownMib.toFixed(0)} MiB larger than after a third of that`]:
      server.exitCode === null && grownMib <= GROWN_MAX_MIB,
  }
  const lines = Object.entries(checks).map(([text, holds]) => `${holds ? 'ok' : 'FAILED'}: ${text}`)
  const failed = Object.values(checks).filter((holds) => !holds).length
  process.stdout.write(
    `${sorted.length} honest answers in ${seconds} s: median ${p50}, p99 ${p99}, longest ${most} ms\n`,
  )
  process.stdout.write(`${lines.join('\n')}\nhostile answers: ${told.join(', ')}\n`)
  process.stdout.write(`${lines.length - failed} passed, ${failed} failed\n`)
  return failed
}

const runs = moreGoodRuns(RUNS)
const { server, address } = await startServer()
try {
  const results = { ms: [], refused: [] }
  const statuses = {}
  await send(address, newAddress(), runs[0]) // the first one starts the thread
  const clients = [
    ...Array.from({ length: Number(values.honest) }, () => honest(address, runs, results)),
    ...Array.from({ length: Number(values.hostile) }, () => hostile(address, runs[0], statuses)),
  ]
  // What the first third leaves is code that was compiled and heaps that found their size.
  await pause((seconds * 1000) / 3)
  const beforeMib = memoryMib(server.pid)
  await pause((seconds * 2000) / 3)
  ended.abort()
  await Promise.all(clients)
  const grownMib = memoryMib(server.pid) - beforeMib
  process.exitCode = report(results, statuses, server, grownMib) > 0 ? 1 : 0
} finally {
  server.kill('SIGKILL')
}
