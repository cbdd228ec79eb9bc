'use client'

// gzip both ways, as a stream: a file goes through in pieces and is never whole in the engine.
import { compressionStream, decompressionStream, type Engine } from 'quoin'
import { useWasm, WasmError } from 'quoin/react'
import { useEffect, useId, useState } from 'react'
import { FilePick } from './file-pick'
import { sizeText } from './size-text'
import { useLatest } from './use-latest'

interface Result {
  readonly name: string
  readonly before: number
  readonly after: number
  readonly seconds: number
  readonly url: string
}

type State =
  | { readonly kind: 'none' }
  | { readonly kind: 'working'; readonly name: string; readonly done: number }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly name: string; readonly why: string }

type Way = 'pack' | 'unpack'

/** What it unpacks to at most: a page should not be the victim of a bomb. */
const MAX_SIZE_BYTES = 2 ** 31
const GZ = /\.t?gz$/i

function isPacked(file: File): boolean {
  return GZ.test(file.name) || file.type === 'application/gzip'
}

function nameOf(file: File, way: Way): string {
  if (way === 'pack') return `${file.name}.gz`
  return GZ.test(file.name) ? file.name.replace(GZ, '') : `${file.name}.unpacked`
}

async function run(
  engine: Engine,
  file: File,
  way: Way,
  level: number,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Blob> {
  let read = 0
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform: (piece, sink) => {
      read += piece.length
      onProgress(file.size === 0 ? 1 : read / file.size)
      sink.enqueue(piece)
    },
  })
  const through =
    way === 'pack'
      ? compressionStream(engine, { format: 'gzip', level, name: file.name })
      : decompressionStream(engine, {
          format: 'gzip',
          members: 'join',
          maxSizeBytes: MAX_SIZE_BYTES,
        })
  return collect(file.stream().pipeThrough(counted, { signal }).pipeThrough(through, { signal }))
}

// What a stream gives as a blob, which browsers keep on disk where it is large. `Response` does the
// same, but says of every error that the fetch failed.
const COLLECTED_BYTES = 1 << 24

async function collect(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Blob> {
  let parts: BlobPart[] = []
  let sizeBytes = 0
  await stream.pipeTo(
    new WritableStream({
      write: (part) => {
        parts.push(part)
        sizeBytes += part.length
        if (sizeBytes < COLLECTED_BYTES) return
        parts = [new Blob(parts)]
        sizeBytes = 0
      },
    }),
  )
  return new Blob(parts)
}

export function CompressTool() {
  const { engine, ready, error, retry } = useWasm({ part: 'compress' })
  const [level, setLevel] = useState(6)
  const { state, start, cancel } = useWork(engine, level)
  const id = useId()

  if (error) return <WasmError error={error} onRetry={retry} />
  return (
    <div className="tool" data-ready={ready}>
      <section aria-labelledby={`${id}-file`}>
        <h2 id={`${id}-file`}>A file</h2>
        <label htmlFor={`${id}-level`}>
          Level {level}:{' '}
          {level === 0 ? 'stored' : level < 4 ? 'fast' : level < 7 ? 'balanced' : 'small'}
        </label>
        <input
          id={`${id}-level`}
          type="range"
          min={0}
          max={9}
          value={level}
          onChange={(event) => setLevel(Number(event.target.value))}
        />
        <FilePick
          hint="Drop a file here: a .gz file is unpacked, any other is packed."
          label="Choose a file"
          disabled={!ready}
          onFile={start}
        >
          {state.kind === 'working' && (
            <button type="button" onClick={cancel}>
              Cancel
            </button>
          )}
        </FilePick>
        <Report state={state} />
      </section>
    </div>
  )
}

function useWork(engine: Engine | undefined, level: number) {
  const [state, setState] = useState<State>({ kind: 'none' })
  const work = useLatest()
  const url = state.kind === 'done' ? state.result.url : undefined
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url])

  const cancel = () => {
    work.end()
    setState({ kind: 'none' })
  }
  const start = async (file: File) => {
    if (!engine) return
    const signal = work.begin()
    const set = (next: State) => {
      if (!signal.aborted) setState(next)
    }
    const way: Way = isPacked(file) ? 'unpack' : 'pack'
    const name = nameOf(file, way)
    set({ kind: 'working', name, done: 0 })
    const begin = performance.now()
    try {
      const blob = await run(engine, file, way, level, signal, (done) =>
        set({ kind: 'working', name, done }),
      )
      if (signal.aborted) return
      const seconds = (performance.now() - begin) / 1000
      const made = { name, before: file.size, after: blob.size, seconds }
      set({ kind: 'done', result: { ...made, url: URL.createObjectURL(blob) } })
    } catch (cause) {
      set({ kind: 'failed', name, why: cause instanceof Error ? cause.message : String(cause) })
    }
  }
  return { state, start, cancel }
}

function Report({ state }: { readonly state: State }) {
  if (state.kind === 'none') return null
  if (state.kind === 'failed') {
    return (
      <p className="notice" role="alert">
        {state.why}
      </p>
    )
  }
  if (state.kind === 'working') {
    return (
      <p role="status">
        Making {state.name} <progress aria-label="Done so far" max={1} value={state.done} />
      </p>
    )
  }
  const { name, before, after, seconds, url } = state.result
  return (
    <p role="status" data-testid="result">
      {sizeText(before)} became {sizeText(after)} in {seconds.toPrecision(2)} s.{' '}
      <a href={url} download={name}>
        Download {name}
      </a>
    </p>
  )
}
