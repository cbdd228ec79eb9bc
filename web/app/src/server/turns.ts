// Whose turn it is among those who wait: fair queueing by start times, over addresses.
//
// Each address has a clock, which goes on by the time that its work took, and several times as far by
// what was refused. Of those who wait the one whose clock is furthest behind is next. Who comes anew has the
// clock of the last that began: nobody waits behind others for ever, and nobody saves up turns. So who
// floods the server waits for themselves, and everybody else hardly.

/** Until it is known what something takes. */
const GUESS_MS = 50
const REFUSED_WEIGHT = 4

export class Turns {
  readonly #addressesMax: number
  readonly #clocks = new Map<string, number>()
  #now = 0

  /** Beyond so many addresses the one whose clock was set longest ago is forgotten. */
  constructor(addressesMax: number) {
    this.#addressesMax = addressesMax
  }

  /** What its next turn would be; the lowest of all is next. */
  of(address: string): number {
    return Math.max(this.#now, this.#clocks.get(address) ?? 0)
  }

  take(address: string): number {
    const turn = this.of(address)
    this.#set(address, turn + GUESS_MS)
    return turn
  }

  begin(turn: number): void {
    this.#now = Math.max(this.#now, turn)
  }

  /** After `take`: what it took; nothing if it never began. */
  settle(address: string, tookMs: number, isRefused: boolean): void {
    const clock = this.#clocks.get(address)
    if (clock === undefined) return
    this.#set(address, clock - GUESS_MS + tookMs * (isRefused ? REFUSED_WEIGHT : 1))
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
