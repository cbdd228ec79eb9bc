'use client'

// Code on one side, what it does on the other. The editor comes once the page is there; the code runs in
// a frame that is kept apart (protocol.ts).
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { CodeEditor } from './code-editor'
import { FrameLink } from './frame-link'
import type { Fault, SceneReport } from './protocol'
import { addressPart, codeFrom } from './share'
import { STARTER } from './starter'

const LABEL = 'The code of the scene'
const KEYS =
  'Control or Command and Enter runs it. Tab indents; press Escape and then Tab to leave the editor.'

function asFault(cause: unknown): Fault {
  return { message: cause instanceof Error ? cause.message : String(cause), line: undefined }
}

/** The editor in an element of the page, with the code that a link brought or the starter. */
function useEditor(onRun: () => void) {
  const host = useRef<HTMLDivElement>(null)
  const run = useRef(onRun)
  const [editor, setEditor] = useState<CodeEditor>()
  const [error, setError] = useState<Fault>()

  useEffect(() => {
    run.current = onRun
  }, [onRun])

  useEffect(() => {
    let isGone = false
    let made: CodeEditor | undefined
    const make = async () => {
      const [{ CodeEditor }, shared] = await Promise.all([
        import('./code-editor'),
        codeFrom(window.location.hash),
      ])
      if (isGone || !host.current) return
      const options = { code: shared ?? STARTER, label: LABEL, description: KEYS }
      made = new CodeEditor(host.current, { ...options, onRun: () => run.current() })
      setEditor(made)
    }
    // A link that is opened over this page changes nothing but the part after the #.
    const takeLink = async () => {
      const shared = await codeFrom(window.location.hash)
      if (isGone || !made || shared === undefined) return
      made.code = shared
      run.current()
    }
    make().catch((cause: unknown) => setError(asFault(cause)))
    window.addEventListener('hashchange', takeLink)
    return () => {
      isGone = true
      window.removeEventListener('hashchange', takeLink)
      made?.destroy()
      setEditor(undefined)
    }
  }, [])
  return { host, editor, error }
}

/** The frame that runs code, and what it says of the last run. */
function useScene() {
  const frame = useRef<HTMLIFrameElement>(null)
  const link = useRef<FrameLink>(null)
  const [report, setReport] = useState<SceneReport>()
  const [fault, setFault] = useState<Fault>()

  useEffect(() => {
    if (!frame.current) return
    const made = new FrameLink(frame.current, { onReport: setReport, onFault: setFault })
    link.current = made
    return () => made.dispose()
  }, [])

  const run = useCallback((code: string) => {
    setFault(undefined)
    setReport(undefined)
    link.current?.run(code).catch((cause: unknown) => setFault(asFault(cause)))
  }, [])
  return { frame, report, fault, run }
}

/** Puts the code into the address, and that where it can be pasted from; returns what to say. */
async function share(code: string): Promise<string> {
  window.history.replaceState(null, '', `#${await addressPart(code)}`)
  const isCopied = await navigator.clipboard?.writeText(window.location.href).then(
    () => true,
    () => false,
  )
  return isCopied ? 'The link is copied.' : 'The link is the address of this page now.'
}

interface SceneProps {
  readonly frame: RefObject<HTMLIFrameElement | null>
  readonly report: SceneReport | undefined
}

function Scene({ frame, report }: SceneProps) {
  return (
    <>
      <iframe
        ref={frame}
        className="playground-frame"
        title="The scene of the code"
        sandbox="allow-scripts"
        data-testid="scene"
        data-tick={report?.tick}
        data-bodies={report?.bodies}
        data-hash={report?.hash}
      />
      <p className="playground-state">
        {report ? `${report.bodies} bodies, ${(report.tick / 60).toFixed(1)} s` : 'Not running.'}
      </p>
    </>
  )
}

export function Playground() {
  const { frame, report, fault, run } = useScene()
  const current = useRef<CodeEditor>(undefined)
  const onRun = useCallback(() => run(current.current?.code ?? STARTER), [run])
  const { host, editor, error } = useEditor(onRun)
  const [said, setSaid] = useState('')
  const told = fault ?? error

  useEffect(() => {
    current.current = editor
    if (editor) onRun()
  }, [editor, onRun])
  useEffect(() => editor?.showFault(fault), [editor, fault])

  const reset = () => {
    if (editor) editor.code = STARTER
    window.history.replaceState(null, '', window.location.pathname)
    setSaid('')
    onRun()
  }

  return (
    <section className="playground" aria-label="The playground">
      <div className="playground-code">
        <div className="playground-editor" ref={host} data-ready={editor !== undefined} />
        <p className="keys-hint">{KEYS}</p>
      </div>
      <div className="playground-side">
        <Scene frame={frame} report={report} />
        <div className="controls">
          <button type="button" disabled={!editor} onClick={onRun}>
            Run
          </button>
          <button type="button" disabled={!editor} onClick={reset}>
            Reset
          </button>
          <button
            type="button"
            disabled={!editor}
            onClick={async () => setSaid(await share(editor?.code ?? STARTER))}
          >
            Share
          </button>
        </div>
        <p aria-live="polite" data-testid="said">
          {said}
        </p>
        {told && (
          <p className="notice" role="alert" data-testid="fault">
            {told.line ? `Line ${told.line}: ` : ''}
            {told.message}
          </p>
        )}
      </div>
    </section>
  )
}
