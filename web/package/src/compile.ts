// From an address to a compiled module, or to an error that says what is wrong with the address.
//
// The body is read twice: the original goes to the streaming compiler, which needs the network
// response itself to use the browser's code cache; a clone is counted for progress and kept, so
// that it can be hashed, compiled where the server named the wrong type, or explained (an HTML page,
// a file that ends too early).

import { type Bytes, type DownloadOptions, downloadTo, readAll } from './download.js'
import { fileDetails } from './error-details.js'
import { raise } from './errors.js'
import { checkIntegrity } from './integrity.js'
import { supportsSimd } from './simd.js'

export type CompileOptions = DownloadOptions

const DURING = 'load'
const MAGIC = [0x00, 0x61, 0x73, 0x6d]
const HEADER_BYTES = 8
const EMPTY_MODULE = new Uint8Array([...MAGIC, 1, 0, 0, 0])

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
      undefined,
      fileDetails(name),
    )
  }
  if (MAGIC.some((byte, index) => bytes[index] !== byte)) {
    raise(
      'wasm-not-wasm',
      DURING,
      `${name} is not WebAssembly (type ${type}, ${bytes.length} bytes); check what the server sends`,
      undefined,
      fileDetails(name),
    )
  }
  if (endsTooEarly(bytes)) {
    raise(
      'wasm-cut-off',
      DURING,
      `${name} ends too early, after ${bytes.length} bytes; load it again, or deploy it again`,
      undefined,
      fileDetails(name),
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
    fileDetails(name),
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
  return downloadTo(url, options, async (download) => {
    const { response, type, meter } = download
    const canStream = /^application\/wasm\b/i.test(type)
    const reading = readAll(download, canStream ? response.clone() : response)
    const streamed = canStream
      ? WebAssembly.compileStreaming(response).catch(() => undefined)
      : undefined
    const bytes = await reading
    meter.compile()
    return compileBytes(url, type, bytes, options.integrity, streamed)
  })
}
