// A server in front of that of the page, which passes everything on but what a test told it to spoil.
// What the page meets are real connections that end, and not answers that the browser's driver made.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Answer {
  readonly type: string
  readonly body: Buffer
}

/** Answers in its own way; the right answer is given. */
export type Fault = (answer: Answer, response: ServerResponse) => void

const PIECE_COUNT = 20
/** What belongs to one connection and not to the answer, and what `fetch` has undone. */
const NOT_PASSED_ON = ['connection', 'content-encoding', 'content-length', 'transfer-encoding']

function send(response: ServerResponse, type: string, body: Buffer | string): void {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

export const faults = {
  status:
    (status: number): Fault =>
    (_, response) => {
      response.writeHead(status).end('nothing here')
    },
  webPage: (_: Answer, response: ServerResponse): void =>
    send(response, 'text/html', '<!doctype html><p>not found'),
  wrongType: ({ body }: Answer, response: ServerResponse): void =>
    send(response, 'text/plain', body),
  /** The first half, as if it were all. */
  half: ({ type, body }: Answer, response: ServerResponse): void =>
    send(response, type, body.subarray(0, body.length / 2)),
  /** The first half, and then the connection is gone. */
  breakOff: ({ type, body }: Answer, response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': type, 'content-length': body.length })
    response.write(body.subarray(0, body.length / 2), () => response.destroy())
  },
  hangUp: (_: Answer, response: ServerResponse): void => {
    response.destroy()
  },
  oneBitFlipped: ({ type, body }: Answer, response: ServerResponse): void => {
    const other = Buffer.from(body)
    const middle = Math.floor(body.length / 2)
    other[middle] = (other[middle] ?? 0) ^ 1
    send(response, type, other)
  },
  another:
    (body: Buffer): Fault =>
    ({ type }, response) =>
      send(response, type, body),
  inPieces:
    (everyMs: number): Fault =>
    ({ type, body }, response) => {
      response.writeHead(200, { 'content-type': type, 'content-length': body.length })
      const bytes = Math.ceil(body.length / PIECE_COUNT)
      let sent = 0
      const timer = setInterval(() => {
        response.write(body.subarray(sent, sent + bytes))
        sent += bytes
        if (sent >= body.length) response.end()
      }, everyMs)
      response.on('close', () => clearInterval(timer))
    },
} as const

export class FaultyServer {
  readonly #upstream: string
  readonly #server: Server
  #spoilt: { readonly part: string; readonly fault: Fault; times: number } | undefined
  /** How many spoilt answers ended because the browser left. */
  leftCount = 0

  private constructor(upstream: string) {
    this.#upstream = upstream
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy())
    })
  }

  static async start(upstream: string): Promise<FaultyServer> {
    const made = new FaultyServer(upstream)
    await new Promise<void>((resolve) => made.#server.listen(0, 'localhost', resolve))
    return made
  }

  get address(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  /** Spoils the next answers whose path holds `part`; all of them unless it is said how many. */
  spoil(part: string, fault: Fault, times: number = Number.POSITIVE_INFINITY): void {
    this.#spoilt = { part, fault, times }
  }

  heal(): void {
    this.#spoilt = undefined
  }

  dropConnections(): void {
    this.#server.closeAllConnections()
  }

  stop(): void {
    this.dropConnections()
    this.#server.close()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const spoilt = this.#spoilt
    if (!spoilt || !request.url?.includes(spoilt.part) || spoilt.times-- <= 0) {
      return this.#passOn(request, response)
    }
    const right = await fetch(new URL(request.url, this.#upstream))
    const body = Buffer.from(await right.arrayBuffer())
    response.on('close', () => {
      if (!response.writableFinished) this.leftCount++
    })
    spoilt.fault({ type: right.headers.get('content-type') ?? '', body }, response)
  }

  async #passOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host, connection, 'accept-encoding': packing, ...asked } = request.headers
    const answer = await fetch(new URL(request.url ?? '/', this.#upstream), {
      headers: asked as Record<string, string>,
      redirect: 'manual',
    })
    for (const [name, value] of answer.headers) {
      if (!NOT_PASSED_ON.includes(name)) response.setHeader(name, value)
    }
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
  }
}
