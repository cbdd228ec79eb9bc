// Draws a session on its canvas, once an animation frame: the scene's own strokes, and the engine's
// debug records between them.
import { DEBUG_JOINTS, DEBUG_SHAPES, DebugPainter, type Vec2 } from 'quoin'
import { drawInMetres, type Frame, frameOf, toWorld } from './camera'
import { GALLERY_STYLE } from './palette'
import { Pen } from './pen'
import type { Session } from './session'

const MAX_PIXEL_RATIO = 2
const MARK_PX = 7
const SLACK_PX = 18

function fitBuffer(canvas: HTMLCanvasElement, ratio: number): void {
  const width = Math.max(1, Math.round(canvas.clientWidth * ratio))
  const height = Math.max(1, Math.round(canvas.clientHeight * ratio))
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}

export class ScenePainter {
  readonly #canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  readonly #records: DebugPainter
  readonly #session: Session
  #ratio = 1

  constructor(canvas: HTMLCanvasElement, session: Session) {
    const context = canvas.getContext('2d')
    if (!context) throw new Error('this browser gives no 2D canvas')
    this.#canvas = canvas
    this.#context = context
    this.#records = new DebugPainter(context, GALLERY_STYLE)
    this.#session = session
  }

  /** `flags` are those of the debug records that the person wants to see. */
  paint(flags: number): void {
    this.#ratio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO)
    fitBuffer(this.#canvas, this.#ratio)
    this.#context.setTransform(1, 0, 0, 1, 0, 0)
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    const frames = this.#frames()
    for (const frame of frames) this.#paintView(frame, flags, frames.length > 1)
    const [first] = frames
    if (first) this.#session.slackM = (SLACK_PX * this.#ratio) / first.pixelsPerMetre
  }

  /** Where in the world a point of the page is, such as one of a pointer event. */
  pointAt(clientX: number, clientY: number): Vec2 {
    const box = this.#canvas.getBoundingClientRect()
    const xPx = ((clientX - box.left) / box.width) * this.#canvas.width
    const yPx = ((clientY - box.top) / box.height) * this.#canvas.height
    const frames = this.#frames()
    const found = frames.find(({ left, width }) => xPx >= left && xPx < left + width)
    const frame = found ?? frames[0]
    return frame ? toWorld(frame, xPx, yPx) : { x: 0, y: 0 }
  }

  #frames(): Frame[] {
    const { views } = this.#session.scene
    const center = this.#session.run.follow?.()
    return views.map((view, index) => frameOf(view, index, views.length, this.#canvas, center))
  }

  #paintView(frame: Frame, flags: number, isClipped: boolean): void {
    const context = this.#context
    const { scene, run, world } = this.#session
    context.save()
    if (isClipped) {
      context.beginPath()
      context.rect(frame.left, 0, frame.width, frame.height)
      context.clip()
    }
    drawInMetres(context, frame)
    context.lineJoin = 'round'
    context.lineCap = 'round'
    const pen = new Pen(context, frame, this.#ratio)
    run.paintUnder?.(pen)
    const lower = toWorld(frame, frame.left, frame.height)
    const upper = toWorld(frame, frame.left + frame.width, 0)
    const records = world.debugDraw({
      viewM: { lower, upper },
      flags: flags | (scene.shows ?? 0) || DEBUG_SHAPES | DEBUG_JOINTS,
      markM: MARK_PX * pen.pixelM,
      impulseMPerNs: 0.0005,
    })
    this.#records.paint(records, pen.pixelM)
    run.paintOver?.(pen)
    context.restore()
  }
}
