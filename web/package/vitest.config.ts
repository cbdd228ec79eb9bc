// Two projects: the core in Node, and hooks and components in Debian's Chromium, on the real engine.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

const executablePath =
  process.env.QN_CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium']).toString().trim()

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', include: ['test/*.test.ts'], testTimeout: 60_000 } },
      {
        resolve: {
          alias: [
            { find: /^quoin\/react$/, replacement: here('src/react/index.ts') },
            { find: /^quoin$/, replacement: here('src/index.ts') },
          ],
        },
        // Found late they would load the page anew in the middle of a test.
        optimizeDeps: {
          include: ['react', 'react-dom/client', 'react/jsx-dev-runtime', 'react-refresh/runtime'],
        },
        test: {
          name: 'chromium',
          include: ['test/react/*.test.tsx'],
          testTimeout: 30_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath, args: ['--no-sandbox'] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
