// Where files come from: `fetch`, but for files of the machine in Node, whose `fetch` reads none.
//
// Node's modules are asked for while the program runs, where there are any: an `import` of them would
// stop bundlers for browsers, and a name that stands for one thing there and another here would need
// an import map, which workers do not have.
type NodeFiles = typeof import('node:fs/promises')

const MISSING = new Set(['ENOENT', 'ENOTDIR', 'EISDIR'])

function nodeFiles(): NodeFiles | undefined {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> }
  return process?.getBuiltinModule?.('node:fs/promises')
}

async function readAnswer(
  { readFile }: NodeFiles,
  file: URL,
  signal: AbortSignal | undefined,
): Promise<Response> {
  try {
    const bytes = new Uint8Array(await readFile(file, { signal }))
    return new Response(bytes, { headers: { 'content-type': 'application/wasm' } })
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    if (MISSING.has(code)) return new Response(null, { status: 404 })
    throw cause
  }
}

/** As `fetch`. A file that is not there is answered with 404. */
export function fetchFile(
  address: string,
  signal: AbortSignal | undefined,
  cache: RequestCache = 'default',
): Promise<Response> {
  const files = address.startsWith('file:') ? nodeFiles() : undefined
  if (files) return readAnswer(files, new URL(address), signal)
  return fetch(address, { cache, credentials: 'same-origin', signal: signal ?? null })
}
