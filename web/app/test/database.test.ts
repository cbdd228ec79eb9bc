// The server over PostgreSQL, with the real one: the leaderboard, the queue, and verifiers that are
// processes of their own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommandPool } from '../src/server/command-pool'
import { PoolReferee } from '../src/server/pool-referee'
import { DatabaseAway, Postgres } from '../src/server/postgres'
import { PostgresLeaderboard } from '../src/server/postgres-leaderboard'
import { QueueReferee } from '../src/server/queue-referee'
import type { Judgement } from '../src/server/referee'
import { RunStore } from '../src/server/run-store'
import { SqliteLeaderboard } from '../src/server/sqlite-leaderboard'
import { verifyRuns } from '../src/server/verifier'
import { goldenRun, toolModule } from './builds'
import { moreGoodRuns } from './good-runs.mjs'
import { keepsTheContract, wonRun } from './leaderboard-contract'
import { TestPostgres } from './postgres'

const APP = fileURLToPath(new URL('..', import.meta.url))
const WORKER = new URL('../src/server/command-worker.mjs', import.meta.url)

let postgres: TestPostgres
let store: RunStore
/** To look at what the store made. */
let db: Postgres
const temporary = mkdtempSync(join(tmpdir(), 'quoin-verifiers-'))
const pool = new CommandPool({
  module: toolModule,
  createWorker: () => new Worker(WORKER),
  threadCount: 1,
  limitMs: 20_000,
  waitingMax: 8,
  waitingMaxMs: 60_000,
})

beforeAll(async () => {
  execFileSync('npm', ['run', '--silent', 'build:verifier'], { cwd: APP, stdio: 'ignore' })
  postgres = await TestPostgres.create()
  store = await RunStore.open(postgres.address, false)
  db = new Postgres(postgres.address)
})

afterAll(async () => {
  await pool.close()
  await store?.close()
  await db?.close()
  await postgres?.remove()
  rmSync(temporary, { recursive: true, force: true })
})

async function startVerifier(): Promise<ChildProcess> {
  const env = {
    ...process.env,
    QUOIN_DATABASE: postgres.address,
    QUOIN_THREADS: '1',
    TMPDIR: temporary,
  }
  const verifier = spawn(process.execPath, ['dist/verifier.mjs'], {
    cwd: APP,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(verifier.stdout, 'data')
  return verifier
}

async function ended(verifier: ChildProcess): Promise<number | null> {
  const exit = once(verifier, 'exit')
  verifier.kill('SIGTERM')
  return (await exit)[0]
}

/** Until something is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(20)
}

describe('the leaderboard in PostgreSQL', () => {
  keepsTheContract(() => store.leaderboard)

  it('gives a run to whom sent it first, also where that one was judged last', async () => {
    const run = wonRun('late', 10, 4)
    await store.leaderboard.submit(run, 'Thief', new Date('2026-11-30T12:00:00Z'))
    const first = await store.leaderboard.submit(run, 'Ada', new Date('2026-11-29T12:00:00Z'))
    expect(first).toMatchObject({ isNew: true, place: 1 })
    expect(await store.leaderboard.top(4, undefined, 10)).toMatchObject([
      { name: 'Ada', day: '2026-11-29' },
    ])
  })
})

describe('a run without a verifier', () => {
  it('waits, and is found again when one has come', async () => {
    const waiting = await new QueueReferee(store, 50).judge(
      Buffer.from(goldenRun('twins')),
      'Ada',
      0,
    )
    if (waiting.kind !== 'waiting') throw new Error(`it is ${waiting.kind}`)
    expect(await store.queue.find(waiting.id)).toEqual(waiting)
    expect(await store.queue.size()).toBe(1)
    const ending = new AbortController()
    const judging = verifyRuns({
      store,
      pool,
      atOnce: 1,
      signal: ending.signal,
      onTrouble: () => undefined,
    })
    await until(async () => (await store.queue.find(waiting.id))?.kind === 'held')
    ending.abort()
    await judging
    expect(await store.queue.find('00000000-0000-4000-8000-000000000000')).toBeUndefined()
  })
})

// ---- A verifier that is killed --------------------------------------------------------------

interface Post {
  readonly name: string
  readonly run: Buffer
}

/** Runs that hold, each sent twice, and others that do not; some of these take long. */
function manyPosts(): Post[] {
  const good = moreGoodRuns(24)
  const [run = ''] = good
  const bad = [
    '',
    'won!',
    '{"version":1,"level":0}\0\xff',
    run.replace('"level":0', '"level":3'),
    run.replace(/"score":\d+/, '"score":4294967295'),
    run.replace(/"hash":"./, '"hash":"x'),
    ...good.slice(0, 3).map((other) => other.replace(/"aimRad":0./, '"aimRad":0.0')),
    ...[0.2, 0.21, 0.22, 0.23].map((power) =>
      run.replace(/"score":\d+/, '"score":44000').replace(/"power":[\d.]+/, `"power":${power}`),
    ),
  ]
  const posts = ['Ada', 'Bad', 'Cyd'].flatMap((name) =>
    (name === 'Bad' ? bad : good).map((text) => ({ name, run: Buffer.from(text, 'latin1') })),
  )
  return posts
}

/** What one machine alone makes of them, and its leaderboard. */
async function onOneMachine(posts: readonly Post[]) {
  const board = new SqliteLeaderboard(':memory:')
  const referee = new PoolReferee(pool, board)
  const judgements: Judgement[] = []
  for (const { run, name } of posts) judgements.push(await referee.judge(run, name, name))
  const rows = await Promise.all([0, 1, 2].map((level) => board.top(level, undefined, 100)))
  return { judgements, rows }
}

/** Without the place, which depends on who is there already. */
function verdictOf(judgement: Judgement | undefined) {
  if (judgement?.kind !== 'held') return judgement
  return { kind: judgement.kind, verdict: judgement.verdict, name: judgement.name }
}

const COMPLETED = "state = 'completed'"

async function jobsThat(condition: string): Promise<string[]> {
  const text = `SELECT id FROM run_queue.job WHERE name = 'runs' AND ${condition}`
  return (await db.executeSql(text)).rows.map(({ id }) => id)
}

/** Returns what it had begun: what is still begun when another verifier has gone on. */
async function stopInTheMidst(verifier: ChildProcess): Promise<string[]> {
  for (;;) {
    verifier.kill('SIGSTOP')
    const begun = await jobsThat("state = 'active'")
    const done = (await jobsThat(COMPLETED)).length
    await until(async () => (await jobsThat(COMPLETED)).length >= done + 3)
    const still = (await jobsThat("state = 'active'")).filter((id) => begun.includes(id))
    if (still.length > 0) return still
    verifier.kill('SIGCONT')
  }
}

describe('of two verifiers one that is killed', () => {
  it('loses no run, and none is counted twice', async () => {
    const posts = manyPosts()
    const alone = await onOneMachine(posts)
    await db.executeSql('DELETE FROM runs')
    await db.executeSql('DELETE FROM run_queue.job')

    const [killed, other] = await Promise.all([startVerifier(), startVerifier()])
    const ids: string[] = []
    for (const { run, name } of posts) {
      ids.push(await store.queue.send(run, name, 0))
      await pause(2) // so that each has a time of its own
    }
    await until(async () => (await jobsThat(COMPLETED)).length >= 8)
    const lost = await stopInTheMidst(killed)
    killed.kill('SIGKILL')
    await until(async () => (await jobsThat(COMPLETED)).length === posts.length)
    expect(await ended(other)).toBe(0)

    expect(await jobsThat('retry_count > 0')).toEqual(expect.arrayContaining(lost))
    const found = await Promise.all(ids.map((id) => store.queue.find(id)))
    expect(found.map(verdictOf)).toEqual(alone.judgements.map(verdictOf))
    const board = new PostgresLeaderboard(db)
    const rows = await Promise.all([0, 1, 2].map((level) => board.top(level, undefined, 100)))
    expect(rows).toEqual(alone.rows)
    expect(rows.flat()).toHaveLength(24)
  }, 120_000)
})

describe('a database that goes away', () => {
  it('is said to be away, and used again when it is back', async () => {
    await postgres.stop()
    const run = Buffer.from(goldenRun('twins'))
    await expect(new QueueReferee(store, 50).judge(run, 'Ada', 'a')).rejects.toThrow(DatabaseAway)
    await expect(RunStore.open(postgres.address, false)).rejects.toThrow(DatabaseAway)
    await postgres.start()
    expect((await new QueueReferee(store, 50).judge(run, 'Ada', 'a')).kind).toBe('waiting')
  })
})
