// Files of the machine, hashed, packed and unpacked piece by piece in Node. Everything else of the
// package works there as it is.
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { type DeflateOptions, Deflater, type GunzipOptions, Inflater } from './compress.js'
import type { Engine } from './engine.js'
import { isAbort, QuoinError, raise } from './errors.js'
import type { Blake3Options } from './hash.js'
import { Blake3Stream, Sha256Stream } from './hash-stream.js'

export interface FileOptions {
  readonly signal?: AbortSignal | undefined
}

type Bytes = Uint8Array<ArrayBuffer>
/** What comes of a file: of each piece, and at its end. */
type Change = (pieces: AsyncIterable<Uint8Array>) => AsyncIterable<Bytes>

function explain(during: string, cause: unknown): never {
  if (cause instanceof QuoinError) throw cause
  if (isAbort(cause)) raise('aborted', during, 'the signal was aborted', cause)
  const { code = '', message } = cause as NodeJS.ErrnoException
  return raise(code === 'ENOENT' ? 'not-found' : 'storage', during, message, cause)
}

async function hashed(
  stream: Sha256Stream | Blake3Stream,
  path: string | URL,
  options: FileOptions,
  during: string,
): Promise<Bytes> {
  try {
    for await (const piece of createReadStream(path, { signal: options.signal })) {
      stream.update(piece as Uint8Array)
    }
    return stream.digest()
  } catch (cause) {
    return explain(during, cause)
  } finally {
    stream.dispose()
  }
}

/** The SHA-256 digest of a file. Throws `not-found`, `storage` or `aborted`, as all of these do. */
export function sha256File(
  engine: Engine,
  path: string | URL,
  options: FileOptions = {},
): Promise<Bytes> {
  return hashed(new Sha256Stream(engine), path, options, 'sha256File')
}

/** The BLAKE3 digest of a file. */
export function blake3File(
  engine: Engine,
  path: string | URL,
  options: FileOptions & Blake3Options = {},
): Promise<Bytes> {
  const { key, context } = options
  return hashed(new Blake3Stream(engine, { key, context }), path, options, 'blake3File')
}

/** Writes beside the target and renames: there is the whole file or none of it. */
async function changed(
  from: string | URL,
  to: string,
  change: Change,
  { signal }: FileOptions,
  during: string,
): Promise<void> {
  const part = `${to}.part`
  try {
    await pipeline(createReadStream(from), change, createWriteStream(part), { signal })
    await rename(part, to)
  } catch (cause) {
    await rm(part, { force: true })
    explain(during, cause)
  }
}

/** Packs a file into another one, which is replaced if it is there. */
export async function gzipFile(
  engine: Engine,
  from: string | URL,
  to: string,
  options: FileOptions & Omit<DeflateOptions, 'format' | 'dictionary'> = {},
): Promise<void> {
  const deflater = new Deflater(engine, { ...options, format: 'gzip' })
  const change: Change = async function* (pieces) {
    for await (const piece of pieces) yield deflater.push(piece)
    yield deflater.finish()
  }
  await changed(from, to, change, options, 'gzipFile').finally(() => deflater.dispose())
}

/** Unpacks a file into another one, which stays as it was where the first is damaged. */
export async function gunzipFile(
  engine: Engine,
  from: string | URL,
  to: string,
  options: FileOptions & GunzipOptions = {},
): Promise<void> {
  const inflater = new Inflater(engine, { ...options, format: 'gzip' })
  const change: Change = async function* (pieces) {
    for await (const piece of pieces) yield inflater.push(piece)
    inflater.finish()
  }
  await changed(from, to, change, options, 'gunzipFile').finally(() => inflater.dispose())
}
