// The scenes of tests/draw by WebGL 2. Nothing is served: the page is made of files of the build.
import { execFileSync } from 'node:child_process'
import { defineConfig } from '@playwright/test'

process.env.QN_CHROMIUM ??= execFileSync('sh', ['-c', 'command -v chromium']).toString().trim()

// biome-ignore lint/style/noDefaultExport: what Playwright looks for
export default defineConfig({
  testDir: '.',
  outputDir: '../../../build/test-results-draw',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 320, height: 240 },
    launchOptions: { executablePath: process.env.QN_CHROMIUM, args: ['--no-sandbox'] },
  },
})
