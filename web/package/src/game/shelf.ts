// What a browser keeps for a page: values by keys, in IndexedDB, or in localStorage where that is
// missing or refuses.

/** A value with its place in the order of all that were written. */
export interface Generation {
  readonly sequence: number
  readonly bytes: Uint8Array
}

export interface Change {
  readonly put: Readonly<Record<string, Generation>>
  readonly remove?: readonly string[]
}

export type Found = readonly (Generation | undefined)[]

export interface Shelf {
  /** What is no generation is as if it were not there. */
  read(keys: readonly string[]): Promise<Found>
  /**
   * Reads and writes in one go; undefined changes nothing. Rejects with a DOMException named
   * QuotaExceededError on a full disk.
   */
  change(keys: readonly string[], decide: (found: Found) => Change | undefined): Promise<void>
  close(): void
}

const STORE = 'saves'

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

/** With strict durability: what it says is written is on the disk. */
export class DatabaseShelf implements Shelf {
  readonly #database: IDBDatabase

  private constructor(database: IDBDatabase) {
    this.#database = database
  }

  static async open(game: string): Promise<DatabaseShelf> {
    const request = indexedDB.open(game, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    const database = await settled(request)
    database.onversionchange = () => database.close()
    return new DatabaseShelf(database)
  }

  async read(keys: readonly string[]): Promise<Found> {
    return this.#readFrom(this.#store('readonly'), keys)
  }

  async change(
    keys: readonly string[],
    decide: (found: Found) => Change | undefined,
  ): Promise<void> {
    const store = this.#store('readwrite')
    const change = decide(await this.#readFrom(store, keys))
    if (!change) return
    for (const [key, generation] of Object.entries(change.put)) store.put(generation, key)
    for (const key of change.remove ?? []) store.delete(key)
    await completed(store.transaction)
  }

  close(): void {
    this.#database.close()
  }

  async #readFrom(store: IDBObjectStore, keys: readonly string[]): Promise<Found> {
    const found = await Promise.all(keys.map((key) => settled<unknown>(store.get(key))))
    return found.map((value) => (isGeneration(value) ? value : undefined))
  }

  #store(mode: IDBTransactionMode): IDBObjectStore {
    const transaction = this.#database.transaction(STORE, mode, { durability: 'strict' })
    return transaction.objectStore(STORE)
  }
}

/** Each value is a text: its sequence, a blank, and its bytes in base64. */
export class TextShelf implements Shelf {
  readonly #storage: Storage
  readonly #prefix: string

  private constructor(storage: Storage, game: string) {
    this.#storage = storage
    this.#prefix = `${game}.`
  }

  /** Throws where the browser has none, or refuses it to this page. */
  static async open(game: string): Promise<TextShelf> {
    const storage: Storage | null = globalThis.localStorage
    if (!storage) throw new Error('this browser has no localStorage')
    return new TextShelf(storage, game)
  }

  async read(keys: readonly string[]): Promise<Found> {
    return keys.map((key) => fromText(this.#storage.getItem(this.#prefix + key)))
  }

  // One after the other: a page that ends in between has written more than it removed.
  async change(
    keys: readonly string[],
    decide: (found: Found) => Change | undefined,
  ): Promise<void> {
    const change = decide(await this.read(keys))
    for (const [key, generation] of Object.entries(change?.put ?? {})) {
      this.#storage.setItem(this.#prefix + key, toText(generation))
    }
    for (const key of change?.remove ?? []) this.#storage.removeItem(this.#prefix + key)
  }

  close(): void {}
}

function toText({ sequence, bytes }: Generation): string {
  return `${sequence} ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`
}

function fromText(text: string | null): Generation | undefined {
  const [sequence, base64] = text?.split(' ') ?? []
  if (!sequence || !base64) return undefined
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return Number.isFinite(Number(sequence)) ? { sequence: Number(sequence), bytes } : undefined
  } catch {
    return undefined
  }
}
