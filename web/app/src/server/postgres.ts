// PostgreSQL as this server needs it: statements, and transactions of several. What fails because the
// database is not there is told apart from what fails because it was asked nonsense.
import { DatabaseError, Pool, type PoolClient, type QueryResult } from 'pg'

/** Also what pg-boss asks of a connection. */
export interface Sql {
  executeSql(text: string, values?: unknown[]): Promise<QueryResult>
}

export class DatabaseAway extends Error {
  constructor(cause: unknown) {
    super('the database cannot be reached', { cause })
  }
}

const CONNECT_MS = 5000

export function isPostgresAddress(address: string): boolean {
  return /^postgres(ql)?:\/\//.test(address)
}

// Of what the database says itself: connections, its resources, its being shut down.
function isAway(cause: unknown): boolean {
  return !(cause instanceof DatabaseError) || /^(08|53|57)/.test(cause.code ?? '')
}

const ignore = () => undefined

export class Postgres implements Sql {
  readonly #pool: Pool

  constructor(address: string) {
    this.#pool = new Pool({ connectionString: address, connectionTimeoutMillis: CONNECT_MS })
    this.#pool.on('error', ignore) // one that breaks while nobody uses it: the next one is new
  }

  executeSql(text: string, values?: unknown[]): Promise<QueryResult> {
    return this.#withClient((client) => client.query(text, values))
  }

  /** All of it or nothing. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#withClient(async (client) => {
      await client.query('BEGIN')
      const result = await work({ executeSql: (text, values) => client.query(text, values) })
      await client.query('COMMIT')
      return result
    })
  }

  close(): Promise<void> {
    return this.#pool.end()
  }

  // A connection on which something failed is not used again: what it had begun ends with it.
  async #withClient<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    let client: PoolClient | undefined
    let isSound = false
    try {
      client = await this.#pool.connect()
      client.on('error', ignore) // the statement fails too, and says why
      const result = await work(client)
      isSound = true
      return result
    } catch (cause) {
      throw isAway(cause) ? new DatabaseAway(cause) : cause
    } finally {
      client?.off('error', ignore)
      client?.release(!isSound)
    }
  }
}
