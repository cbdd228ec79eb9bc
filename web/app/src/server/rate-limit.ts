// How often one address may ask: a bucket of tokens for each, which fills again with time.

export interface RateLimitOptions {
  /** Requests at once. */
  readonly burst: number
  readonly perMinute: number
  /** Addresses that are remembered; beyond them the one that has been quiet longest is forgotten. */
  readonly addressesMax: number
}

interface Bucket {
  tokens: number
  atMs: number
}

export class RateLimit {
  readonly #options: RateLimitOptions
  readonly #buckets = new Map<string, Bucket>()

  constructor(options: RateLimitOptions) {
    this.#options = options
  }

  /** 0 if the request may go on, else in how many seconds one may. */
  take(address: string, nowMs: number): number {
    const { burst, perMinute, addressesMax } = this.#options
    const perMs = perMinute / 60_000
    const known = this.#buckets.get(address)
    const elapsedMs = known ? Math.max(0, nowMs - known.atMs) : 0
    const tokens = known ? Math.min(burst, known.tokens + elapsedMs * perMs) : burst
    const isAllowed = tokens >= 1
    this.#buckets.delete(address) // and to the end, as the one that asked last
    this.#buckets.set(address, { tokens: isAllowed ? tokens - 1 : tokens, atMs: nowMs })
    if (this.#buckets.size > addressesMax) {
      const [oldest] = this.#buckets.keys()
      if (oldest !== undefined) this.#buckets.delete(oldest)
    }
    return isAllowed ? 0 : Math.ceil((1 - tokens) / perMs / 1000)
  }
}

/**
 * Who asks, as the proxy before this server says, or as the server itself does where there is none.
 * What stands further left in the header is only what a client claims.
 */
export function addressOf(request: Request): string {
  return request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
}
