'use client'

// The buttons of a scene's own: some act once, some are held like the keys that they stand for.
import type { SceneButton } from './scene'
import type { Session } from './session'

export interface SceneButtonsProps {
  readonly session: Session
  readonly buttons: readonly SceneButton[]
}

export function SceneButtons({ session, buttons }: SceneButtonsProps) {
  return (
    <fieldset className="scene-buttons" aria-label="This scene">
      {buttons.map((button) =>
        'key' in button ? (
          <HoldButton
            key={button.label}
            label={button.label}
            onHold={(isDown) => session.key(button.key, isDown)}
          />
        ) : (
          <button key={button.label} type="button" onClick={() => session.act(button.action)}>
            {button.label}
          </button>
        ),
      )}
    </fieldset>
  )
}

interface HoldButtonProps {
  readonly label: string
  readonly onHold: (isDown: boolean) => void
}

function HoldButton({ label, onHold }: HoldButtonProps) {
  return (
    <button
      type="button"
      className="hold"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        onHold(true)
      }}
      onPointerUp={() => onHold(false)}
      onPointerCancel={() => onHold(false)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {label}
    </button>
  )
}
