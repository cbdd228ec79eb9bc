// What scenes draw with beside the shapes: lines, marks and words, in metres.
import type { Vec2 } from 'quoin'
import type { Frame } from './camera'

export class Pen {
  readonly context: CanvasRenderingContext2D
  readonly frame: Frame
  /** One pixel of the page, in metres. */
  readonly pixelM: number

  constructor(context: CanvasRenderingContext2D, frame: Frame, pixelRatio: number) {
    this.context = context
    this.frame = frame
    this.pixelM = pixelRatio / frame.pixelsPerMetre
  }

  line(points: readonly Vec2[], color: string, widthPx = 1.5): void {
    this.#trace(points)
    this.context.strokeStyle = color
    this.context.lineWidth = widthPx * this.pixelM
    this.context.stroke()
  }

  area(points: readonly Vec2[], color: string): void {
    this.#trace(points)
    this.context.fillStyle = color
    this.context.fill()
  }

  box(lower: Vec2, upper: Vec2, color: string): void {
    this.context.fillStyle = color
    this.context.fillRect(lower.x, lower.y, upper.x - lower.x, upper.y - lower.y)
  }

  dot(at: Vec2, radiusPx: number, color: string): void {
    this.context.beginPath()
    this.context.arc(at.x, at.y, radiusPx * this.pixelM, 0, 2 * Math.PI)
    this.context.fillStyle = color
    this.context.fill()
  }

  ring(at: Vec2, radiusM: number, color: string, widthPx = 1.5): void {
    this.context.beginPath()
    this.context.arc(at.x, at.y, radiusM, 0, 2 * Math.PI)
    this.context.strokeStyle = color
    this.context.lineWidth = widthPx * this.pixelM
    this.context.stroke()
  }

  /** Centred at the point; sizes are pixels of the page, so that it can be read at any zoom. */
  text(at: Vec2, words: string, color = '#f4ecff', sizePx = 13): void {
    const { context } = this
    context.save()
    context.translate(at.x, at.y)
    context.scale(this.pixelM, -this.pixelM)
    context.font = `600 ${sizePx}px system-ui, sans-serif`
    context.textAlign = 'center'
    context.textBaseline = 'middle'
    context.fillStyle = color
    context.fillText(words, 0, 0)
    context.restore()
  }

  #trace(points: readonly Vec2[]): void {
    this.context.beginPath()
    for (const { x, y } of points) this.context.lineTo(x, y)
  }
}
