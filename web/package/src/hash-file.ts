// A file's hash while it is read: no more of it than a piece is ever in memory.

import type { Engine } from './engine.js'
import { isAbort, raise } from './errors.js'
import { Blake3Stream, Sha256Stream } from './hash-stream.js'

export interface HashFileOptions {
  /** `sha256` unless given. */
  readonly algorithm?: 'sha256' | 'blake3' | undefined
  /** Ends the reading; the call fails with `aborted`. */
  readonly signal?: AbortSignal | undefined
  /** After each piece. */
  readonly onProgress?: ((readBytes: number, sizeBytes: number) => void) | undefined
}

const DURING = 'hashFile'
const ALGORITHMS = { sha256: Sha256Stream, blake3: Blake3Stream } as const

/** 32 bytes. Fails with `aborted`, or with `truncated` where the file cannot be read to its end. */
export async function hashFile(
  engine: Engine,
  file: Blob,
  options: HashFileOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { algorithm = 'sha256', signal, onProgress } = options
  const c = engine.core.begin(DURING)
  if (!(file instanceof Blob)) c.fail('bad-definition', 'file must be a Blob or a File')
  const Stream = ALGORITHMS[algorithm] ?? c.fail('bad-definition', `${algorithm} is no algorithm`)
  if (signal?.aborted) raise('aborted', DURING, 'the signal was aborted before the start')
  const hash = new Stream(engine)
  const reader = file.stream().getReader()
  const stop = () => void reader.cancel().catch(() => undefined)
  signal?.addEventListener('abort', stop, { once: true })
  try {
    let readBytes = 0
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      hash.update(part.value)
      readBytes += part.value.length
      onProgress?.(readBytes, file.size)
    }
    if (signal?.aborted) raise('aborted', DURING, 'hashing the file was aborted', signal.reason)
    if (readBytes !== file.size) {
      raise('truncated', DURING, `only ${readBytes} of ${file.size} bytes could be read`)
    }
    return hash.digest()
  } catch (cause) {
    if (cause instanceof DOMException && !isAbort(cause)) {
      raise('truncated', DURING, 'the file could not be read; it may have changed', cause)
    }
    throw cause
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
    hash.dispose()
  }
}
