// Whose turn it is among those who wait: fair queueing by start times, over addresses, and what takes
// less before what takes more.
//
// Each address has a clock, which goes on by the time that its work took, and several times as far by
// what was refused. Who comes anew has the clock of the last that began. To that a place in the queue adds
// what the work is guessed to take, many times over: new addresses cost nothing, and work that takes long
// is what slows everybody. As all clocks go on, nobody waits behind others for ever.

const REFUSED_WEIGHT = 4
const GUESS_WEIGHT = 10

export interface Turn {
  readonly address: string
  readonly guessMs: number
  readonly start: number
  /** The lowest is next. */
  readonly place: number
}

export class Turns {
  readonly #addressesMax: number
  readonly #clocks = new Map<string, number>()
  #now = 0

  /** Beyond so many addresses the one whose clock was set longest ago is forgotten. */
  constructor(addressesMax: number) {
    this.#addressesMax = addressesMax
  }

  /** Where its next turn would be. */
  placeOf(address: string, guessMs: number): number {
    return this.#startOf(address) + GUESS_WEIGHT * guessMs
  }

  take(address: string, guessMs: number): Turn {
    const start = this.#startOf(address)
    const place = this.placeOf(address, guessMs)
    this.#set(address, start + guessMs)
    return { address, guessMs, start, place }
  }

  begin({ start }: Turn): void {
    this.#now = Math.max(this.#now, start)
  }

  /** What it took; nothing if it never began. */
  settle({ address, guessMs }: Turn, tookMs: number, isRefused: boolean): void {
    const clock = this.#clocks.get(address)
    if (clock === undefined) return
    this.#set(address, clock - guessMs + tookMs * (isRefused ? REFUSED_WEIGHT : 1))
  }

  #startOf(address: string): number {
    return Math.max(this.#now, this.#clocks.get(address) ?? 0)
  }

  #set(address: string, clock: number): void {
    this.#clocks.delete(address) // and to the end
    this.#clocks.set(address, clock)
    if (this.#clocks.size > this.#addressesMax) {
      const [oldest] = this.#clocks.keys()
      if (oldest !== undefined) this.#clocks.delete(oldest)
    }
  }
}
