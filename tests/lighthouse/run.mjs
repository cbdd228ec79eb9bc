// Lighthouse's marks for the pages as `next start` serves them, on the phone that it simulates. The marks
// that do not depend on the machine have to reach LEAST; that of performance is a time, and only told.
// Usage: node tests/lighthouse/run.mjs, with the page built and QN_CHROMIUM or chromium on the path.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'

const PATHS = ['/', '/tools/image']
const LEAST = 95
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']
const TOLD_ONLY = 'performance'
const WEB = fileURLToPath(new URL('../../web/', import.meta.url))

const say = (line) => process.stdout.write(`${line}\n`)

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function startPage() {
  const port = await freePort()
  const next = `${WEB}node_modules/next/dist/bin/next`
  const server = spawn(process.execPath, [next, 'start', '--port', String(port)], {
    cwd: `${WEB}app`,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve, reject) => {
    server.stdout.on('data', (text) => String(text).includes('Ready') && resolve())
    server.on('exit', () => reject(new Error('the server ended')))
  })
  return { server, address: `http://localhost:${port}` }
}

/** What cost marks, in the words of the audit. */
function faultsOf({ categories, audits }, id) {
  const lost = categories[id].auditRefs.filter(({ id: audit, weight }) => {
    const { score } = audits[audit]
    return weight > 0 && score !== null && score < 0.9
  })
  return lost.map(({ id: audit }) => {
    const { title, displayValue = '' } = audits[audit]
    return `    ${audit}: ${title} ${displayValue}`.trimEnd()
  })
}

/** How many categories reached the mark and how many did not. */
function tell(path, result) {
  let failed = 0
  for (const id of CATEGORIES) {
    const mark = Math.round((result.categories[id].score ?? 0) * 100)
    const isLow = mark < LEAST
    if (isLow && id !== TOLD_ONLY) failed++
    say(`${path.padEnd(14)} ${id.padEnd(16)} ${mark}${isLow ? ` (below ${LEAST})` : ''}`)
    if (mark < 100) say(faultsOf(result, id).join('\n'))
  }
  return { passed: CATEGORIES.length - 1 - failed, failed }
}

const { server, address } = await startPage()
const chromium = await launch({
  chromePath: process.env.QN_CHROMIUM ?? '/usr/bin/chromium',
  // Without a graphics card software draws what is asked of WebGL, if it may.
  chromeFlags: ['--headless=new', '--no-sandbox', '--enable-unsafe-swiftshader'],
})
const sum = { passed: 0, failed: 0 }
try {
  for (const path of PATHS) {
    const run = await lighthouse(address + path, {
      port: chromium.port,
      onlyCategories: CATEGORIES,
      logLevel: 'error',
    })
    const { passed, failed } = tell(path, run.lhr)
    sum.passed += passed
    sum.failed += failed
  }
} finally {
  chromium.kill()
  server.kill()
}
say(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0
