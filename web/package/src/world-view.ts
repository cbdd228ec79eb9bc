// A canvas that shows a world: as many pixels as the screen has, a camera that can be moved, and one
// picture an animation frame. It knows nothing of React, and does not step the world.
import { type DebugStyle, drawDebug } from './debug-painter.js'
import { raise } from './errors.js'
import type { PhysicsWorld } from './physics-world.js'
import type { Vec2 } from './structs.gen.js'

export interface WorldCamera {
  /** In the middle of the canvas. */
  readonly centerM: Vec2
  /** How many times larger than what `sizeM` asks for. */
  readonly zoom: number
}

export interface WorldViewOptions {
  /** What is in the middle at first; the origin unless given. */
  readonly centerM?: Vec2 | undefined
  /** What is seen at zoom 1, as large as it fits; 16 x 10 m unless given. */
  readonly sizeM?: Vec2 | undefined
  /** Colours of the page's own. */
  readonly style?: DebugStyle | undefined
  /** DEBUG_* flags of what is drawn; shapes and joints unless given. */
  readonly flags?: number | undefined
}

/** More than this costs time that nobody sees. */
const MAX_PIXEL_RATIO = 2
const LEAST_ZOOM = 0.05
const MOST_ZOOM = 50
const ORIGIN: Vec2 = { x: 0, y: 0 }
const USUAL_SIZE_M: Vec2 = { x: 16, y: 10 }

export class WorldView {
  readonly canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  readonly #options: () => WorldViewOptions
  readonly #sizes: ResizeObserver
  #world: PhysicsWorld | undefined
  #camera: WorldCamera
  #widthPx = 1
  #heightPx = 1
  #request = 0

  constructor(canvas: HTMLCanvasElement, options: () => WorldViewOptions) {
    const context = canvas.getContext('2d')
    if (!context) raise('no-graphics', 'PhysicsCanvas', 'this browser gives no 2D canvas')
    this.canvas = canvas
    this.#context = context
    this.#options = options
    this.#camera = this.#firstCamera()
    this.#sizes = new ResizeObserver(() => this.#measure())
  }

  /** Undefined unless there is one that lives. */
  get world(): PhysicsWorld | undefined {
    return this.#world?.isDisposed ? undefined : this.#world
  }

  set world(world: PhysicsWorld | undefined) {
    this.#world = world
  }

  // ---- The camera ----

  #firstCamera(): WorldCamera {
    return { centerM: this.#options().centerM ?? ORIGIN, zoom: 1 }
  }

  get camera(): WorldCamera {
    return this.#camera
  }

  set camera({ centerM, zoom }: WorldCamera) {
    this.#camera = { centerM, zoom: Math.min(Math.max(zoom, LEAST_ZOOM), MOST_ZOOM) }
  }

  resetCamera(): void {
    this.#camera = this.#firstCamera()
  }

  /** Of the page. */
  get pixelsPerM(): number {
    const { x, y } = this.#options().sizeM ?? USUAL_SIZE_M
    return Math.min(this.#widthPx / x, this.#heightPx / y) * this.#camera.zoom
  }

  /** Moves what is seen by so many pixels of the page, as a hand moves a map. */
  moveBy(xPx: number, yPx: number): void {
    const { centerM, zoom } = this.#camera
    const scale = this.pixelsPerM
    this.camera = { centerM: { x: centerM.x - xPx / scale, y: centerM.y + yPx / scale }, zoom }
  }

  /** What is at this point of the page stays there. */
  zoomAt(factor: number, clientX: number, clientY: number): void {
    const before = this.pointAt(clientX, clientY)
    this.camera = { ...this.#camera, zoom: this.#camera.zoom * factor }
    const after = this.pointAt(clientX, clientY)
    const { centerM, zoom } = this.#camera
    const x = centerM.x + before.x - after.x
    this.camera = { centerM: { x, y: centerM.y + before.y - after.y }, zoom }
  }

  /** Where in the world a point of the page is, such as one of a pointer event. */
  pointAt(clientX: number, clientY: number): Vec2 {
    const box = this.canvas.getBoundingClientRect()
    const { centerM } = this.#camera
    const scale = this.pixelsPerM
    return {
      x: centerM.x + (clientX - box.left - box.width / 2) / scale,
      y: centerM.y - (clientY - box.top - box.height / 2) / scale,
    }
  }

  // ---- Frames ----

  /** Draws until `stop`; a throw inside goes to `onError` and ends it. */
  start(onError: (cause: unknown) => void): void {
    this.#sizes.observe(this.canvas)
    this.#measure()
    const tick = () => {
      try {
        this.#draw()
        this.#request = requestAnimationFrame(tick)
      } catch (cause) {
        onError(cause)
      }
    }
    this.#request = requestAnimationFrame(tick)
  }

  stop(): void {
    this.#sizes.disconnect()
    cancelAnimationFrame(this.#request)
  }

  #measure(): void {
    this.#widthPx = Math.max(this.canvas.clientWidth, 1)
    this.#heightPx = Math.max(this.canvas.clientHeight, 1)
  }

  // Setting a size, even the same one, empties the canvas.
  #fitBuffer(ratio: number): void {
    const { canvas } = this
    const width = Math.round(this.#widthPx * ratio)
    const height = Math.round(this.#heightPx * ratio)
    if (canvas.width !== width) canvas.width = width
    if (canvas.height !== height) canvas.height = height
  }

  #draw(): void {
    const pixelRatio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO)
    this.#fitBuffer(pixelRatio)
    const { width, height } = this.canvas
    this.#context.clearRect(0, 0, width, height)
    const { world } = this
    if (!world) return
    const { style, flags } = this.#options()
    const pixelsPerMetre = this.pixelsPerM * pixelRatio
    drawDebug(
      this.#context,
      world,
      { centerM: this.#camera.centerM, pixelsPerMetre, pixelRatio },
      { style, ...(flags !== undefined && { flags }) },
    )
  }
}
