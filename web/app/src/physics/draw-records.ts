// Draws the engine's debug records on a plain 2D canvas whose context is set to metres.
//
// Outlines come as runs of edges and arcs; a run is one path, filled at its end. Nothing is
// allocated for a record: they are read as numbers where they lie.
import { DEBUG_KIND_NAMES, type DebugKind, type DebugRecord, type Records } from 'quoin'
import type { Frame } from './camera'
import { fillOf, type Ink, inkOf, isTinted } from './palette'

const kind = (name: DebugKind) => DEBUG_KIND_NAMES.indexOf(name)
const LINE = kind('line')
const CIRCLE = kind('circle')
const POINT = kind('point')
const NUMBER = kind('number')
const EDGE = kind('edge')
const ARC = kind('arc')

const FULL_TURN_RAD = 2 * Math.PI
const POINT_RADIUS_PX = 2.5

export class RecordPainter {
  readonly #context: CanvasRenderingContext2D
  #pixelM = 1
  // The run that is being traced: whether there is one, and how long its first piece is.
  #isInRun = false
  #firstLengthM = 0
  #pieceCount = 0

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context
  }

  paint(records: Records<DebugRecord>, frame: Frame, pixelRatio: number): void {
    this.#pixelM = pixelRatio / frame.pixelsPerMetre
    this.#isInRun = false
    const { words, floats, stride, length } = records
    for (let at = 0; at < length * stride; at += stride) {
      this.#record(words[at] ?? 0, words[at + 1] ?? 0, floats, at + 2)
    }
  }

  #record(recordKind: number, color: number, v: Float32Array, at: number): void {
    const ink = inkOf(color)
    if (recordKind === LINE) this.#line(color, ink, v, at)
    else if (recordKind === CIRCLE) this.#circle(color, ink, v, at)
    else if (recordKind === POINT) this.#point(ink, v, at)
    else if (recordKind === NUMBER) this.#number(v, at)
    else if (recordKind === EDGE) this.#edge(v, at)
    else if (recordKind === ARC) this.#arc(v, at)
    const isPiece = recordKind === EDGE || recordKind === ARC
    if (isPiece && (v[at + 5] ?? 0) === 0) this.#closeRun(color, ink, recordKind)
  }

  #begin(lengthM: number, pieceCount: number): void {
    this.#context.beginPath()
    this.#isInRun = true
    this.#pieceCount = pieceCount
    this.#firstLengthM = lengthM
  }

  #edge(v: Float32Array, at: number): void {
    const x0 = v[at] ?? 0
    const y0 = v[at + 1] ?? 0
    const x1 = v[at + 2] ?? 0
    const y1 = v[at + 3] ?? 0
    if (!this.#isInRun) {
      this.#begin(Math.hypot(x1 - x0, y1 - y0), v[at + 5] ?? 0)
      this.#context.moveTo(x0, y0)
    }
    this.#context.lineTo(x1, y1)
  }

  #arc(v: Float32Array, at: number): void {
    const radiusM = v[at + 2] ?? 0
    const fromRad = v[at + 3] ?? 0
    const sweepRad = v[at + 4] ?? 0
    const isAlone = !this.#isInRun && (v[at + 5] ?? 0) === 0
    if (!this.#isInRun) this.#begin(isAlone ? 0 : 2 * radiusM, v[at + 5] ?? 0)
    this.#context.arc(
      v[at] ?? 0,
      v[at + 1] ?? 0,
      radiusM,
      fromRad,
      fromRad + sweepRad,
      sweepRad < 0,
    )
  }

  #closeRun(color: number, ink: Ink, lastKind: number): void {
    this.#isInRun = false
    const isOpen = lastKind === ARC && this.#firstLengthM === 0
    if (!isOpen) this.#context.closePath()
    this.#finish(ink, isOpen ? undefined : fillOf(color, ink, this.#firstLengthM, this.#pieceCount))
  }

  // Filled over the outline, of which the outer half is left: the thinnest body keeps its colour.
  #finish(ink: Ink, fill: string | undefined): void {
    this.#context.strokeStyle = ink.stroke
    this.#context.lineWidth = (fill ? 2 : 1) * ink.widthPx * this.#pixelM
    this.#context.stroke()
    if (!fill) return
    this.#context.fillStyle = fill
    this.#context.fill()
  }

  #line(color: number, ink: Ink, v: Float32Array, at: number): void {
    this.#context.beginPath()
    this.#context.moveTo(v[at] ?? 0, v[at + 1] ?? 0)
    this.#context.lineTo(v[at + 2] ?? 0, v[at + 3] ?? 0)
    this.#context.strokeStyle = ink.stroke
    this.#context.lineWidth = (isTinted(color) ? 1.5 : ink.widthPx) * this.#pixelM
    this.#context.stroke()
  }

  #circle(color: number, ink: Ink, v: Float32Array, at: number): void {
    const radiusM = v[at + 2] ?? 0
    this.#context.beginPath()
    this.#context.arc(v[at] ?? 0, v[at + 1] ?? 0, radiusM, 0, FULL_TURN_RAD)
    this.#finish(ink, fillOf(color, ink, 2 * radiusM, 0))
  }

  #point(ink: Ink, v: Float32Array, at: number): void {
    this.#context.beginPath()
    const radiusM = POINT_RADIUS_PX * this.#pixelM
    this.#context.arc(v[at] ?? 0, v[at + 1] ?? 0, radiusM, 0, FULL_TURN_RAD)
    this.#context.fillStyle = ink.stroke
    this.#context.fill()
  }

  #number(v: Float32Array, at: number): void {
    const context = this.#context
    context.save()
    context.translate(v[at] ?? 0, v[at + 1] ?? 0)
    context.scale(this.#pixelM, -this.#pixelM)
    context.font = '11px system-ui, sans-serif'
    context.fillStyle = '#f4ecff'
    context.fillText((v[at + 2] ?? 0).toFixed(v[at + 3] ?? 0), 3, -3)
    context.restore()
  }
}
