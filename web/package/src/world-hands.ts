// What a person does to a world on a canvas. A body under the pointer is dragged; beside bodies the view
// is moved; two fingers move and zoom it, and so do arrows, plus, minus and the wheel while the canvas has
// the focus: a page with a canvas in it still scrolls.
import { Grab } from './grab.js'
import type { PhysicsWorld } from './physics-world.js'
import { pickBody } from './pick-body.js'
import type { WorldView } from './world-view.js'

export interface HandsOptions {
  /** Whether bodies can be dragged; they can unless it is false. */
  readonly grab?: boolean | undefined
  /** Whether the view can be moved and zoomed; it can unless it is false. */
  readonly pan?: boolean | undefined
}

/** Fingers are less exact than arrows. */
const SLACK_PX = 18
const KEY_STEP_PX = 40
const KEY_ZOOM = 1.25
const WHEEL_ZOOM_PER_PX = 0.0015
/** Of a wheel that turns by lines or pages. */
const WHEEL_PX = [1, 16, 400]

interface Point {
  readonly x: number
  readonly y: number
}

const middleOf = ([a, b]: readonly [Point, Point]): Point => ({
  x: (a.x + b.x) / 2,
  y: (a.y + b.y) / 2,
})
const distanceOf = ([a, b]: readonly [Point, Point]) =>
  Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1)

export class WorldHands {
  readonly #view: WorldView
  readonly #options: () => HandsOptions
  readonly #listening = new AbortController()
  readonly #pointers: Map<number, Point> = new Map()
  #held: { readonly grab: Grab; readonly world: PhysicsWorld } | undefined

  constructor(view: WorldView, options: () => HandsOptions) {
    this.#view = view
    this.#options = options
    const { canvas } = view
    const { signal } = this.#listening
    canvas.addEventListener('pointerdown', (event) => this.#down(event), { signal })
    canvas.addEventListener('pointermove', (event) => this.#move(event), { signal })
    for (const end of ['pointerup', 'pointercancel'] as const) {
      canvas.addEventListener(end, (event) => this.#up(event), { signal })
    }
    canvas.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false })
    canvas.addEventListener('keydown', (event) => this.#key(event), { signal })
  }

  /** Lets go of what is held. */
  release(): void {
    this.#letGo()
    this.#listening.abort()
  }

  // ---- Pointers ----

  #down(event: PointerEvent): void {
    if (event.button !== 0) return
    this.#view.canvas.setPointerCapture(event.pointerId)
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    if (this.#pointers.size > 1) this.#letGo()
    else this.#take(event)
  }

  #take({ clientX, clientY }: PointerEvent): void {
    const { world } = this.#view
    if (!world || this.#options().grab === false) return
    const at = this.#view.pointAt(clientX, clientY)
    const body = pickBody(world, at, SLACK_PX / this.#view.pixelsPerM)
    if (body === undefined) return
    const grab = new Grab(world)
    grab.take(body, at)
    this.#held = { grab, world }
  }

  #move(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId)
    if (!before) return
    const earlier = this.#pair()
    const now = { x: event.clientX, y: event.clientY }
    this.#pointers.set(event.pointerId, now)
    const later = this.#pair()
    if (this.#held) this.#drag(now)
    else if (this.#options().pan === false) return
    else if (earlier && later) this.#pinch(earlier, later)
    else this.#view.moveBy(now.x - before.x, now.y - before.y)
  }

  #up(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId)
    this.#letGo()
  }

  #pair(): readonly [Point, Point] | undefined {
    const [first, second] = [...this.#pointers.values()]
    return first && second ? [first, second] : undefined
  }

  #pinch(earlier: readonly [Point, Point], later: readonly [Point, Point]): void {
    const [from, to] = [middleOf(earlier), middleOf(later)]
    this.#view.moveBy(to.x - from.x, to.y - from.y)
    this.#view.zoomAt(distanceOf(later) / distanceOf(earlier), to.x, to.y)
  }

  // The world may have gone meanwhile, and its joints with it.
  #drag({ x, y }: Point): void {
    const held = this.#held
    if (held && !held.world.isDisposed) held.grab.move(this.#view.pointAt(x, y))
    else this.#held = undefined
  }

  #letGo(): void {
    const held = this.#held
    this.#held = undefined
    if (held && !held.world.isDisposed) held.grab.release()
  }

  // ---- Wheel and keys ----

  #wheel(event: WheelEvent): void {
    const hasFocus = document.activeElement === this.#view.canvas
    if (!hasFocus || this.#options().pan === false) return
    event.preventDefault()
    const deltaPx = event.deltaY * (WHEEL_PX[event.deltaMode] ?? 1)
    this.#view.zoomAt(Math.exp(-deltaPx * WHEEL_ZOOM_PER_PX), event.clientX, event.clientY)
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || this.#options().pan === false) return
    const act = this.#actOf(event.key)
    if (!act) return
    event.preventDefault()
    act()
  }

  #actOf(key: string): (() => void) | undefined {
    const view = this.#view
    const box = view.canvas.getBoundingClientRect()
    const zoom = (factor: number) => () =>
      view.zoomAt(factor, box.left + box.width / 2, box.top + box.height / 2)
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => view.moveBy(KEY_STEP_PX, 0),
      ArrowRight: () => view.moveBy(-KEY_STEP_PX, 0),
      ArrowUp: () => view.moveBy(0, KEY_STEP_PX),
      ArrowDown: () => view.moveBy(0, -KEY_STEP_PX),
      '+': zoom(KEY_ZOOM),
      '=': zoom(KEY_ZOOM),
      '-': zoom(1 / KEY_ZOOM),
      '0': () => view.resetCamera(),
    }
    return acts[key]
  }
}
