// The page's end of the frame that runs a visitor's code: fetches what a run needs, once, and hears what
// comes of it. Nothing that the frame says is trusted to be of the right kind.
import { downloadBytes, supportsSimd } from 'quoin'
import type { Fault, FrameMessage, RunOrder, SceneReport } from './protocol'

export interface FrameListener {
  readonly onReport: (report: SceneReport) => void
  readonly onFault: (fault: Fault) => void
}

interface Parts {
  readonly runtime: string
  readonly engine: Uint8Array<ArrayBuffer>
}

const folder = `${process.env.BASE_PATH}/playground`
export const FRAME_ADDRESS: string = `${folder}/frame.html`

async function fetchParts(): Promise<Parts> {
  const engine = supportsSimd() ? 'engine.wasm' : 'engine-scalar.wasm'
  const [script, bytes] = await Promise.all([
    downloadBytes(`${folder}/runtime.js`),
    downloadBytes(`${folder}/${engine}`),
  ])
  return { runtime: new TextDecoder().decode(script), engine: bytes }
}

let parts: Promise<Parts> | undefined

function partsOnce(): Promise<Parts> {
  parts ??= fetchParts().catch((cause: unknown) => {
    parts = undefined
    throw cause
  })
  return parts
}

export class FrameLink {
  readonly #frame: HTMLIFrameElement
  readonly #listener: FrameListener
  readonly #ready: Promise<void>
  #becomeReady: () => void = () => {}
  #run = 0

  constructor(frame: HTMLIFrameElement, listener: FrameListener) {
    this.#frame = frame
    this.#listener = listener
    this.#ready = new Promise((resolve) => {
      this.#becomeReady = resolve
    })
    window.addEventListener('message', this.#hear)
    frame.src = FRAME_ADDRESS
  }

  dispose(): void {
    window.removeEventListener('message', this.#hear)
    this.#frame.src = 'about:blank'
  }

  /** Ends what runs and runs this. Throws a QuoinError where the files of the runtime do not come. */
  async run(code: string): Promise<void> {
    const run = ++this.#run
    const [{ runtime, engine }] = await Promise.all([partsOnce(), this.#ready])
    if (run !== this.#run) return
    const order: RunOrder = { kind: 'run', run, code, runtime, engine: engine.slice().buffer }
    // An origin of its own has no name to send to.
    this.#frame.contentWindow?.postMessage(order, '*', [order.engine])
  }

  readonly #hear = ({ source, data }: MessageEvent<FrameMessage>) => {
    if (source !== this.#frame.contentWindow) return
    if (data.kind === 'ready') this.#becomeReady()
    else if (data.run === this.#run) this.#pass(data)
  }

  #pass(message: Exclude<FrameMessage, { kind: 'ready' }>): void {
    if (message.kind === 'report') {
      const { tick, bodies, hash } = message.report
      this.#listener.onReport({ tick: Number(tick), bodies: Number(bodies), hash: String(hash) })
    } else if (message.kind === 'fault') {
      const { message: words, line } = message.fault
      const isLine = Number.isInteger(line)
      this.#listener.onFault({ message: String(words), line: isLine ? line : undefined })
    }
  }
}
