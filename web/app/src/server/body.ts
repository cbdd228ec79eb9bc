// The body of a request, with its size bounded before any of it is looked at: what is announced as
// too large is not read, and what turns out to be too large is not read to its end.

export class TooLarge extends Error {
  constructor(readonly maxBytes: number) {
    super(`the body is larger than ${maxBytes} bytes`)
  }
}

/** The pieces as they come in. Throws `TooLarge`. */
export async function* piecesOf(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  const announced = Number(request.headers.get('content-length') ?? 0)
  if (announced > maxBytes) throw new TooLarge(maxBytes)
  if (!request.body) return
  const reader = request.body.getReader()
  let total = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      total += value.byteLength
      if (total > maxBytes) throw new TooLarge(maxBytes)
      yield value
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
