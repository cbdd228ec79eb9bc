// From metres to pixels and back: each view of a scene fitted into its column of the canvas.
import type { Vec2 } from 'quoin'
import type { View } from './scene'

export interface Frame {
  /** The column, in pixels of the canvas. */
  readonly left: number
  readonly width: number
  readonly height: number
  readonly center: Vec2
  readonly pixelsPerMetre: number
}

// Of the height that is left over, so much is below: there is more to see above the ground.
const SHARE_BELOW = 0.3

/** The column number `index` of the views, as large as it fits. */
export function frameOf(
  view: View,
  index: number,
  columns: number,
  canvas: { readonly width: number; readonly height: number },
  center: Vec2 = view.center,
): Frame {
  const width = canvas.width / columns
  const pixelsPerMetre = Math.min(width / view.size.x, canvas.height / view.size.y)
  const spareM = canvas.height / pixelsPerMetre - view.size.y
  const raised = { x: center.x, y: center.y + spareM * (0.5 - SHARE_BELOW) }
  return { left: width * index, width, height: canvas.height, center: raised, pixelsPerMetre }
}

/** Metres of the world at a pixel of the canvas. */
export function toWorld(frame: Frame, xPx: number, yPx: number): Vec2 {
  return {
    x: frame.center.x + (xPx - frame.left - frame.width / 2) / frame.pixelsPerMetre,
    y: frame.center.y - (yPx - frame.height / 2) / frame.pixelsPerMetre,
  }
}

/** Makes the context draw in metres, with y upwards. */
export function drawInMetres(context: CanvasRenderingContext2D, frame: Frame): void {
  const scale = frame.pixelsPerMetre
  context.setTransform(
    scale,
    0,
    0,
    -scale,
    frame.left + frame.width / 2 - frame.center.x * scale,
    frame.height / 2 + frame.center.y * scale,
  )
}
