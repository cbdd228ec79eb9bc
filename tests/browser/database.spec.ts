// The site over PostgreSQL as it is deployed: a server of its own on a free port, the database, and a
// verifier that comes later than the run.
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { type APIRequestContext, request as apiRequest } from '@playwright/test'
import { TestPostgres } from '../../web/app/test/postgres'
import { expect, readRoot, rootPath, test } from './belfry'

const run = readRoot('tests/golden/runs/twins.json')

let postgres: TestPostgres
let api: APIRequestContext
const started: ChildProcess[] = []

function start(args: readonly string[]): void {
  const env = { ...process.env, QUOIN_DATABASE: postgres.address }
  started.push(spawn(process.execPath, args, { cwd: rootPath('web/app'), env, stdio: 'ignore' }))
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

test.beforeAll(async () => {
  postgres = await TestPostgres.create()
  const port = await freePort()
  start(['../node_modules/next/dist/bin/next', 'start', '--port', String(port)])
  api = await apiRequest.newContext({ baseURL: `http://localhost:${port}` })
  await expect(async () => expect((await api.get('/hello')).ok()).toBe(true)).toPass()
})

test.afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  await api?.dispose()
  await postgres?.remove()
})

test('a run waits for a verifier, and is told by its id', async () => {
  const posted = await api.post('/api/verify?name=Ada', { data: run })
  expect(posted.status()).toBe(202)
  const { verdict, id } = await posted.json()
  expect(verdict).toBe('waiting')
  expect((await api.get(`/api/verify?id=${id}`)).status()).toBe(202)

  start(['dist/verifier.mjs'])
  await expect(async () => {
    const answer = await api.get(`/api/verify?id=${id}`)
    expect(await answer.json()).toMatchObject({ verdict: 'ok', name: 'Ada', place: 1, isNew: true })
  }).toPass()
  const again = await api.post('/api/verify?name=Bo', { data: run })
  expect(await again.json()).toMatchObject({ verdict: 'ok', isNew: false })
  const bad = await api.post('/api/verify', { data: 'won!' })
  expect(bad.status()).toBe(400)
  const board = await api.get('/api/leaderboard?level=1&board=today')
  expect((await board.json()).rows).toMatchObject([{ place: 1, name: 'Ada' }])
})

test('ids that nothing has are refused', async () => {
  expect((await api.get('/api/verify?id=1')).status()).toBe(400)
  const unknown = '/api/verify?id=00000000-0000-4000-8000-000000000000'
  expect((await api.get(unknown)).status()).toBe(404)
})

test('without the database it is said so, and all goes on with it', async () => {
  await postgres.stop()
  const answer = await api.post('/api/verify', { data: run })
  expect(answer.status()).toBe(503)
  expect(await answer.json()).toMatchObject({ error: 'no-database' })
  await postgres.start()
  expect((await api.post('/api/verify', { data: run })).status()).toBe(200)
})
