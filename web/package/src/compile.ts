// From an address to a compiled module, or to an error that says what is wrong with the address.
//
// The body is read twice: the original goes to the streaming compiler, which needs the network
// response itself to use the browser's code cache; a clone is counted for progress and kept, so
// that it can be hashed, compiled where the server named the wrong type, or explained (an HTML page,
// a file that ends too early).

import { isAbort, raise } from './errors.js'
import { fetchFile } from './fetch-file.js'
import { checkIntegrity } from './integrity.js'
import { Meter, type ProgressListener } from './progress.js'
import { supportsSimd } from './simd.js'

export interface CompileOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ProgressListener | undefined
  /** The size of the file, when the caller knows it: servers do not tell that of a packed one. */
  readonly expectedBytes?: number | undefined
  /** What the file must hash to, as in HTML: `sha256-` and the digest in Base64. */
  readonly integrity?: string | undefined
}

type Bytes = Uint8Array<ArrayBuffer>

const DURING = 'load'
const MAGIC = [0x00, 0x61, 0x73, 0x6d]
const HEADER_BYTES = 8
const EMPTY_MODULE = new Uint8Array([...MAGIC, 1, 0, 0, 0])

async function request(url: string, signal: AbortSignal | undefined): Promise<Response> {
  const response = await fetchFile(url, signal).catch((cause: unknown) => {
    if (isAbort(cause)) raise('aborted', DURING, `loading ${url} was aborted`, cause)
    return raise(
      'wasm-network',
      DURING,
      `${url} could not be reached; check the connection, and connect-src of the page's Content-Security-Policy, and try again`,
      cause,
    )
  })
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

function join(chunks: readonly Uint8Array[], sizeBytes: number): Bytes {
  const bytes = new Uint8Array(sizeBytes)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** All bytes of the body, or the reason why it ended early. Never rejects. */
async function collect(response: Response, meter: Meter): Promise<Bytes | Error> {
  const chunks: Uint8Array[] = []
  let loadedBytes = 0
  try {
    const reader = response.body?.getReader()
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks.push(part.value)
      loadedBytes += part.value.length
      meter.add(part.value.length)
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

/** Throws unless the bytes look like a whole file of WebAssembly. */
function inspect(name: string, type: string, bytes: Uint8Array): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart()
  if (start.startsWith('<')) {
    raise(
      'wasm-not-wasm',
      DURING,
      `${name} answered with a web page (${type}) instead of WebAssembly; check the path, and in Vite 7 add quoin to optimizeDeps.exclude`,
    )
  }
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) {
    raise(
      'wasm-not-wasm',
      DURING,
      `${name} is not WebAssembly (type ${type}, ${bytes.length} bytes); check what the server sends`,
    )
  }
  if (endsTooEarly(bytes)) {
    raise(
      'wasm-cut-off',
      DURING,
      `${name} ends too early, after ${bytes.length} bytes; load it again, or deploy it again`,
    )
  }
}

/** Whether even a module of nothing is refused, which only a policy does. */
function isForbidden(): boolean {
  try {
    new WebAssembly.Module(EMPTY_MODULE)
    return false
  } catch {
    return true
  }
}

function explain(name: string, cause: unknown): never {
  if (isForbidden()) {
    raise(
      'wasm-csp',
      DURING,
      `this page may not compile WebAssembly; add 'wasm-unsafe-eval' to script-src of its Content-Security-Policy, or hand in a ready module`,
      cause,
    )
  }
  const lacks = supportsSimd() ? 'something that the file needs' : 'SIMD'
  return raise(
    'wasm-unsupported',
    DURING,
    `${name} cannot be compiled here, where ${lacks} is missing; update the browser, or load with simd: 'off'`,
    cause,
  )
}

/** Throws where there is no WebAssembly at all. */
export function requireWasm(): void {
  if (typeof WebAssembly === 'object') return
  raise(
    'wasm-unsupported',
    DURING,
    'there is no WebAssembly here; update the browser, or switch off what disables it, such as a lockdown mode',
  )
}

/** Of bytes that are here; `name` is what errors call them. Throws as `compileWasm`. */
export async function compileBytes(
  name: string,
  type: string,
  bytes: Bytes,
  integrity?: string,
  streamed?: Promise<WebAssembly.Module | undefined>,
): Promise<WebAssembly.Module> {
  inspect(name, type, bytes)
  await checkIntegrity(name, bytes, integrity)
  const module = await streamed
  if (module) return module
  try {
    return await WebAssembly.compile(bytes)
  } catch (cause) {
    return explain(name, cause)
  }
}

/** Downloads and compiles in one go. Throws a QuoinError with one of the `wasm-` codes. */
export async function compileWasm(
  url: string,
  options: CompileOptions = {},
): Promise<WebAssembly.Module> {
  requireWasm()
  const response = await request(url, options.signal)
  const meter = new Meter(totalOf(response, options), options.onProgress ?? (() => {}))
  const type = response.headers.get('content-type') ?? 'no type'
  const canStream = /^application\/wasm\b/i.test(type)
  const collected = collect(canStream ? response.clone() : response, meter)
  const streamed = canStream
    ? WebAssembly.compileStreaming(response).catch(() => undefined)
    : undefined
  const bytes = await collected
  if (bytes instanceof Error) {
    if (isAbort(bytes)) raise('aborted', DURING, `loading ${url} was aborted`, bytes)
    raise('wasm-cut-off', DURING, `the download of ${url} broke off; load it again`, bytes)
  }
  meter.compile()
  return compileBytes(url, type, bytes, options.integrity, streamed)
}
