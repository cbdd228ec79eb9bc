// Runs that wait for their verdict, as jobs of pg-boss in PostgreSQL.
//
// A verifier that dies takes nothing with it: the job that it had is given to another one as soon as
// it has taken longer than any run can. It is done in the same transaction in which the run takes its
// place, so that both happened or neither.
import PgBoss from 'pg-boss'
import type { Sql } from './postgres'
import type { Judgement } from './referee'

const RUNS = 'runs'
/** More than twice what a run can take; a verifier begins with what it fetched at once. */
const EXPIRE_SECONDS = 5
/** A run that five verifiers could not judge is not given to a sixth. */
const RETRY_LIMIT = 4
const LOOK_AFTER_SECONDS = 2
const KEPT_MINUTES = 24 * 60

export interface PostedRun {
  readonly id: string
  readonly run: Buffer
  readonly name: string
  readonly sentAt: Date
}

// A run is any bytes until it has been read, and JSON holds no such.
interface JobData {
  readonly runBase64: string
  readonly name: string
}

export class RunQueue {
  readonly #boss: PgBoss

  /** With `looksAfter` it also gives away what dead verifiers held. */
  constructor(db: Sql, looksAfter: boolean) {
    this.#boss = new PgBoss({
      db,
      schema: 'run_queue',
      schedule: false,
      supervise: looksAfter,
      maintenanceIntervalSeconds: LOOK_AFTER_SECONDS,
    })
    this.#boss.on('error', () => undefined) // of looking after, which comes again
  }

  /** Makes what it needs in the database if it is not there. */
  async open(): Promise<void> {
    await this.#boss.start()
    await this.#boss.createQueue(RUNS, {
      name: RUNS,
      expireInSeconds: EXPIRE_SECONDS,
      retryLimit: RETRY_LIMIT,
      retentionMinutes: KEPT_MINUTES,
    })
  }

  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false })
  }

  /** What has a higher priority is judged before others, of equal ones the earlier. */
  async send(run: Buffer, name: string, priority: number): Promise<string> {
    const data: JobData = { runBase64: run.toString('base64'), name }
    const id = await this.#boss.send(RUNS, data, { priority })
    if (id === null) throw new Error('the queue took no run')
    return id
  }

  /** How many wait. */
  size(): Promise<number> {
    return this.#boss.getQueueSize(RUNS)
  }

  /** The one to be judged next; it is the caller's until it has taken too long. */
  async take(): Promise<PostedRun | undefined> {
    const [job] = await this.#boss.fetch<JobData>(RUNS, { includeMetadata: true })
    if (!job) return undefined
    const run = Buffer.from(job.data.runBase64, 'base64')
    return { id: job.id, run, name: job.data.name, sentAt: job.createdOn }
  }

  async finish(id: string, judgement: Judgement, within: Sql): Promise<void> {
    await this.#boss.complete(RUNS, id, judgement, { db: within })
  }

  /** It is somebody's again, until it has been for too many. */
  async giveBack(id: string): Promise<void> {
    await this.#boss.fail(RUNS, id)
  }

  /** Undefined if no such run was sent, or long ago. */
  async find(id: string): Promise<Judgement | undefined> {
    const job = await this.#boss.getJobById<JobData>(RUNS, id, { includeArchive: true })
    if (!job) return undefined
    if (job.state === 'completed') return job.output as Judgement
    return job.state === 'failed' ? { kind: 'failed' } : { kind: 'waiting', id }
  }
}
