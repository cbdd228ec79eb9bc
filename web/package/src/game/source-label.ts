// What a key or button is called on the page: the names of quoin/input.h are DOM codes, which say
// where a key lies, not what is written on it.

const WORDS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  MouseLeft: 'Left button',
  MouseMiddle: 'Middle button',
  MouseRight: 'Right button',
  PadUp: 'D-pad ↑',
  PadDown: 'D-pad ↓',
  PadLeft: 'D-pad ←',
  PadRight: 'D-pad →',
  'PadLX-': 'Left stick ←',
  'PadLX+': 'Left stick →',
  'PadLY-': 'Left stick ↑',
  'PadLY+': 'Left stick ↓',
  'PadRX-': 'Right stick ←',
  'PadRX+': 'Right stick →',
  'PadRY-': 'Right stick ↑',
  'PadRY+': 'Right stick ↓',
}

export function sourceLabel(source: string): string {
  const word = WORDS[source]
  if (word !== undefined) return word
  return source
    .replace(/^(Key|Digit)(.)$/, '$2')
    .replace(/^Pad/, 'Gamepad ')
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
}
