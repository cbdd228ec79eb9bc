// From an address to a compiled module, or to an error that says what is wrong with the address.
//
// The body is read twice: the original goes to the streaming compiler, which needs the network
// response itself to use the browser's code cache; a clone is counted for progress and kept, so
// that a failed compile can be retried from the bytes (the server named the wrong type) or
// explained by them (an HTML page, a file that ends too early).
import { isAbort, raise } from './errors.js'

export interface CompileProgress {
  readonly loadedBytes: number
  /** Undefined where the server compressed the file and `expectedBytes` was not given. */
  readonly totalBytes: number | undefined
}

export interface CompileOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: CompileProgress) => void) | undefined
  /** The size of the file, when the caller knows it. */
  readonly expectedBytes?: number | undefined
}

const DURING = 'load'
const MAGIC = [0x00, 0x61, 0x73, 0x6d]
const HEADER_BYTES = 8

async function request(url: string, signal: AbortSignal | undefined): Promise<Response> {
  const response = await fetch(url, { credentials: 'same-origin', signal: signal ?? null }).catch(
    (cause: unknown) => {
      if (isAbort(cause)) raise('aborted', DURING, `loading ${url} was aborted`, cause)
      return raise(
        'wasm-network',
        DURING,
        `${url} could not be reached; check the connection and try again`,
        cause,
      )
    },
  )
  if (!response.ok) {
    raise(
      'wasm-not-found',
      DURING,
      `the server answered ${response.status} for ${url}; check that the file was deployed`,
    )
  }
  return response
}

function totalOf(response: Response, options: CompileOptions): number | undefined {
  if (options.expectedBytes !== undefined) return options.expectedBytes
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  return Number.isFinite(length) && !response.headers.has('content-encoding') ? length : undefined
}

function join(chunks: readonly Uint8Array[], sizeBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sizeBytes)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** All bytes of the body, or the reason why it ended early. Never rejects. */
async function collect(
  response: Response,
  options: CompileOptions,
): Promise<Uint8Array<ArrayBuffer> | Error> {
  const totalBytes = totalOf(response, options)
  const chunks: Uint8Array[] = []
  let loadedBytes = 0
  try {
    const reader = response.body?.getReader()
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value)
      loadedBytes += part.value.length
      options.onProgress?.({ loadedBytes, totalBytes })
    }
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause))
  }
  return join(chunks, loadedBytes)
}

function readVarUint(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0
  let shift = 0
  let next = at
  for (; next < bytes.length; shift += 7) {
    const byte = bytes[next++] ?? 0
    value += (byte & 0x7f) * 2 ** shift
    if (byte < 0x80) break
  }
  return { value, next }
}

/** Whether some section of the module says that it goes on after the last byte. */
function endsTooEarly(bytes: Uint8Array): boolean {
  let at = HEADER_BYTES
  while (at < bytes.length) {
    const section = readVarUint(bytes, at + 1)
    at = section.next + section.value
  }
  return at !== bytes.length
}

function explain(url: string, type: string, bytes: Uint8Array, cause: unknown): never {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart()
  if (start.startsWith('<')) {
    raise(
      'wasm-not-wasm',
      DURING,
      `${url} answered with a web page (${type}) instead of WebAssembly; check the path, and in Vite add quoin to optimizeDeps.exclude`,
      cause,
    )
  }
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) {
    raise(
      'wasm-not-wasm',
      DURING,
      `${url} is not WebAssembly (type ${type}, ${bytes.length} bytes); check what the server sends`,
      cause,
    )
  }
  if (endsTooEarly(bytes)) {
    raise(
      'wasm-cut-off',
      DURING,
      `${url} ends too early, after ${bytes.length} bytes; load it again, or deploy it again`,
      cause,
    )
  }
  return raise(
    'wasm-unsupported',
    DURING,
    `this browser cannot compile ${url}; update it, or use the build without SIMD`,
    cause,
  )
}

async function compileBytes(
  url: string,
  type: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes)
  } catch (cause) {
    return explain(url, type, bytes, cause)
  }
}

/** Downloads and compiles in one go. Throws a QuoinError with one of the `wasm-` codes. */
export async function compileWasm(
  url: string,
  options: CompileOptions = {},
): Promise<WebAssembly.Module> {
  const response = await request(url, options.signal)
  const type = response.headers.get('content-type') ?? 'no type'
  const collected = collect(response.clone(), options)
  if (/^application\/wasm\b/i.test(type)) {
    const module = await WebAssembly.compileStreaming(response).catch(() => undefined)
    if (module) {
      await collected
      return module
    }
  }
  const bytes = await collected
  if (bytes instanceof Error) {
    if (isAbort(bytes)) raise('aborted', DURING, `loading ${url} was aborted`, bytes)
    raise('wasm-cut-off', DURING, `the download of ${url} broke off; load it again`, bytes)
  }
  return compileBytes(url, type, bytes)
}
