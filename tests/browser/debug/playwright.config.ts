// What a person who debugs sees: the development server of `SANITIZE=1 make dev`, in Chromium.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const here = (path: string) => fileURLToPath(new URL(path, `file://${__dirname}/`))

const FIND_PORT =
  "const s = require('net').createServer().listen(0, () => { console.log(s.address().port); s.close() })"

// The workers read this file too and have to find the same port in it.
process.env.QN_DEBUG_PORT ??= execFileSync(process.execPath, ['-e', FIND_PORT]).toString().trim()
process.env.QN_CHROMIUM ??= execFileSync('sh', ['-c', 'command -v chromium']).toString().trim()

const port = process.env.QN_DEBUG_PORT
const baseURL = `http://localhost:${port}`

// biome-ignore lint/style/noDefaultExport: what Playwright looks for
export default defineConfig({
  testDir: '.',
  outputDir: here('../../../build/test-results'),
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000, // a development server compiles each page when it is first asked for
  expect: { timeout: 90_000 },
  reporter: 'list',
  use: {
    baseURL,
    browserName: 'chromium',
    viewport: { width: 720, height: 560 },
    launchOptions: { executablePath: process.env.QN_CHROMIUM, args: ['--no-sandbox'] },
  },
  webServer: {
    command: `node ../node_modules/next/dist/bin/next dev --port ${port}`,
    cwd: here('../../../web/app'),
    url: baseURL,
    env: { NEXT_TELEMETRY_DISABLED: '1' },
    reuseExistingServer: false,
    timeout: 120_000,
  },
})
