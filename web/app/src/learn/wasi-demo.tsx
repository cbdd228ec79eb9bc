'use client'

import { useState } from 'react'
import { type Outcome, runTool } from './samples/wasi'

// One folder for all of them; the last one asks for what lies outside it.
const COMMANDS = [
  'hash note.txt',
  'hash --blake3 note.txt',
  'gzip -9 note.txt',
  'verify run.json',
  'hash ../secret.txt',
] as const

const encoder = new TextEncoder()
let tool: Promise<WebAssembly.Module> | undefined

async function fetchTool(): Promise<WebAssembly.Module> {
  const response = await fetch(new URL('../../wasi/quoin.wasm', import.meta.url))
  if (!response.ok) throw new Error(`The server answered ${response.status} for the tool.`)
  return WebAssembly.compile(await response.arrayBuffer())
}

function loadTool(): Promise<WebAssembly.Module> {
  tool ??= fetchTool().catch((cause: unknown) => {
    tool = undefined
    throw cause
  })
  return tool
}

function screenOf(command: string, { lines, status, files }: Outcome): string {
  const folder = [...files].map(([name, bytes]) => `${name} (${bytes.byteLength} bytes)`)
  return [
    `$ quoin ${command}`,
    ...lines,
    `exit status ${status}`,
    `folder: ${folder.join(', ')}`,
  ].join('\n')
}

/** `run` is a won run of Belfry as it is sent to the server. */
export function WasiDemo({ run }: { readonly run: string }) {
  const [note, setNote] = useState('tower, bell and rope')
  const [screen, setScreen] = useState('Nothing was run yet.')

  const start = async (command: string) => {
    setScreen('Running.')
    try {
      const files = { 'note.txt': encoder.encode(note), 'run.json': encoder.encode(run) }
      setScreen(screenOf(command, await runTool(await loadTool(), command.split(' '), files)))
    } catch (cause) {
      setScreen(cause instanceof Error ? cause.message : String(cause))
    }
  }

  return (
    <div className="demo tool">
      <label>
        What note.txt holds
        <input value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <div className="controls">
        {COMMANDS.map((command) => (
          <button key={command} type="button" onClick={() => start(command)}>
            quoin {command}
          </button>
        ))}
      </div>
      <pre className="terminal" role="status" data-testid="wasi">
        {screen}
      </pre>
    </div>
  )
}
