// The leaderboard in a file of SQLite, for a server that is one machine.
import { rmSync } from 'node:fs'
import { Database } from 'node-sqlite3-wasm'
import {
  type Day,
  dayOf,
  type Leaderboard,
  type Placement,
  type Row,
  type WonRun,
} from './leaderboard'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS runs (
    id INTEGER PRIMARY KEY,
    level INTEGER NOT NULL,
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    score INTEGER NOT NULL,
    balls INTEGER NOT NULL,
    tick INTEGER NOT NULL,
    day TEXT NOT NULL,
    run TEXT NOT NULL,
    UNIQUE (level, hash)
  );
  CREATE INDEX IF NOT EXISTS runs_by_score ON runs (level, score DESC, id);
  CREATE INDEX IF NOT EXISTS runs_by_day ON runs (level, day, score DESC, id);
`

type Stored = Omit<Row, 'place'>

export class SqliteLeaderboard implements Leaderboard {
  readonly #db: Database

  /**
   * A file that is made if it is not there, or `:memory:`. It is this process's alone: a lock that
   * one before it left behind, killed in the midst of writing, is taken away.
   */
  constructor(file: string) {
    if (file !== ':memory:') rmSync(`${file}.lock`, { recursive: true, force: true })
    this.#db = new Database(file)
    this.#db.exec(SCHEMA)
  }

  async submit(run: WonRun, name: string, sentAt: Date): Promise<Placement> {
    const day = dayOf(sentAt)
    const { level, hash, score, balls, tick } = run
    const { changes } = this.#db.run(
      `INSERT OR IGNORE INTO runs (level, hash, name, score, balls, tick, day, run)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [level, hash, name, score, balls, tick, day, run.run],
    )
    return {
      isNew: changes > 0,
      place: 1 + this.#count('level = ? AND score > ?', [level, score]),
      placeToday: 1 + this.#count('level = ? AND day = ? AND score > ?', [level, day, score]),
    }
  }

  async top(level: number, day: Day | undefined, count: number): Promise<readonly Row[]> {
    const rows = this.#db.all(
      `SELECT name, score, balls, tick, hash, day FROM runs
       WHERE level = ? ${day === undefined ? '' : 'AND day = ?'} ORDER BY score DESC, id LIMIT ?`,
      day === undefined ? [level, count] : [level, day, count],
    ) as unknown as readonly Stored[]
    let place = 0
    return rows.map((row, index) => {
      place = row.score === rows[index - 1]?.score ? place : index + 1
      return { place, ...row }
    })
  }

  async close(): Promise<void> {
    this.#db.close()
  }

  #count(where: string, values: (number | string)[]): number {
    return Number(this.#db.get(`SELECT count(*) AS n FROM runs WHERE ${where}`, values)?.n ?? 0)
  }
}
