// From an address to the bytes behind it, counted on the way, or to an error that says what is wrong.
//
// A file that is not the one of this build, or that ends too early, may come from a cache on the way:
// it is asked for once more, past all of them, before anybody hears of it.
import { fileDetails } from './error-details.js'
import { isAbort, QuoinError, raise } from './errors.js'
import { fetchFile } from './fetch-file.js'
import { checkIntegrity } from './integrity.js'
import { Meter, onlyForward, type ProgressListener } from './progress.js'

export interface DownloadOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ProgressListener | undefined
  /** The size of the file, when the caller knows it: servers do not tell that of a packed one. */
  readonly expectedBytes?: number | undefined
  /** What the file must hash to, as in HTML: `sha256-` and the digest in Base64. */
  readonly integrity?: string | undefined
}

export type Bytes = Uint8Array<ArrayBuffer>

/** What has begun to arrive. */
export interface Download {
  readonly url: string
  readonly response: Response
  /** As the server names it. */
  readonly type: string
  readonly meter: Meter
}

const DURING = 'load'
const MAY_BE_STALE: ReadonlySet<string> = new Set(['wasm-integrity', 'wasm-cut-off'])

async function request(
  url: string,
  signal: AbortSignal | undefined,
  cache: RequestCache,
): Promise<Response> {
  const response = await fetchFile(url, signal, cache).catch((cause: unknown) => {
    if (isAbort(cause))
      raise('aborted', DURING, `loading ${url} was aborted`, cause, fileDetails(url))
    return raise(
      'wasm-network',
      DURING,
      `${url} could not be reached; check the connection, and connect-src of the page's Content-Security-Policy, and try again`,
      cause,
      fileDetails(url),
    )
  })
  if (!response.ok) {
    raise(
      'wasm-not-found',
      DURING,
      `the server answered ${response.status} for ${url}; check that the file was deployed`,
      undefined,
      fileDetails(url, response.status),
    )
  }
  return response
}

function totalOf(response: Response, options: DownloadOptions): number | undefined {
  if (options.expectedBytes !== undefined) return options.expectedBytes
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  return Number.isFinite(length) && !response.headers.has('content-encoding') ? length : undefined
}

function join(chunks: readonly Uint8Array[], sizeBytes: number): Bytes {
  const bytes = new Uint8Array(sizeBytes)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

async function begin(
  url: string,
  options: DownloadOptions,
  cache: RequestCache,
): Promise<Download> {
  const response = await request(url, options.signal, cache)
  const type = response.headers.get('content-type') ?? 'no type'
  return { url, response, type, meter: new Meter(totalOf(response, options), options.onProgress) }
}

/** All bytes of a body, which is that of the download or a copy of it. */
export async function readAll({ url, meter }: Download, body: Response): Promise<Bytes> {
  const chunks: Uint8Array[] = []
  let loadedBytes = 0
  try {
    const reader = body.body?.getReader()
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value)
      loadedBytes += part.value.length
      meter.add(part.value.length)
    }
  } catch (cause) {
    if (isAbort(cause))
      raise('aborted', DURING, `loading ${url} was aborted`, cause, fileDetails(url))
    const words = `the download of ${url} broke off; load it again`
    raise('wasm-cut-off', DURING, words, cause, fileDetails(url, body.status))
  }
  return join(chunks, loadedBytes)
}

/** Begins a download and makes something of it; what may be stale is made of a fresh one. */
export async function downloadTo<T>(
  url: string,
  options: DownloadOptions,
  make: (download: Download) => Promise<T>,
): Promise<T> {
  const given = { ...options, onProgress: onlyForward(options.onProgress ?? (() => {})) }
  try {
    return await make(await begin(url, given, 'default'))
  } catch (cause) {
    if (!(cause instanceof QuoinError) || !MAY_BE_STALE.has(cause.code)) throw cause
    return make(await begin(url, given, 'reload'))
  }
}

/** The bytes of a file. Throws a QuoinError whose code begins with `wasm-`, or is `aborted`. */
export function downloadBytes(url: string, options: DownloadOptions = {}): Promise<Bytes> {
  return downloadTo(url, options, async (download) => {
    const bytes = await readAll(download, download.response)
    await checkIntegrity(url, bytes, options.integrity)
    return bytes
  })
}
