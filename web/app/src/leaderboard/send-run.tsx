'use client'

// A run that was just won, to be sent to the server, which plays it again. The name is remembered where
// the browser remembers anything.
import Link from 'next/link'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type Sent, sendRun } from './ask-server'

const NAME_KEY = 'belfry.name'
const NAME_MAX_CHARACTERS = 24

export interface SendRunProps {
  /** The text that the game gives. */
  readonly run: string
}

type State =
  | { readonly step: 'asked' | 'sending' }
  | { readonly step: 'refused'; readonly message: string }
  | { readonly step: 'held'; readonly sent: Sent }

// Where cookies are blocked, asking for the storage throws.
function remembered(): string {
  try {
    return localStorage.getItem(NAME_KEY) ?? ''
  } catch {
    return ''
  }
}

function remember(name: string): void {
  try {
    localStorage.setItem(NAME_KEY, name)
  } catch {
    // It is asked for again.
  }
}

function describe(state: State): string {
  switch (state.step) {
    case 'asked':
      return ''
    case 'sending':
      return 'The server plays it again…'
    case 'refused':
      return `It does not count: ${state.message}.`
    case 'held': {
      const { isNew, place, placeToday } = state.sent
      const known = isNew ? 'It holds' : 'It holds, and was there before'
      return `${known}: place ${place} of all time, ${placeToday} today.`
    }
  }
}

export function SendRun({ run }: SendRunProps) {
  const [name, setName] = useState(remembered)
  const [state, setState] = useState<State>({ step: 'asked' })
  const ending = useRef<AbortController>(null)

  useEffect(() => () => ending.current?.abort(), [])

  const send = (event: FormEvent) => {
    event.preventDefault()
    remember(name)
    setState({ step: 'sending' })
    const made = new AbortController()
    const { signal } = made
    ending.current = made
    sendRun(run, name.trim() || 'Somebody', signal).then(
      (sent) => setState({ step: 'held', sent }),
      (cause: unknown) => {
        if (signal.aborted) return
        const message = cause instanceof Error ? cause.message : String(cause)
        setState({ step: 'refused', message })
      },
    )
  }

  const isOpen = state.step === 'asked' || state.step === 'refused'
  return (
    <form className="send-run" onSubmit={send} aria-label="Send your run">
      <label>
        Your name{' '}
        <input
          value={name}
          maxLength={NAME_MAX_CHARACTERS}
          autoComplete="nickname"
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <button type="submit" disabled={!isOpen}>
        Send your run
      </button>
      <p role="status" data-testid="sent" data-step={state.step}>
        {describe(state)}{' '}
        {state.step === 'held' && (
          <Link href={`/leaderboard?level=${state.sent.level}`} prefetch={false}>
            The leaderboard
          </Link>
        )}
      </p>
    </form>
  )
}
