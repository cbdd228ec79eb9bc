// Where a game's saves live: two generations in IndexedDB, written in turn and with strict
// durability, so that a crash in the middle of a write leaves the other one whole. The bytes are
// the game's business; nothing here looks into them.

const STORE = 'saves'
const SLOTS = ['save.0', 'save.1'] as const
const BAD_KEY = 'save.bad'

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

async function readSlots(store: IDBObjectStore): Promise<(Generation | undefined)[]> {
  const found = await Promise.all(SLOTS.map((slot) => settled<unknown>(store.get(slot))))
  return found.map((value) => (isGeneration(value) ? value : undefined))
}

export class SaveStore {
  readonly #database: IDBDatabase
  #queue: Promise<void> = Promise.resolve()

  private constructor(database: IDBDatabase) {
    this.#database = database
  }

  static async open(game: string): Promise<SaveStore> {
    const request = indexedDB.open(game, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    const database = await settled(request)
    database.onversionchange = () => database.close()
    return new SaveStore(database)
  }

  /** Newest first; none on the first visit. */
  async generations(): Promise<Uint8Array[]> {
    const slots = await readSlots(this.#store('readonly'))
    return slots
      .filter((slot) => slot !== undefined)
      .sort((a, b) => b.sequence - a.sequence)
      .map((slot) => slot.bytes)
  }

  /** Over the older generation. Writes happen in the order of the calls. */
  write(bytes: Uint8Array): Promise<void> {
    return this.#enqueue(async () => {
      const store = this.#store('readwrite')
      const sequences = (await readSlots(store)).map((slot) => slot?.sequence ?? 0)
      const older = (sequences[0] ?? 0) <= (sequences[1] ?? 0) ? SLOTS[0] : SLOTS[1]
      store.put({ sequence: Math.max(0, ...sequences) + 1, bytes }, older)
      await completed(store.transaction)
    })
  }

  /** Keeps what the game could not read under another key and frees both slots. */
  setAside(bytes: Uint8Array): Promise<void> {
    return this.#enqueue(async () => {
      const store = this.#store('readwrite')
      store.put({ sequence: 0, bytes }, BAD_KEY)
      for (const slot of SLOTS) store.delete(slot)
      await completed(store.transaction)
    })
  }

  /** After the writes that were asked for. */
  async close(): Promise<void> {
    await this.#queue
    this.#database.close()
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
