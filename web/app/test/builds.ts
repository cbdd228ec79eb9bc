// The command line tool in both builds, each in a folder of its own with the same files.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../src/server/command-worker.mjs'

const repository = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

export const TOOL = repository('build/wasi/quoin.wasm')
export const HOST = repository('web/app/src/server/command-worker.mjs')
export const toolModule = new WebAssembly.Module(readFileSync(TOOL))
const native = repository('build/native/quoin')

export interface Ran {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  /** Of the folder afterwards, a character a byte, which is quick to compare. */
  readonly files: Readonly<Record<string, string>>
}

export type Files = Readonly<Record<string, Uint8Array | string>>

export const bytesOf = (file: string | undefined) => Buffer.from(file ?? '', 'latin1')

function fill(files: Files): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'quoin-test-')), 'root')
  mkdirSync(folder)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  return folder
}

function read(folder: string): Record<string, string> {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    names.map(({ name }) => [name, readFileSync(join(folder, name), 'latin1')]),
  )
}

export function runNative(files: Files, args: readonly string[], input = ''): Ran {
  const folder = fill(files)
  const { status, stdout, stderr } = spawnSync(native, args, {
    cwd: folder,
    input,
    encoding: 'utf8',
  })
  return { exitCode: status, stdout, stderr, files: read(folder) }
}

export function runWasi(files: Files, args: readonly string[], input = ''): Ran {
  const folder = fill(files)
  const beside = (name: string) => join(folder, '..', name)
  writeFileSync(beside('stdin'), input)
  const streams = { stdin: beside('stdin'), stdout: beside('stdout'), stderr: beside('stderr') }
  const exitCode = runCommand(toolModule, { args, folder, ...streams })
  const text = (file: string) => readFileSync(file, 'utf8')
  return {
    exitCode,
    stdout: text(streams.stdout),
    stderr: text(streams.stderr),
    files: read(folder),
  }
}

export function goldenRun(name: string): string {
  return readFileSync(repository(`tests/golden/runs/${name}.json`), 'utf8')
}

export function somePicture(): Buffer {
  return readFileSync(repository('assets/images/bell.png'))
}
