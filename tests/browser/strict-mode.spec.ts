// React mounts everything twice under StrictMode, which only the development server shows. Both
// mounts begin to load; one game and one world must be left.
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { BelfryPage, expect, poll, rootPath, test } from './belfry'
import { count, installCensus } from './census'
import { engineUsers } from './engines'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('there is no free port')
  return address.port
}

let server: ChildProcess
let address = ''

test.beforeAll(async () => {
  const port = await freePort()
  const next = rootPath('web/node_modules/next/dist/bin/next')
  server = spawn(process.execPath, [next, 'dev', '--port', String(port)], {
    cwd: rootPath('web/app'),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  address = `http://localhost:${port}`
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on('data', (text: Buffer) => {
      if (text.toString().includes('Ready')) resolve()
    })
    server.on('exit', () => reject(new Error('the development server ended')))
  })
})

test.afterAll(() => {
  // The whole group: the server has helpers of its own.
  if (server.pid) process.kill(-server.pid, 'SIGKILL')
})

test('mounted twice, one game runs and one world is drawn @slow', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await page.goto(`${address}/`)
  await belfry.running()
  await expect(belfry.canvas).toHaveCount(1)
  await page.getByRole('link', { name: 'Physics' }).click()
  await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
  // The page's share and the scene's.
  expect(await engineUsers(page)).toEqual([2])
})

// The development server takes seconds for a visit; fifty mounts are of the long run.
const VISITS = process.env.QN_LONG ? 25 : 6

test(`${2 * VISITS} mounts, two at a time, leave no module, no listener and no context @slow`, async ({
  page,
}) => {
  test.setTimeout(480_000)
  await page.addInitScript(installCensus)
  await page.goto(`${address}/physics`)
  const belfry = new BelfryPage(page)
  await belfry.visit()
  await poll(async () => (await count(page)).instances).toBe(1)
  const after = await count(page)
  for (let round = 1; round < VISITS; round++) await belfry.visit()
  await poll(() => count(page)).toEqual({ ...after, instances: 1, contexts: 0 })
})
