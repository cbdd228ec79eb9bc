// run.mjs [firefox] [webkit]: the page as it is delivered, in the browsers that are not Chromium. It has
// to be built, and there has to be a screen: xvfb-run -a node tests/browsers/run.mjs
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CHECKS } from './checks.mjs'
import { BROWSERS } from './drivers.mjs'

const say = (line) => process.stdout.write(`${line}\n`)
const web = fileURLToPath(new URL('../../web', import.meta.url))

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

// Firefox lets no sound run on a machine that has no device for it: this one is of software.
const NO_DEVICE = ['--load=module-null-sink', '--load=module-native-protocol-unix']
function startSound() {
  const folder = mkdtempSync(join(tmpdir(), 'quoin-sound-'))
  process.env.XDG_RUNTIME_DIR = folder
  const sound = spawn('pulseaudio', ['-n', '--exit-idle-time=-1', ...NO_DEVICE], {
    stdio: 'ignore',
  })
  return () => {
    sound.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The server, once it answers. */
async function serve(port) {
  const next = [join(web, 'node_modules/next/dist/bin/next'), 'start', '--port', String(port)]
  const cwd = join(web, 'app')
  const server = spawn(process.execPath, next, { cwd, stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve, reject) => {
    server.stdout.on('data', (text) => text.toString().includes('Ready') && resolve())
    server.on('exit', () => reject(new Error('the server of the page ended')))
  })
  return server
}

async function runChecks(name, base) {
  const page = await BROWSERS[name].open()
  let failed = 0
  for (const [sentence, check] of CHECKS) {
    const began = Date.now()
    try {
      await check(page, base)
      say(`${name}: ${sentence} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
    } catch (cause) {
      failed += 1
      say(`FAILED in ${name}: ${sentence}\n  ${cause.stack ?? cause}`)
    }
  }
  await page.close()
  return failed
}

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(BROWSERS)
const port = process.env.QN_BROWSERS_PORT ?? (await freePort())
const stopSound = startSound()
const server = await serve(port)
let failed = 0
try {
  for (const name of names) failed += await runChecks(name, `http://localhost:${port}`)
} finally {
  server.kill()
  stopSound()
}
say(`${names.length * CHECKS.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
