'use client'

import { type Engine, toHex } from 'quoin'
import { WasmLoader } from 'quoin/react'
import { useState } from 'react'
import { type Answers, askComponent, askCore } from './samples/component'

interface Row {
  readonly question: string
  readonly core: string
  readonly component: string
}

/** Of an answer, so that both stand beside each other on a phone. */
const SHOWN_CHARACTERS = 12

function rowsOf(engine: Engine, core: Answers, component: Answers): readonly Row[] {
  const row = (question: string, show: (answers: Answers) => string): Row => ({
    question,
    core: show(core),
    component: show(component),
  })
  return [
    row('SHA-256', (answers) => toHex(engine, answers.sha256)),
    row('BLAKE3', (answers) => toHex(engine, answers.blake3)),
    row('State after two seconds', ({ stateHash }) => stateHash.toString(16).padStart(16, '0')),
    row('Height of a ball, in m', ({ heightM }) => String(heightM)),
  ]
}

export function ComponentDemo() {
  const [text, setText] = useState('tower, bell and rope')
  const [rows, setRows] = useState<readonly Row[]>([])
  const [said, setSaid] = useState('Neither was asked yet.')

  const ask = async (engine: Engine) => {
    setSaid('Loading the component.')
    try {
      const bytes = new TextEncoder().encode(text)
      const component = askComponent(await import('quoin/component'), bytes)
      const found = rowsOf(engine, askCore(engine, bytes), component)
      const differ = found.filter(({ core, component: other }) => core !== other).length
      setRows(found)
      setSaid(differ === 0 ? 'Both answer the same.' : `${differ} answers differ.`)
    } catch (cause) {
      setSaid(cause instanceof Error ? cause.message : String(cause))
    }
  }

  return (
    <WasmLoader>
      {(engine) => (
        <div className="demo tool">
          <label>
            A text to hash
            <input value={text} onChange={(event) => setText(event.target.value)} />
          </label>
          <button type="button" onClick={() => ask(engine)}>
            Ask both
          </button>
          <p role="status" data-testid="component">
            {said}
          </p>
          {rows.length > 0 && <AnswerTable rows={rows} />}
        </div>
      )}
    </WasmLoader>
  )
}

function AnswerTable({ rows }: { readonly rows: readonly Row[] }) {
  return (
    <table>
      <caption>The first {SHOWN_CHARACTERS} characters; all of them are compared.</caption>
      <thead>
        <tr>
          <th scope="col">Question</th>
          <th scope="col">quoin</th>
          <th scope="col">quoin/component</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ question, core, component }) => (
          <tr key={question}>
            <th scope="row">{question}</th>
            <td>
              <code>{cut(core)}</code>
            </td>
            <td>
              <code>{cut(component)}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function cut(answer: string): string {
  return answer.length > SHOWN_CHARACTERS ? `${answer.slice(0, SHOWN_CHARACTERS)}…` : answer
}
