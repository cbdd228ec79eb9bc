// Draws a world as the engine's debug records show it, on a plain 2D canvas.
//
// Outlines come as runs of edges and arcs; a run is one path, filled at its end. Nothing is
// allocated for a record: they are read as numbers where they lie.
import { DEBUG_JOINTS, DEBUG_KIND_NAMES, DEBUG_SHAPES } from './constants.gen.js'
import type { Given } from './given.js'
import type { PhysicsWorld } from './physics-world.js'
import type { Records } from './records.js'
import type { DebugKind, DebugOpts, DebugRecord, Vec2 } from './structs.gen.js'

export type Context2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** How things of one colour of the records are drawn. */
export interface DebugInk {
  readonly fill: string | undefined
  readonly stroke: string
  /** In pixels of the page. */
  readonly widthPx: number
}

/** Colours of one's own. A record's colour, 0xRRGGBBAA, says what a thing is. */
export interface DebugStyle {
  ink(color: number): DebugInk
  /** Of a closed shape of so many pieces whose first edge, or diameter, is so long; `ink.fill` without. */
  fill?(color: number, ink: DebugInk, sizeM: number, pieceCount: number): string | undefined
  /** In pixels of the page: of lines, such as the radius of a disc; `ink.widthPx` without. */
  lineWidthPx?(color: number, ink: DebugInk): number
  /** Of numbers, in the words of CSS. */
  readonly numbers?: string
}

export interface DebugCamera {
  /** What is in the middle of the canvas. */
  readonly centerM: Vec2
  /** Of the canvas, which may have more pixels than the page. */
  readonly pixelsPerMetre: number
  /** Pixels of the canvas to one of the page, for the widths of lines; 1 unless given. */
  readonly pixelRatio?: number | undefined
}

export interface DrawDebugOptions extends Omit<Given<DebugOpts>, 'viewM'> {
  readonly style?: DebugStyle | undefined
}

const kind = (name: DebugKind) => DEBUG_KIND_NAMES.indexOf(name)
const LINE = kind('line')
const CIRCLE = kind('circle')
const POINT = kind('point')
const NUMBER = kind('number')
const EDGE = kind('edge')
const ARC = kind('arc')

const FULL_TURN_RAD = 2 * Math.PI
const POINT_RADIUS_PX = 2.5
const MARK_PX = 7
const FILL_ALPHA = 0.35
const NUMBER_COLOR = '#888888'

// ---- The colours as the records have them -----------------------------------------------------

const inks = new Map<number, DebugInk>()

function cssOf(color: number, alpha: number): string {
  return `rgb(${color >>> 24} ${(color >>> 16) & 255} ${(color >>> 8) & 255} / ${alpha})`
}

const PLAIN: DebugStyle = {
  ink: (color) => {
    const alpha = (color & 255) / 255
    const known = inks.get(color)
    const ink = known ?? {
      fill: cssOf(color, alpha * FILL_ALPHA),
      stroke: cssOf(color, alpha),
      widthPx: 1.5,
    }
    if (!known) inks.set(color, ink)
    return ink
  },
}

// ---- Records ----------------------------------------------------------------------------------

/** Paints records on a context that is set to metres, with y upwards. */
export class DebugPainter {
  readonly #context: Context2D
  readonly #style: DebugStyle
  #pixelM = 1
  // The run that is being traced: whether there is one, and how long its first piece is.
  #isInRun = false
  #firstLengthM = 0
  #pieceCount = 0

  constructor(context: Context2D, style: DebugStyle = PLAIN) {
    this.#context = context
    this.#style = style
  }

  /** `pixelM`: how many metres one pixel of the page is. */
  paint(records: Records<DebugRecord>, pixelM: number): void {
    this.#pixelM = pixelM
    this.#isInRun = false
    const { words, floats, stride, length } = records
    for (let at = 0; at < length * stride; at += stride) {
      this.#record(words[at] ?? 0, words[at + 1] ?? 0, floats, at + 2)
    }
  }

  #record(recordKind: number, color: number, v: Float32Array, at: number): void {
    const ink = this.#style.ink(color)
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

  #closeRun(color: number, ink: DebugInk, lastKind: number): void {
    this.#isInRun = false
    const isOpen = lastKind === ARC && this.#firstLengthM === 0
    if (!isOpen) this.#context.closePath()
    this.#finish(
      ink,
      isOpen ? undefined : this.#fillOf(color, ink, this.#firstLengthM, this.#pieceCount),
    )
  }

  #fillOf(color: number, ink: DebugInk, sizeM: number, pieceCount: number): string | undefined {
    const { fill } = this.#style
    return fill ? fill(color, ink, sizeM, pieceCount) : ink.fill
  }

  // Filled over the outline, of which the outer half is left: the thinnest body keeps its colour.
  #finish(ink: DebugInk, fill: string | undefined): void {
    this.#context.strokeStyle = ink.stroke
    this.#context.lineWidth = (fill ? 2 : 1) * ink.widthPx * this.#pixelM
    this.#context.stroke()
    if (!fill) return
    this.#context.fillStyle = fill
    this.#context.fill()
  }

  #line(color: number, ink: DebugInk, v: Float32Array, at: number): void {
    this.#context.beginPath()
    this.#context.moveTo(v[at] ?? 0, v[at + 1] ?? 0)
    this.#context.lineTo(v[at + 2] ?? 0, v[at + 3] ?? 0)
    this.#context.strokeStyle = ink.stroke
    const widthPx = this.#style.lineWidthPx?.(color, ink) ?? ink.widthPx
    this.#context.lineWidth = widthPx * this.#pixelM
    this.#context.stroke()
  }

  #circle(color: number, ink: DebugInk, v: Float32Array, at: number): void {
    const radiusM = v[at + 2] ?? 0
    this.#context.beginPath()
    this.#context.arc(v[at] ?? 0, v[at + 1] ?? 0, radiusM, 0, FULL_TURN_RAD)
    this.#finish(ink, this.#fillOf(color, ink, 2 * radiusM, 0))
  }

  #point(ink: DebugInk, v: Float32Array, at: number): void {
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
    context.fillStyle = this.#style.numbers ?? NUMBER_COLOR
    context.fillText((v[at + 2] ?? 0).toFixed(v[at + 3] ?? 0), 3, -3)
    context.restore()
  }
}

// ---- Worlds -----------------------------------------------------------------------------------

/** What a camera sees of the world on a canvas of that size. */
function viewOf({ centerM, pixelsPerMetre }: DebugCamera, width: number, height: number) {
  const [x, y] = [width / 2 / pixelsPerMetre, height / 2 / pixelsPerMetre]
  return {
    lower: { x: centerM.x - x, y: centerM.y - y },
    upper: { x: centerM.x + x, y: centerM.y + y },
  }
}

/**
 * Draws a world over what is on the canvas: shapes and joints, or what the flags ask for. The context is
 * left as it was.
 */
export function drawDebug(
  context: Context2D,
  world: PhysicsWorld,
  camera: DebugCamera,
  { style, ...opts }: DrawDebugOptions = {},
): void {
  const { width, height } = context.canvas
  const { centerM, pixelsPerMetre: scale, pixelRatio = 1 } = camera
  const pixelM = pixelRatio / scale
  const records = world.debugDraw({
    flags: DEBUG_SHAPES | DEBUG_JOINTS,
    markM: MARK_PX * pixelM,
    ...opts,
    viewM: viewOf(camera, width, height),
  })
  context.save()
  context.setTransform(
    scale,
    0,
    0,
    -scale,
    width / 2 - centerM.x * scale,
    height / 2 + centerM.y * scale,
  )
  context.lineJoin = 'round'
  context.lineCap = 'round'
  new DebugPainter(context, style).paint(records, pixelM)
  context.restore()
}
