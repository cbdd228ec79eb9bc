// The parts of the server, each with the real thing: threads, commands, a database file.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, describe, expect, it } from 'vitest'
import { piecesOf, TooLarge } from '../src/server/body'
import { type CommandOutcome, CommandPool, type PoolOptions } from '../src/server/command-pool'
import { dayOf, nameOf } from '../src/server/leaderboard'
import { addressOf, RateLimit } from '../src/server/rate-limit'
import { SqliteLeaderboard } from '../src/server/sqlite-leaderboard'
import { Turns } from '../src/server/turns'
import { goldenRun, toolModule } from './builds'
import { keepsTheContract, wonRun } from './leaderboard-contract'

const WORKER = new URL('../src/server/command-worker.mjs', import.meta.url)

/** A command that never ends: (memory (export "memory") 1) (func (export "_start") (loop (br 0))). */
const endless = new WebAssembly.Module(
  new Uint8Array([
    0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 7, 19, 2, 6,
    0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79, 2, 0, 6, 0x5f, 0x73, 0x74, 0x61, 0x72, 0x74, 0, 0, 10, 9, 1,
    7, 0, 3, 0x40, 0x0c, 0, 0x0b, 0x0b,
  ]),
)

describe('a pool of threads', () => {
  const pools: CommandPool[] = []
  afterAll(() => Promise.all(pools.map((pool) => pool.close())))

  /** With a list of modules each command takes the next one. */
  function pool(
    module: WebAssembly.Module,
    options: Partial<PoolOptions> = {},
    modules: WebAssembly.Module[] = [],
  ): CommandPool {
    const made = new CommandPool({
      get module() {
        return modules.shift() ?? module
      },
      createWorker: () => new Worker(WORKER),
      threadCount: 1,
      limitMs: 20_000,
      waitingMax: 8,
      waitingMaxMs: 60_000,
      ...options,
    })
    pools.push(made)
    return made
  }

  const verify = (on: CommandPool, run: string): Promise<CommandOutcome> =>
    on.run({
      args: ['verify', 'run.json'],
      prepare: async (folder) => writeFileSync(join(folder, 'run.json'), run),
      collect: async (outcome) => outcome,
    })

  const leftovers = () =>
    readdirSync(tmpdir()).filter((name) => /^quoin-[A-Za-z0-9]{6}$/.test(name))

  it('runs commands, each in a folder of its own that is gone afterwards', async () => {
    const before = leftovers()
    const some = pool(toolModule, { threadCount: 2 })
    const runs = ['one-bell', 'twins', 'greenhouse', 'one-bell'].map(goldenRun)
    const outcomes = await Promise.all(runs.map((run) => verify(some, run)))
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ kind: 'ended', exitCode: 0, stderr: '' })
    }
    expect(leftovers().filter((name) => !before.includes(name))).toEqual([])
  })

  it('gives up what does not end, and the next one gets a thread that does', async () => {
    const modules = [endless, toolModule] // of the first command, and of the one behind it
    const slow = pool(endless, { limitMs: 5000 }, modules)
    const outcomes = await Promise.all([1, 2].map(() => verify(slow, goldenRun('one-bell'))))
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['ended', 'too-slow'])
    expect(modules).toEqual([])
  })

  it('refuses what would wait behind too many', async () => {
    const full = pool(endless, { limitMs: 1000, waitingMax: 2 })
    const outcomes = await Promise.all([1, 2, 3, 4, 5, 6].map(() => verify(full, '')))
    const kinds = outcomes.map(({ kind }) => kind)
    expect(kinds.sort()).toEqual(['busy', 'busy', 'busy', 'too-slow', 'too-slow', 'too-slow'])
  })

  it('gives addresses their turns, and has room for one that has had none', async () => {
    const some = pool(toolModule, { waitingMax: 2, limitMs: 3000 }, [endless])
    const order: string[] = []
    const send = async (address: string, run: string) => {
      const { kind } = await some.run({
        address,
        guessMs: 30,
        args: ['verify', 'run.json'],
        prepare: async (folder) => writeFileSync(join(folder, 'run.json'), run),
        collect: async (outcome) => outcome,
      })
      order.push(`${address} ${kind}`)
    }
    const flood = ['', '', ''].map((run) => send('flood', run))
    await new Promise((resolve) => setTimeout(resolve, 500)) // the first has the thread, and keeps it
    await Promise.all([...flood, send('other', goldenRun('twins'))])
    expect(order).toEqual(['flood busy', 'flood too-slow', 'other ended', 'flood ended'])
  })

  it('refuses what has waited for too long', async () => {
    const slow = pool(endless, { limitMs: 1500, waitingMaxMs: 500 })
    const outcomes = await Promise.all([1, 2].map(() => verify(slow, '')))
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['busy', 'too-slow'])
  })

  it('tells a trap, and goes on with another thread', async () => {
    const broken = new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]))
    const some = pool(broken, {}, [broken, toolModule])
    expect((await verify(some, '')).kind).toBe('trapped')
    expect((await verify(some, goldenRun('twins'))).kind).toBe('ended')
  })
})

describe('a body', () => {
  const read = async (request: Request, maxBytes: number) => {
    let size = 0
    for await (const piece of piecesOf(request, maxBytes)) size += piece.byteLength
    return size
  }
  const post = (body: BodyInit, headers = {}) =>
    new Request('http://localhost/', {
      method: 'POST',
      body,
      headers,
      duplex: 'half',
    } as RequestInit)

  it('of exactly the limit comes in whole', async () => {
    expect(await read(post('x'.repeat(100)), 100)).toBe(100)
    expect(await read(new Request('http://localhost/'), 100)).toBe(0)
  })

  it('that announces too much is refused unread', async () => {
    let pulled = 0
    const stream = new ReadableStream({ pull: () => void pulled++ }, { highWaterMark: 0 })
    const request = post(stream, { 'content-length': '101' })
    await expect(read(request, 100)).rejects.toThrow(TooLarge)
    expect(pulled).toBe(0)
  })

  it('that never ends is read no further than the limit', async () => {
    let pulled = 0
    const stream = new ReadableStream({
      pull: (controller) => {
        pulled++
        controller.enqueue(new Uint8Array(60))
      },
    })
    await expect(read(post(stream), 100)).rejects.toThrow(TooLarge)
    expect(pulled).toBeLessThan(10)
  })
})

describe('the rate of an address', () => {
  const limit = () => new RateLimit({ burst: 3, perMinute: 60, addressesMax: 2 })

  it('is a burst, and then one a second', () => {
    const some = limit()
    expect([1, 2, 3, 4].map(() => some.take('a', 0))).toEqual([0, 0, 0, 1])
    expect(some.take('a', 900)).toBe(1)
    expect(some.take('a', 1100)).toBe(0)
    expect(some.take('b', 0)).toBe(0)
  })

  it('is no more than a burst after an hour, nor less when the clock goes back', () => {
    const some = limit()
    for (let i = 0; i < 4; i++) some.take('a', 0)
    expect([1, 2, 3, 4].map(() => some.take('a', 3_600_000))).toEqual([0, 0, 0, 1])
    expect(some.take('a', -5000)).toBe(1)
  })

  it('forgets the address that has been quiet longest', () => {
    const some = limit()
    for (const address of ['a', 'a', 'a', 'b', 'a', 'c']) some.take(address, 0)
    expect(some.take('a', 0)).toBe(1)
    expect(some.take('b', 0)).toBe(0)
  })

  it('is that of whom the last proxy saw', () => {
    const from = (value?: string) =>
      addressOf(
        new Request('http://localhost/', value ? { headers: { 'x-forwarded-for': value } } : {}),
      )
    expect(from('1.2.3.4')).toBe('1.2.3.4')
    expect(from('6.6.6.6, 1.2.3.4')).toBe('1.2.3.4')
    expect(from()).toBe('unknown')
  })
})

describe('turns', () => {
  const next = (turns: Turns, addresses: readonly string[]) =>
    addresses.toSorted((a, b) => turns.placeOf(a, 30) - turns.placeOf(b, 30))[0] ?? ''
  const use = (turns: Turns, address: string, isRefused = false) => {
    const turn = turns.take(address, 50)
    turns.begin(turn)
    turns.settle(turn, 30, isRefused)
  }

  it('are had by whoever used the threads least, four times as rarely by what was refused', () => {
    const turns = new Turns(10)
    const shares: Record<string, number> = { good: 0, bad: 0 }
    for (let i = 0; i < 1000; i++) {
      const address = next(turns, ['good', 'bad'])
      use(turns, address, address === 'bad')
      shares[address] = (shares[address] ?? 0) + 1
    }
    expect(shares).toEqual({ good: 800, bad: 200 })
  })

  it('are had by new addresses soon, unless these want what takes long', () => {
    const turns = new Turns(10)
    for (let i = 0; i < 100; i++) use(turns, 'old')
    expect(turns.placeOf('new', 30)).toBeLessThan(turns.placeOf('old', 30))
    expect(turns.placeOf('new', 400)).toBeGreaterThan(turns.placeOf('old', 30))
  })

  it('come in the end to what takes long', () => {
    const turns = new Turns(10)
    const { place } = turns.take('long', 400)
    for (let i = 0; i < 200; i++) use(turns, 'old')
    expect(place).toBeLessThan(turns.placeOf('old', 30))
  })

  it('are not used up by what never began', () => {
    const turns = new Turns(10)
    const before = turns.placeOf('a', 50)
    turns.settle(turns.take('a', 50), 0, false)
    expect(turns.placeOf('a', 50)).toBe(before)
  })

  it('forget the address that has been quiet longest', () => {
    const turns = new Turns(2)
    for (const address of ['a', 'b', 'c']) turns.take(address, 50)
    expect([turns.placeOf('a', 0), turns.placeOf('b', 0)]).toEqual([0, 50])
  })
})

describe('the leaderboard in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quoin-board-'))

  keepsTheContract(() => new SqliteLeaderboard(':memory:'))

  it('is there again after a restart, and past a lock that a killed process left', async () => {
    const file = join(folder, 'board.sqlite')
    const first = new SqliteLeaderboard(file)
    await first.submit(wonRun('a', 10, 0), 'Ada', new Date('2026-11-29T12:00:00Z'))
    await first.close()
    mkdirSync(`${file}.lock`, { recursive: true })
    const second = new SqliteLeaderboard(file)
    expect(await second.top(0, undefined, 10)).toMatchObject([{ name: 'Ada' }])
    await second.close()
    expect(existsSync(file) && readFileSync(file).subarray(0, 6).toString()).toBe('SQLite')
  })

  it('knows names and days', () => {
    expect(nameOf(null)).toBe('Somebody')
    expect(nameOf(' Zoë ')).toBe('Zoë')
    expect(nameOf('x'.repeat(24))).toBe('x'.repeat(24))
    for (const bad of ['', '  ', 'x'.repeat(25), 'a\nb', 'a\u0000', '\u202Eevil', 'a\u200Bb']) {
      expect(nameOf(bad)).toBeUndefined()
    }
    expect(dayOf(new Date('2026-11-30T23:59:59Z'))).toBe('2026-11-30')
  })
})
