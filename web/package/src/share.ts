// Engines in use, by what they were loaded from: one download and one instance for each, however many
// users it has.
//
// The table hangs on globalThis and not on this module, because a hot reload replaces the module
// and would load everything again. A load that failed leaves no entry, so the next one tries anew;
// the last release, or a trap, drops the entry and with it the instance.
import { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import { raise } from './errors.js'
import { INTERFACE } from './exports.gen.js'
import { instantiate } from './instantiate.js'
import type { LoadProgress, ProgressListener } from './progress.js'

export interface ShareOptions {
  /** Ends this caller's wait; the work stops when nobody waits any more. */
  readonly signal?: AbortSignal | undefined
  /** Heard by every caller that waits, from where the load is when it comes. */
  readonly onProgress?: ProgressListener | undefined
}

/** Makes the module; `tell` hears how far that is. */
export type MakeModule = (
  signal: AbortSignal,
  tell: ProgressListener,
) => Promise<WebAssembly.Module>

interface Entry {
  readonly core: Promise<EngineCore>
  readonly abort: AbortController
  readonly listeners: Set<ProgressListener>
  progress: LoadProgress | undefined
  users: number
  trapped: () => boolean
}

// Another version of this package on the same page has entries of its own.
const TABLE = Symbol.for(`quoin.engines ${INTERFACE}`)

function table(): Map<string, Entry> {
  const host = globalThis as { [TABLE]?: Map<string, Entry> }
  host[TABLE] ??= new Map()
  return host[TABLE]
}

// What a listener throws is its own affair, as with events: it does not end the load of others.
function tellOne(listener: ProgressListener, progress: LoadProgress): void {
  try {
    listener(progress)
  } catch (cause) {
    queueMicrotask(() => {
      throw cause
    })
  }
}

function tellAll(entry: Entry, progress: LoadProgress): void {
  entry.progress = progress
  for (const listener of entry.listeners) tellOne(listener, progress)
}

async function makeCore(entry: Entry, make: MakeModule): Promise<EngineCore> {
  const { signal } = entry.abort
  const module = await make(signal, (progress) => tellAll(entry, progress))
  if (signal.aborted) raise('aborted', 'load', 'nobody waits for the engine any more')
  const loaded = entry.progress?.loaded ?? 0
  tellAll(entry, { phase: 'instantiate', loaded, total: loaded, ratio: 1 })
  const core = await instantiate(module)
  entry.trapped = () => core.trap !== undefined
  return core
}

function start(key: string | undefined, make: MakeModule): Entry {
  const entry: Entry = {
    abort: new AbortController(),
    listeners: new Set(),
    progress: undefined,
    users: 0,
    trapped: () => false,
    core: Promise.resolve().then(() => makeCore(entry, make)),
  }
  entry.core.catch(() => forget(key, entry))
  if (key !== undefined) table().set(key, entry)
  return entry
}

function forget(key: string | undefined, entry: Entry): void {
  if (key !== undefined && table().get(key) === entry) table().delete(key)
}

function leave(key: string | undefined, entry: Entry): void {
  entry.users--
  if (entry.users > 0) return
  forget(key, entry)
  entry.abort.abort()
}

function orAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
    if (signal.aborted) stop()
  })
}

/** Whether one of that name is in use, or on its way. */
export function isShared(key: string | undefined): boolean {
  const entry = key === undefined ? undefined : table().get(key)
  return entry !== undefined && !entry.trapped()
}

/** The engine of that name, made if nobody has one. Without a name it is made for this caller alone. */
export async function share(
  key: string | undefined,
  make: MakeModule,
  { signal, onProgress }: ShareOptions,
): Promise<Engine> {
  if (signal?.aborted) raise('aborted', 'load', 'the signal was aborted before the load')
  const known = key === undefined ? undefined : table().get(key)
  const entry = known && !known.trapped() ? known : start(key, make)
  entry.users++
  // A function of its own, as two callers may give the same one.
  const listener: ProgressListener = (progress) => onProgress?.(progress)
  if (entry.progress) tellOne(listener, entry.progress)
  entry.listeners.add(listener)
  try {
    const core = await orAborted(entry.core, signal)
    return new Engine(core, () => leave(key, entry))
  } catch (cause) {
    leave(key, entry)
    if (signal?.aborted) raise('aborted', 'load', 'loading the engine was aborted', cause)
    throw cause
  } finally {
    entry.listeners.delete(listener)
  }
}
