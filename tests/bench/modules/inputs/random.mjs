// Numbers at random from a seed, the same ones in every engine of JavaScript: whole numbers alone.

export class Random {
  #state

  constructor(seed) {
    this.#state = seed >>> 0 || 1
  }

  /** 32 bits (xorshift). */
  bits() {
    let x = this.#state
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.#state = x >>> 0
    return this.#state
  }

  /** At least 0 and less than 1. */
  part() {
    return this.bits() / 2 ** 32
  }

  between(low, high) {
    return low + (high - low) * this.part()
  }

  /** A whole number below `count`. */
  below(count) {
    return Math.floor(this.part() * count)
  }

  pick(list) {
    return list[this.below(list.length)]
  }
}

/** In an order at random, the list given being left alone. */
export function shuffled(list, random) {
  const all = [...list]
  for (let last = all.length - 1; last > 0; last--) {
    const other = random.below(last + 1)
    ;[all[last], all[other]] = [all[other], all[last]]
  }
  return all
}
