// Waits for the key or gamepad button that a player wants an action to have. The next one counts;
// Escape, a click, or the signal ends the wait without one.

// In the order of the standard mapping.
const PAD_BUTTONS = [
  ...['PadA', 'PadB', 'PadX', 'PadY', 'PadL1', 'PadR1', 'PadL2', 'PadR2'],
  ...['PadBack', 'PadStart', 'PadL3', 'PadR3', 'PadUp', 'PadDown', 'PadLeft', 'PadRight'],
]

function pressedPadButton(): string | undefined {
  for (const pad of navigator.getGamepads()) {
    const index = pad?.mapping === 'standard' ? pad.buttons.findIndex((b) => b.value > 0.5) : -1
    if (index >= 0) return PAD_BUTTONS[index]
  }
  return undefined
}

export function listenForSource(signal: AbortSignal): Promise<string | undefined> {
  return new Promise((resolve) => {
    const ending = new AbortController()
    const finish = (source: string | undefined) => {
      ending.abort()
      cancelAnimationFrame(frame)
      resolve(source)
    }
    const poll = () => {
      const button = pressedPadButton()
      if (button) finish(button)
      else frame = requestAnimationFrame(poll)
    }
    let frame = requestAnimationFrame(poll)
    const options = { capture: true, signal: ending.signal }
    window.addEventListener(
      'keydown',
      (event) => {
        event.preventDefault()
        event.stopImmediatePropagation()
        finish(event.code === 'Escape' ? undefined : event.code)
      },
      options,
    )
    window.addEventListener('pointerdown', () => finish(undefined), options)
    signal.addEventListener('abort', () => finish(undefined), { signal: ending.signal })
  })
}
