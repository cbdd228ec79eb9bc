// Debian's PostgreSQL for one test: a database in a folder of its own, on a free port, gone with it.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const VERSIONS = '/usr/lib/postgresql'
const READY_MS = 30_000

function binary(name: string): string {
  const newest = Math.max(...readdirSync(VERSIONS).map(Number).filter(Number.isFinite))
  return join(VERSIONS, String(newest), 'bin', name)
}

// PostgreSQL refuses to run as root; where tests do, it is the user that its package made.
function user(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString())
  return { uid: id('-u'), gid: id('-g') }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

export class TestPostgres {
  readonly address: string
  readonly #folder: string
  readonly #port: number
  readonly #user = user()
  #server: ChildProcess | undefined

  private constructor(folder: string, port: number) {
    this.#folder = folder
    this.#port = port
    this.address = `postgres://quoin@127.0.0.1:${port}/postgres`
  }

  static async create(): Promise<TestPostgres> {
    const made = new TestPostgres(mkdtempSync(join(tmpdir(), 'quoin-postgres-')), await freePort())
    const { uid, gid } = made.#user
    if (uid !== undefined && gid !== undefined) chownSync(made.#folder, uid, gid)
    const options = [
      '--auth=trust',
      '--username=quoin',
      '--locale=C',
      '--encoding=UTF8',
      '--no-sync',
    ]
    execFileSync(binary('initdb'), [...options, made.#data], { ...made.#user, cwd: made.#folder })
    await made.start()
    return made
  }

  async start(): Promise<void> {
    const where = ['-D', this.#data, '-k', this.#folder, '-h', '127.0.0.1', '-p', `${this.#port}`]
    this.#server = spawn(binary('postgres'), [...where, '-c', 'fsync=off'], {
      ...this.#user,
      cwd: this.#folder,
      stdio: 'ignore',
    })
    const endMs = Date.now() + READY_MS
    while (
      spawnSync(binary('pg_isready'), ['-q', '-h', '127.0.0.1', '-p', `${this.#port}`]).status !== 0
    ) {
      if (Date.now() > endMs) throw new Error('PostgreSQL does not answer')
      await pause(50)
    }
  }

  /** Ends connections too; what it holds stays. */
  async stop(): Promise<void> {
    const server = this.#server
    if (!server || server.exitCode !== null) return
    const ended = once(server, 'exit')
    server.kill('SIGINT')
    await ended
  }

  async remove(): Promise<void> {
    await this.stop()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #data(): string {
    return join(this.#folder, 'data')
  }
}
