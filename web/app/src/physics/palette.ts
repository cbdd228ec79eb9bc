// The colours of the gallery. The engine's debug records say what a thing is by their colour; these
// are the same meanings in the colours of the page.
//
// Moving bodies are tinted by their size and corners, which a record shows and motion does not change.

import type { DebugInk, DebugStyle } from 'quoin'

const TINT_COUNT = 48

function tints(saturation: number, lightness: number): string[] {
  return Array.from({ length: TINT_COUNT }, (_, index) => {
    const hue = (320 + (index * 95) / TINT_COUNT) % 360
    return `hsl(${hue.toFixed(0)} ${saturation}% ${lightness}%)`
  })
}

const AWAKE_TINTS = tints(72, 66)
const ASLEEP_TINTS = tints(30, 52)

const DYNAMIC = 0x2c8f56ff
const ASLEEP = 0x8c7a4eff
const OUTLINE = 'rgb(22 12 40 / 70%)'

const INKS: ReadonlyMap<number, DebugInk> = new Map([
  [0x6e7f91ff, { fill: '#43376a', stroke: '#8676b4', widthPx: 1.5 }], // static
  [0x8a6be0ff, { fill: '#5458b8', stroke: '#a3a9ff', widthPx: 1.5 }], // kinematic
  [DYNAMIC, { fill: '#f2a65a', stroke: OUTLINE, widthPx: 1 }],
  [ASLEEP, { fill: '#7c6a78', stroke: OUTLINE, widthPx: 1 }],
  [0x7c7c7cff, { fill: undefined, stroke: '#7c7c8c', widthPx: 1 }], // disabled
  [0x1e88b4ff, { fill: undefined, stroke: '#7fd0f0', widthPx: 1.5 }], // joints
  [0xc07018ff, { fill: undefined, stroke: '#ffc46b', widthPx: 2 }], // limits
  [0xe0447aff, { fill: '#ff7aa8', stroke: '#ff7aa8', widthPx: 1.5 }], // contacts
  [0xa88400ff, { fill: '#d8bd4a', stroke: '#d8bd4a', widthPx: 1 }], // nearly contacts
  [0xc2571aff, { fill: '#ff9f5e', stroke: '#ff9f5e', widthPx: 1.5 }], // centres
  [0x0f9488ff, { fill: '#52e0cf', stroke: '#52e0cf', widthPx: 1.5 }], // velocities
  [0x3a86d8ff, { fill: undefined, stroke: 'rgb(120 180 255 / 55%)', widthPx: 1 }], // fields
  [0xb8489aff, { fill: '#e77bcb', stroke: '#ffd0f2', widthPx: 1.5 }], // characters
  [0xa265b8ff, { fill: undefined, stroke: 'rgb(200 140 225 / 60%)', widthPx: 1 }], // boxes
])

const islands = new Map<number, DebugInk>()

/** Colours that are not in the table, such as those of islands, are taken as they are. */
function inkOf(color: number): DebugInk {
  const known = INKS.get(color) ?? islands.get(color)
  if (known) return known
  const css = `#${(color >>> 8).toString(16).padStart(6, '0')}`
  const ink = { fill: css, stroke: OUTLINE, widthPx: 1 }
  islands.set(color, ink)
  return ink
}

/** What fills a closed shape of so many pieces whose first edge, or diameter, is so long. */
function fillOf(
  color: number,
  ink: DebugInk,
  sizeM: number,
  pieceCount: number,
): string | undefined {
  if (color !== DYNAMIC && color !== ASLEEP) return ink.fill
  const share = (Math.log2(Math.max(sizeM, 0.01)) + 3) / 9 + pieceCount / 24
  const index = Math.round(Math.min(Math.max(share, 0), 1) * (TINT_COUNT - 1))
  return (color === DYNAMIC ? AWAKE_TINTS : ASLEEP_TINTS)[index]
}

/** Lines that belong to a filled shape, such as the radius of a disc. */
function isTinted(color: number): boolean {
  return color === DYNAMIC || color === ASLEEP
}

export const GALLERY_STYLE: DebugStyle = {
  ink: inkOf,
  fill: fillOf,
  lineWidthPx: (color, ink) => (isTinted(color) ? 1.5 : ink.widthPx),
  numbers: '#f4ecff',
}
