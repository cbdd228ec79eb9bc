// The frame around a visitor's scene: a canvas, and the worker that runs the scene, which is ended when it
// does not answer any more. It has an origin of its own, and a policy that lets it load nothing.
import {
  type Fault,
  type FrameMessage,
  type RunOrder,
  SCENE_BEGIN,
  SCENE_END,
  type WorkerMessage,
  type WorkerOrder,
} from './protocol'

const PING_MS = 500
/** Pings without an answer after which a scene hangs. */
const MOST_MISSED = 5
const MAX_PIXEL_RATIO = 2
const HANGS = `the scene did not answer for ${(MOST_MISSED * PING_MS) / 1000} s and was stopped; look for a loop without an end`

const say = (message: FrameMessage) => window.parent.postMessage(message, '*')

class Runner {
  readonly #order: RunOrder
  readonly #worker: Worker
  readonly #canvas: HTMLCanvasElement
  readonly #observer: ResizeObserver
  readonly #timer: ReturnType<typeof setInterval>
  readonly #lineCount: number
  #missed = 0

  constructor(order: RunOrder) {
    this.#order = order
    this.#lineCount = order.code.split('\n').length
    const script = [SCENE_BEGIN, order.code, SCENE_END, order.runtime]
    const address = URL.createObjectURL(new Blob(script, { type: 'text/javascript' }))
    this.#worker = new Worker(address)
    this.#worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => this.#hear(data)
    this.#worker.onerror = ({ message, lineno }) =>
      this.#fail({ message: message.replace(/^Uncaught /, ''), line: lineno })
    this.#canvas = this.#makeCanvas()
    const canvas = this.#canvas.transferControlToOffscreen()
    const { engine } = order
    this.#tell({ kind: 'start', canvas, engine, lineCount: this.#lineCount }, [canvas, engine])
    this.#observer = new ResizeObserver(() => this.#tellSize())
    this.#observer.observe(this.#canvas)
    this.#timer = setInterval(() => this.#ping(), PING_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#observer.disconnect()
    this.#worker.terminate()
  }

  dispose(): void {
    this.stop()
    this.#canvas.remove()
  }

  #makeCanvas(): HTMLCanvasElement {
    const canvas = document.createElement('canvas')
    canvas.setAttribute('role', 'img')
    canvas.setAttribute('aria-label', 'The scene')
    Object.assign(canvas.style, { display: 'block', width: '100vw', height: '100vh' })
    document.body.append(canvas)
    return canvas
  }

  #tell(order: WorkerOrder, transfer: Transferable[] = []): void {
    this.#worker.postMessage(order, transfer)
  }

  #tellSize(): void {
    const pixelRatio = Math.min(devicePixelRatio, MAX_PIXEL_RATIO)
    const widthPx = Math.max(1, Math.round(this.#canvas.clientWidth * pixelRatio))
    const heightPx = Math.max(1, Math.round(this.#canvas.clientHeight * pixelRatio))
    this.#tell({ kind: 'size', widthPx, heightPx, pixelRatio })
  }

  // Counted in pings and not in time: a machine that slept is not a scene that hangs.
  #ping(): void {
    this.#missed++
    if (this.#missed <= MOST_MISSED) this.#tell({ kind: 'ping' })
    else this.#fail({ message: HANGS, line: undefined })
  }

  #hear(message: WorkerMessage): void {
    const { run } = this.#order
    this.#missed = 0
    if (message.kind === 'report') say({ kind: 'report', run, report: message.report })
    else if (message.kind === 'fault') this.#fail(message.fault)
  }

  #fail({ message, line }: Fault): void {
    this.stop()
    const isOwn = line !== undefined && line > 0 && line <= this.#lineCount
    say({
      kind: 'fault',
      run: this.#order.run,
      fault: { message, line: isOwn ? line : undefined },
    })
  }
}

let runner: Runner | undefined

window.addEventListener('message', ({ source, data }: MessageEvent<RunOrder>) => {
  if (source !== window.parent || data.kind !== 'run') return
  runner?.dispose()
  runner = new Runner(data)
})
Object.assign(document.body.style, { margin: '0', overflow: 'hidden' })
say({ kind: 'ready' })
