'use client'

// The speaker beside the picture: mutes, and shows by a small mark that the browser holds the sound
// back until somebody touches the game. It never stands in the way.
import type { ReactNode } from 'react'
import type { AudioState } from '../../game/game-module.js'

export interface SpeakerButtonProps {
  readonly state: AudioState
  readonly muted: boolean
  readonly disabled: boolean
  readonly onToggle: () => void
}

const WAVES = 'M15.5 8.5a5 5 0 0 1 0 7M18.5 5.5a9 9 0 0 1 0 13'
const CROSS = 'M16 9.5l5 5M21 9.5l-5 5'

export function SpeakerButton({ state, muted, disabled, onToggle }: SpeakerButtonProps): ReactNode {
  if (state === 'silent') return null
  const waits = state === 'locked' && !muted
  return (
    <button
      type="button"
      className="quoin-speaker"
      data-testid="speaker"
      data-audio={state}
      aria-label={waits ? 'Sound, from your first touch of the game on' : 'Sound'}
      aria-pressed={!muted}
      title={waits ? 'Sound starts with your first touch of the game' : undefined}
      disabled={disabled}
      onClick={onToggle}
    >
      <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
        <path d="M3 9.5v5h4l5 4.5v-14L7 9.5z" fill="currentcolor" />
        <path
          d={muted ? CROSS : WAVES}
          fill="none"
          stroke="currentcolor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      {waits && <span className="quoin-speaker-waits" data-testid="speaker-waits" />}
    </button>
  )
}
