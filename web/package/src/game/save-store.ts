// Where a game keeps what must survive: its save and its settings, each in two generations that are
// written in turn, so that a crash in the middle of a write leaves the other one whole. The bytes
// are the game's business; nothing here looks into them.
//
// They are kept in the first of the browser's stores that takes them, and looked for in all: one
// that refused on an earlier visit may work today. A generation's number is the time at which it
// was written, or one more than the newest, so that those of different stores can be compared.
import { type Change, DatabaseShelf, type Found, type Shelf, TextShelf } from './shelf.js'

export function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

function isQuota(cause: unknown): boolean {
  return cause instanceof DOMException && cause.name === 'QuotaExceededError'
}

/** All stores of one game. */
export class GameStorage {
  readonly #shelves: readonly Shelf[]
  readonly save: SaveStore
  readonly settings: SaveStore

  private constructor(shelves: readonly Shelf[]) {
    this.#shelves = shelves
    this.save = new SaveStore(shelves, 'save')
    this.settings = new SaveStore(shelves, 'settings')
  }

  /** Rejects where the browser keeps nothing for this page. */
  static async open(game: string): Promise<GameStorage> {
    const opening = await Promise.allSettled([DatabaseShelf.open(game), TextShelf.open(game)])
    const shelves = opening.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    if (shelves.length === 0) throw new Error('this browser keeps no data for this page')
    return new GameStorage(shelves)
  }

  /** After the writes that were asked for. */
  async close(): Promise<void> {
    await Promise.all([this.save.settled(), this.settings.settled()])
    for (const shelf of this.#shelves) shelf.close()
  }
}

export class SaveStore {
  readonly #shelves: readonly Shelf[]
  readonly #slots: readonly [string, string]
  readonly #badKey: string
  /** The highest that was seen. */
  #sequence = 0
  #queue: Promise<void> = Promise.resolve()

  constructor(shelves: readonly Shelf[], kind: string) {
    this.#shelves = shelves
    this.#slots = [`${kind}.0`, `${kind}.1`]
    this.#badKey = `${kind}.bad`
  }

  /** Newest first; none on the first visit. */
  async generations(): Promise<Uint8Array[]> {
    const found = await Promise.all(
      this.#shelves.map((shelf) => shelf.read(this.#slots).catch((): Found => [])),
    )
    const all = found
      .flat()
      .filter((slot) => slot !== undefined)
      .sort((a, b) => b.sequence - a.sequence)
    this.#sequence = Math.max(this.#sequence, all[0]?.sequence ?? 0)
    return all.map((slot) => slot.bytes)
  }

  /**
   * Over the older generation; what is stored already is not written again. Writes happen in the
   * order of the calls. Rejects with a DOMException named QuotaExceededError on a full disk.
   */
  write(bytes: Uint8Array): Promise<void> {
    return this.#enqueue(() => this.#changeFirst((found) => this.#next(found, bytes)))
  }

  /** Keeps what the game could not read under another key and frees both slots. */
  setAside(bytes: Uint8Array): Promise<void> {
    return this.#enqueue(async () => {
      const remove = this.#slots
      await this.#changeFirst(() => ({ put: { [this.#badKey]: { sequence: 0, bytes } }, remove }))
      await Promise.all(
        this.#shelves.map((shelf) => shelf.change([], () => ({ put: {}, remove })).catch(() => {})),
      )
    })
  }

  settled(): Promise<void> {
    return this.#queue
  }

  #next(found: Found, bytes: Uint8Array): Change | undefined {
    const [first = 0, second = 0] = found.map((slot) => slot?.sequence ?? 0)
    const newest = found[first > second ? 0 : 1]
    const isNewest = newest !== undefined && newest.sequence >= this.#sequence
    if (isNewest && areEqual(newest.bytes, bytes)) return undefined
    this.#sequence = Math.max(first + 1, second + 1, this.#sequence + 1, Date.now())
    const older = this.#slots[first > second ? 1 : 0]
    return { put: { [older]: { sequence: this.#sequence, bytes } } }
  }

  // On a full disk the next store has no more room either, and the player has to know.
  async #changeFirst(decide: (found: Found) => Change | undefined): Promise<void> {
    let reason: unknown
    for (const shelf of this.#shelves) {
      try {
        return await shelf.change(this.#slots, decide)
      } catch (cause) {
        if (isQuota(cause)) throw cause
        reason ??= cause
      }
    }
    throw reason
  }

  #enqueue(write: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(write)
    this.#queue = done.catch(() => {})
    return done
  }
}
