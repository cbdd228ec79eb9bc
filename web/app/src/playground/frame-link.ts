// The page's end of the frame that runs a visitor's code: fetches what a run needs, once, and hears what
// comes of it. Nothing that the frame says is trusted to be of the right kind.
//
// The frame's document is written into it and not navigated to: the service worker answers the page
// without a network, but no frame that has an origin of its own.
import { downloadBytes, supportsSimd } from 'quoin'
import type { Fault, FrameMessage, RunOrder, SceneReport } from './protocol'

export interface FrameListener {
  readonly onReport: (report: SceneReport) => void
  readonly onFault: (fault: Fault) => void
}

interface Parts {
  readonly frame: string
  readonly runtime: string
  readonly engine: Uint8Array<ArrayBuffer>
}

const folder = `${process.env.BASE_PATH}/playground`

async function fetchParts(): Promise<Parts> {
  const bytesOf = (name: string) => downloadBytes(`${folder}/${name}`)
  const textOf = async (name: string) => new TextDecoder().decode(await bytesOf(name))
  const [frame, runtime, engine] = await Promise.all([
    textOf('frame.html'),
    textOf('runtime.js'),
    bytesOf(supportsSimd() ? 'engine.wasm' : 'engine-scalar.wasm'),
  ])
  return { frame, runtime, engine }
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
  #ready: Promise<void> | undefined
  #becomeReady: () => void = () => {}
  #run = 0

  constructor(frame: HTMLIFrameElement, listener: FrameListener) {
    this.#frame = frame
    this.#listener = listener
    window.addEventListener('message', this.#hear)
  }

  dispose(): void {
    this.#run++
    window.removeEventListener('message', this.#hear)
    this.#frame.removeAttribute('srcdoc')
  }

  /** Writes the document, once, and waits until its script says that it is there. */
  #fill(html: string): Promise<void> {
    this.#ready ??= new Promise((resolve) => {
      this.#becomeReady = resolve
      this.#frame.srcdoc = html
    })
    return this.#ready
  }

  /** Ends what runs and runs this. Throws a QuoinError where the files of the runtime do not come. */
  async run(code: string): Promise<void> {
    const run = ++this.#run
    const { frame, runtime, engine } = await partsOnce()
    if (run !== this.#run) return
    await this.#fill(frame)
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
