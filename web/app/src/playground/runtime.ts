// Runs a visitor's scene in a worker: the real package, a world, a loop of steps of 1/60 s, and a canvas.
// The scene itself stands before this text in the same script; see protocol.ts.
import * as quoin from 'quoin'
import { GALLERY_STYLE } from '../physics/palette'
import type { Fault, WorkerMessage, WorkerOrder } from './protocol'

type OnTick = (callback: (tick: number) => void) => void
type SetView = (xM: number, yM: number, heightM: number) => void

declare const scene: (
  world: quoin.PhysicsWorld,
  api: typeof quoin,
  onTick: OnTick,
  view: SetView,
) => Promise<void>

const DT_SECONDS = 1 / 60
const MOST_STEPS = 4
const SUBSTEP_COUNT = 4
const TICKS_BETWEEN_REPORTS = 6

const say = (message: WorkerMessage) => self.postMessage(message)

let lineCount = 0
let hasFailed = false

/** The innermost line of the visitor's own; what stands below it in the script is this file. */
function lineOf(error: unknown): number | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const lines = [...stack.matchAll(/blob:[^\s)]*?:(\d+):\d+/g)].map(([, line]) => Number(line))
  return lines.find((line) => line <= lineCount)
}

function faultOf(error: unknown): Fault {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const message = error instanceof quoin.QuoinError ? `${error.code}: ${error.message}` : text
  return { message, line: lineOf(error) }
}

function fail(error: unknown): void {
  if (!hasFailed) say({ kind: 'fault', fault: faultOf(error) })
  hasFailed = true
}

class Stage {
  readonly #canvas: OffscreenCanvas
  readonly #context: OffscreenCanvasRenderingContext2D
  readonly #world: quoin.PhysicsWorld
  readonly #callbacks: ((tick: number) => void)[] = []
  #view = { xM: 0, yM: 5, heightM: 14 }
  #tick = 0
  #owedSeconds = 0
  #lastMs = 0

  constructor(canvas: OffscreenCanvas, world: quoin.PhysicsWorld) {
    const context = canvas.getContext('2d')
    if (!context) throw new Error('this browser gives no 2D canvas to a worker')
    this.#canvas = canvas
    this.#context = context
    this.#world = world
  }

  readonly onTick: OnTick = (callback) => {
    this.#callbacks.push(callback)
  }

  readonly setView: SetView = (xM, yM, heightM) => {
    this.#view = { xM, yM, heightM }
  }

  run(): void {
    this.report()
    requestAnimationFrame((nowMs) => this.#frame(nowMs))
  }

  report(): void {
    const bodies = this.#world.getCounters().bodyCount
    const hash = this.#world.stateHash().toString(16).padStart(16, '0')
    say({ kind: 'report', report: { tick: this.#tick, bodies, hash } })
  }

  #frame(nowMs: number): void {
    if (hasFailed) return
    try {
      this.#owedSeconds += this.#lastMs === 0 ? DT_SECONDS : (nowMs - this.#lastMs) / 1000
      this.#lastMs = nowMs
      for (let steps = 0; this.#owedSeconds >= DT_SECONDS; steps++) {
        this.#owedSeconds = steps < MOST_STEPS ? this.#owedSeconds - DT_SECONDS : 0
        this.#step()
      }
      this.#paint()
    } catch (error) {
      fail(error)
    }
    requestAnimationFrame((laterMs) => this.#frame(laterMs))
  }

  #step(): void {
    for (const callback of this.#callbacks) callback(this.#tick)
    this.#world.step(DT_SECONDS, SUBSTEP_COUNT)
    this.#tick++
    if (this.#tick % TICKS_BETWEEN_REPORTS === 0) this.report()
  }

  #paint(): void {
    const { xM, yM, heightM } = this.#view
    const { width, height } = this.#canvas
    this.#context.clearRect(0, 0, width, height)
    const camera = { centerM: { x: xM, y: yM }, pixelsPerMetre: height / heightM, pixelRatio }
    quoin.drawDebug(this.#context, this.#world, camera, { style: GALLERY_STYLE })
  }
}

let pixelRatio = 1
let surface: OffscreenCanvas | undefined

async function start(order: Extract<WorkerOrder, { kind: 'start' }>): Promise<void> {
  lineCount = order.lineCount
  surface = order.canvas
  const engine = await quoin.load({ bytes: order.engine })
  const world = new quoin.PhysicsWorld(engine, { gravityMps2: { x: 0, y: -10 } })
  const stage = new Stage(order.canvas, world)
  await scene(world, quoin, stage.onTick, stage.setView)
  stage.run()
}

function obey(order: WorkerOrder): void {
  if (order.kind === 'ping') {
    say({ kind: 'pong' })
  } else if (order.kind === 'start') {
    start(order).catch(fail)
  } else if (surface) {
    surface.width = order.widthPx
    surface.height = order.heightPx
    pixelRatio = order.pixelRatio
  }
}

self.onmessage = ({ data }: MessageEvent<WorkerOrder>) => obey(data)
self.addEventListener('unhandledrejection', ({ reason }) => fail(reason))
