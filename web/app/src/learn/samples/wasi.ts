import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim'

export interface Outcome {
  readonly lines: readonly string[]
  /** 0, or what kind of mistake it was. */
  readonly status: number
  /** What the folder holds afterwards. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

/** Runs `quoin` with these arguments, in a folder that holds these files. It sees nothing else. */
export async function runTool(
  tool: WebAssembly.Module,
  given: readonly string[],
  files: Readonly<Record<string, Uint8Array>>,
): Promise<Outcome> {
  const lines: string[] = []
  const output = ConsoleStdout.lineBuffered((line) => lines.push(line))
  const folder = new PreopenDirectory(
    '.',
    new Map(Object.entries(files).map(([name, bytes]) => [name, new File(bytes)])),
  )
  const wasi = new WASI(
    ['quoin', ...given],
    [],
    [new OpenFile(new File([])), output, output, folder],
  )
  const instance = await WebAssembly.instantiate(tool, { wasi_snapshot_preview1: wasi.wasiImport })
  const status = wasi.start(instance as Parameters<typeof wasi.start>[0])
  const left = [...folder.dir.contents].filter(
    (entry): entry is [string, File] => entry[1] instanceof File,
  )
  return { lines, status, files: new Map(left.map(([name, { data }]) => [name, data])) }
}
