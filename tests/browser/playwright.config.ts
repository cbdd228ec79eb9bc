// The page as it is delivered, in Debian's Chromium: `next start` on a free port, no retries.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const here = (path: string) => fileURLToPath(new URL(path, `file://${__dirname}/`))

const FIND_PORT =
  "const s = require('net').createServer().listen(0, () => { console.log(s.address().port); s.close() })"

// The workers read this file too and have to find the same port in it.
process.env.BELFRY_TEST_PORT ??= execFileSync(process.execPath, ['-e', FIND_PORT]).toString().trim()
process.env.QN_CHROMIUM ??= execFileSync('sh', ['-c', 'command -v chromium']).toString().trim()

const port = process.env.BELFRY_TEST_PORT
const baseURL = `http://localhost:${port}`

// biome-ignore lint/style/noDefaultExport: what Playwright looks for
export default defineConfig({
  testDir: '.',
  // What takes long and seldom breaks is left to the long run.
  ...(process.env.QN_LONG ? {} : { grepInvert: /@slow/ }),
  testIgnore: ['draw/**', 'debug/**', 'export/**'], // have pages and configurations of their own
  outputDir: here('../../build/test-results'),
  fullyParallel: false,
  workers: 2, // most of a test is a game's own time, in which another one can run
  retries: 0,
  forbidOnly: true,
  timeout: 150_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL,
    browserName: 'chromium',
    // One would answer from what it keeps, where a test spoils what the server sends.
    serviceWorkers: 'block',
    // Small, because the picture is drawn in software here.
    viewport: { width: 720, height: 560 },
    launchOptions: { executablePath: process.env.QN_CHROMIUM, args: ['--no-sandbox'] },
  },
  webServer: {
    command: `node ../node_modules/next/dist/bin/next start --port ${port}`,
    cwd: here('../../web/app'),
    url: baseURL,
    env: { NEXT_TELEMETRY_DISABLED: '1' },
    reuseExistingServer: false,
    timeout: 60_000,
  },
})
