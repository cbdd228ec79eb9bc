// The pages as files alone, in web/app/out, below a path of a host that serves files.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from '@playwright/test'

const here = (path: string) => fileURLToPath(new URL(path, `file://${__dirname}/`))

const FIND_PORT =
  "const s = require('net').createServer().listen(0, () => { console.log(s.address().port); s.close() })"

// The workers read this file too and have to find the same port in it.
process.env.EXPORT_TEST_PORT ??= execFileSync(process.execPath, ['-e', FIND_PORT]).toString().trim()
process.env.QN_CHROMIUM ??= execFileSync('sh', ['-c', 'command -v chromium']).toString().trim()

const prefix = process.env.BASE_PATH ?? ''
const port = process.env.EXPORT_TEST_PORT
const baseURL = `http://localhost:${port}${prefix}/`

// biome-ignore lint/style/noDefaultExport: what Playwright looks for
export default defineConfig({
  testDir: '.',
  outputDir: here('../../../build/test-results-export'),
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: {
    baseURL,
    browserName: 'chromium',
    serviceWorkers: 'block',
    viewport: { width: 720, height: 560 },
    launchOptions: { executablePath: process.env.QN_CHROMIUM, args: ['--no-sandbox'] },
  },
  webServer: {
    command: `node static-server.mjs ${here('../../../web/app/out')} "${prefix}" ${port}`,
    cwd: here('.'),
    url: baseURL,
    reuseExistingServer: false,
    timeout: 10_000,
  },
})
