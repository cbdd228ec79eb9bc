// The leaderboard in PostgreSQL, for any number of servers and verifiers.
//
// Verdicts come in any order: of two posts of one run the one that was sent first has the row, also
// where it was judged last.
import {
  type Day,
  dayOf,
  type Leaderboard,
  type Placement,
  type Row,
  type WonRun,
} from './leaderboard'
import type { Sql } from './postgres'

export const LEADERBOARD_SCHEMA = `
  CREATE TABLE IF NOT EXISTS runs (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    level INTEGER NOT NULL,
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    score INTEGER NOT NULL,
    balls INTEGER NOT NULL,
    tick INTEGER NOT NULL,
    sent_at TIMESTAMPTZ NOT NULL,
    day TEXT NOT NULL,
    run TEXT NOT NULL,
    UNIQUE (level, hash)
  );
  CREATE INDEX IF NOT EXISTS runs_by_score ON runs (level, score DESC, sent_at, id);
  CREATE INDEX IF NOT EXISTS runs_by_day ON runs (level, day, score DESC, sent_at, id);
`

const INSERT = `
  INSERT INTO runs (level, hash, name, score, balls, tick, sent_at, day, run)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (level, hash) DO UPDATE
    SET name = excluded.name, sent_at = excluded.sent_at, day = excluded.day, run = excluded.run
    WHERE excluded.sent_at < runs.sent_at
`

const PLACES = `
  SELECT 1 + count(*)::int AS place, 1 + (count(*) FILTER (WHERE day = $3))::int AS today
  FROM runs WHERE level = $1 AND score > $2
`

const TOP = `
  SELECT rank() OVER (ORDER BY score DESC)::int AS place, name, score, balls, tick, hash, day
  FROM runs WHERE level = $1 AND ($2::text IS NULL OR day = $2)
  ORDER BY score DESC, sent_at, id LIMIT $3
`

export class PostgresLeaderboard implements Leaderboard {
  readonly #sql: Sql

  /** Over a connection, or over a transaction to be part of it. */
  constructor(sql: Sql) {
    this.#sql = sql
  }

  async submit(run: WonRun, name: string, sentAt: Date): Promise<Placement> {
    const { level, hash, score, balls, tick } = run
    const day = dayOf(sentAt)
    const row = [level, hash, name, score, balls, tick, sentAt, day, run.run]
    const { rowCount } = await this.#sql.executeSql(INSERT, row)
    const { rows } = await this.#sql.executeSql(PLACES, [level, score, day])
    return { isNew: rowCount === 1, place: rows[0].place, placeToday: rows[0].today }
  }

  async top(level: number, day: Day | undefined, count: number): Promise<readonly Row[]> {
    return (await this.#sql.executeSql(TOP, [level, day ?? null, count])).rows
  }

  /** The connection is whose it was. */
  async close(): Promise<void> {}
}
