// Looks for the largest count that still holds: doubles until one does not, then halves the gap.

const FIRST = 1000
/** Of the count: nearer than this nobody needs to know. */
const NEAR = 0.05

export class LimitSearch {
  readonly #most: number
  #holds = 0
  #fails = Number.POSITIVE_INFINITY
  #asked = FIRST

  constructor(most: number) {
    this.#most = most
  }

  /** To be tried; undefined when the search is over. */
  get asked(): number | undefined {
    return this.#isOver ? undefined : this.#asked
  }

  /** The largest that held so far. */
  get holds(): number {
    return this.#holds
  }

  get #isOver(): boolean {
    return (
      this.#holds >= this.#most || this.#fails - this.#holds <= Math.max(NEAR * this.#fails, 50)
    )
  }

  tell(holds: boolean): void {
    if (holds) this.#holds = this.#asked
    else this.#fails = this.#asked
    const next = Number.isFinite(this.#fails) ? (this.#holds + this.#fails) / 2 : 2 * this.#holds
    this.#asked = Math.min(Math.round(next), this.#most)
  }
}
