'use client'

// Hashes of a text while it is typed, and of a file of any size while it is read.
import { type CryptoCalls, useWasmCrypto, WasmError } from 'quoin/react'
import { useId, useState } from 'react'
import { FilePick } from './file-pick'
import { sizeText } from './size-text'
import { useLatest } from './use-latest'

const ALGORITHMS = ['sha256', 'blake3'] as const
type Algorithm = (typeof ALGORITHMS)[number]
const NAMES: Readonly<Record<Algorithm, string>> = { sha256: 'SHA-256', blake3: 'BLAKE3' }

type Digests = Readonly<Record<Algorithm, string>>

type FileState =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading'; readonly name: string; readonly done: number }
  | {
      readonly kind: 'done'
      readonly name: string
      readonly size: number
      readonly digests: Digests
    }
  | { readonly kind: 'failed'; readonly name: string; readonly why: string }

export function HashTool() {
  const { ready, error, retry, crypto } = useWasmCrypto()
  const [text, setText] = useState('Quoin')
  const [expected, setExpected] = useState('')
  const { file, hash, cancel } = useFileHash(crypto)
  const id = useId()
  const digests = crypto && { sha256: crypto.sha256(text), blake3: crypto.blake3(text) }

  if (error) return <WasmError error={error} onRetry={retry} />
  return (
    <div className="tool" data-ready={ready}>
      <section aria-labelledby={`${id}-text`}>
        <h2 id={`${id}-text`}>A text</h2>
        <label htmlFor={`${id}-input`}>Its UTF-8 is hashed as you type</label>
        <textarea
          id={`${id}-input`}
          rows={3}
          value={text}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
        <DigestList digests={digests} expected={expected} testId="text" />
      </section>
      <section aria-labelledby={`${id}-file`}>
        <h2 id={`${id}-file`}>A file</h2>
        <FilePick
          hint="Drop a file of any size here. It is read piece by piece and never leaves this page."
          label="Choose a file"
          disabled={!ready}
          onFile={hash}
        >
          {file.kind === 'reading' && (
            <button type="button" onClick={cancel}>
              Cancel
            </button>
          )}
        </FilePick>
        <FileReport file={file} expected={expected} />
      </section>
      <section aria-labelledby={`${id}-expected`}>
        <h2 id={`${id}-expected`}>Compare</h2>
        <label htmlFor={`${id}-digest`}>A digest that it should be, in hexadecimal</label>
        <input
          id={`${id}-digest`}
          value={expected}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => setExpected(event.target.value.trim().toLowerCase())}
        />
      </section>
    </div>
  )
}

function useFileHash(crypto: CryptoCalls | undefined) {
  const [file, setFile] = useState<FileState>({ kind: 'none' })
  const work = useLatest()

  const cancel = () => {
    work.end()
    setFile({ kind: 'none' })
  }
  const hash = async (chosen: File) => {
    if (!crypto) return
    const signal = work.begin()
    const { name, size } = chosen
    const set = (state: FileState) => {
      if (!signal.aborted) setFile(state)
    }
    set({ kind: 'reading', name, done: 0 })
    const one = (algorithm: Algorithm, from: number) =>
      crypto.hashFile(chosen, {
        algorithm,
        signal,
        onProgress: (read, all) => set({ kind: 'reading', name, done: from + read / all / 2 }),
      })
    try {
      const digests = { sha256: await one('sha256', 0), blake3: await one('blake3', 0.5) }
      set({ kind: 'done', name, size, digests })
    } catch (cause) {
      set({ kind: 'failed', name, why: cause instanceof Error ? cause.message : String(cause) })
    }
  }
  return { file, hash, cancel }
}

function FileReport({ file, expected }: { readonly file: FileState; readonly expected: string }) {
  if (file.kind === 'none') return null
  if (file.kind === 'failed') {
    return (
      <p className="notice" role="alert">
        {file.name}: {file.why}
      </p>
    )
  }
  if (file.kind === 'reading') {
    return (
      <p role="status">
        Reading {file.name} <progress aria-label="Read so far" max={1} value={file.done} />
      </p>
    )
  }
  return (
    <>
      <p role="status">
        {file.name}, {sizeText(file.size)}
      </p>
      <DigestList digests={file.digests} expected={expected} testId="file" />
    </>
  )
}

interface DigestListProps {
  readonly digests: Digests | undefined
  readonly expected: string
  readonly testId: string
}

function DigestList({ digests, expected, testId }: DigestListProps) {
  return (
    <dl className="digests">
      {ALGORITHMS.map((algorithm) => {
        const digest = digests?.[algorithm]
        return (
          <div key={algorithm}>
            <dt>{NAMES[algorithm]}</dt>
            <dd>
              <code data-testid={`${testId}-${algorithm}`}>{digest ?? '…'}</code>
              {digest !== undefined && <CopyButton text={digest} name={NAMES[algorithm]} />}
              {digest !== undefined && digest === expected && <strong>is the expected one</strong>}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function CopyButton({ text, name }: { readonly text: string; readonly name: string }) {
  const [said, setSaid] = useState('Copy')
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Not allowed'),
    )
  return (
    <button type="button" aria-label={`${said} the ${name}`} onClick={copy}>
      {said}
    </button>
  )
}
