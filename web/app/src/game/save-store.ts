// Where a game keeps what must survive: its save and its settings, each in two generations in
// IndexedDB, written in turn and with strict durability, so that a crash in the middle of a write
// leaves the other one whole. The bytes are the game's business; nothing here looks into them.

const STORE = 'saves'

interface Generation {
  readonly sequence: number
  readonly bytes: Uint8Array
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
  })
}

function isGeneration(value: unknown): value is Generation {
  const found = value as Partial<Generation> | null | undefined
  return (
    typeof found?.sequence === 'number' &&
    found.bytes instanceof Uint8Array &&
    found.bytes.length > 0
  )
}

export function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

/** All stores of one game. */
export class GameStorage {
  readonly #database: IDBDatabase
  readonly save: SaveStore
  readonly settings: SaveStore

  private constructor(database: IDBDatabase) {
    this.#database = database
    this.save = new SaveStore(database, 'save')
    this.settings = new SaveStore(database, 'settings')
  }

  static async open(game: string): Promise<GameStorage> {
    const request = indexedDB.open(game, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    const database = await settled(request)
    database.onversionchange = () => database.close()
    return new GameStorage(database)
  }

  /** After the writes that were asked for. */
  async close(): Promise<void> {
    await Promise.all([this.save.settled(), this.settings.settled()])
    this.#database.close()
  }
}

export class SaveStore {
  readonly #database: IDBDatabase
  readonly #slots: readonly [string, string]
  readonly #badKey: string
  #queue: Promise<void> = Promise.resolve()

  constructor(database: IDBDatabase, kind: string) {
    this.#database = database
    this.#slots = [`${kind}.0`, `${kind}.1`]
    this.#badKey = `${kind}.bad`
  }

  /** Newest first; none on the first visit. */
  async generations(): Promise<Uint8Array[]> {
    const slots = await this.#readSlots(this.#store('readonly'))
    return slots
      .filter((slot) => slot !== undefined)
      .sort((a, b) => b.sequence - a.sequence)
      .map((slot) => slot.bytes)
  }

  /**
   * Over the older generation; what is stored already is not written again. Writes happen in the
   * order of the calls. Rejects with a DOMException named QuotaExceededError on a full disk.
   */
  write(bytes: Uint8Array): Promise<void> {
    return this.#enqueue(async () => {
      const store = this.#store('readwrite')
      const slots = await this.#readSlots(store)
      const [first, second] = slots.map((slot) => slot?.sequence ?? 0) as [number, number]
      const newest = slots[first > second ? 0 : 1]
      if (newest && areEqual(newest.bytes, bytes)) return
      const sequence = Math.max(first, second) + 1
      store.put({ sequence, bytes }, this.#slots[first > second ? 1 : 0])
      await completed(store.transaction)
    })
  }

  /** Keeps what the game could not read under another key and frees both slots. */
  setAside(bytes: Uint8Array): Promise<void> {
    return this.#enqueue(async () => {
      const store = this.#store('readwrite')
      store.put({ sequence: 0, bytes }, this.#badKey)
      for (const slot of this.#slots) store.delete(slot)
      await completed(store.transaction)
    })
  }

  settled(): Promise<void> {
    return this.#queue
  }

  async #readSlots(store: IDBObjectStore): Promise<(Generation | undefined)[]> {
    const found = await Promise.all(this.#slots.map((slot) => settled<unknown>(store.get(slot))))
    return found.map((value) => (isGeneration(value) ? value : undefined))
  }

  #store(mode: IDBTransactionMode): IDBObjectStore {
    const transaction = this.#database.transaction(STORE, mode, { durability: 'strict' })
    return transaction.objectStore(STORE)
  }

  #enqueue(write: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(write)
    this.#queue = done.catch(() => {})
    return done
  }
}
