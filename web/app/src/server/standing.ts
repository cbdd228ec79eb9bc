// How an address has done lately. After runs that held it goes before others, after what was refused
// behind them: who floods the server with what does not hold waits, and nobody else.

/** What each thing that an address asked for does to it. */
export const HELD = 1
export const COSTLY = -1
export const REFUSED = -3

const BEST = 10
const WORST = -30
const HALF_LIFE_MS = 60_000

interface Known {
  readonly points: number
  readonly atMs: number
}

export class Standing {
  readonly #addressesMax: number
  readonly #known = new Map<string, Known>()

  /** Beyond so many addresses the one that was noted least recently is forgotten. */
  constructor(addressesMax: number) {
    this.#addressesMax = addressesMax
  }

  /** 0 of one that nobody knows; halved with every minute. */
  of(address: string, nowMs: number): number {
    const known = this.#known.get(address)
    if (!known) return 0
    return known.points * 0.5 ** (Math.max(0, nowMs - known.atMs) / HALF_LIFE_MS)
  }

  note(address: string, change: number, nowMs: number): void {
    const points = Math.min(BEST, Math.max(WORST, this.of(address, nowMs) + change))
    this.#known.delete(address) // and to the end
    this.#known.set(address, { points, atMs: nowMs })
    if (this.#known.size > this.#addressesMax) {
      const [oldest] = this.#known.keys()
      if (oldest !== undefined) this.#known.delete(oldest)
    }
  }
}
