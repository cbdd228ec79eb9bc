// Noise whose waves have every length from two pixels up, the long ones being the strong ones: clouds,
// bark, stone. A row at a time, from a lattice of numbers for each octave.

/** Of a point of the lattice, from -1 to 1. */
function latticeValue(column, row, seed) {
  let x = Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1)
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 31 - 1
}

const smooth = (t) => t * t * (3 - 2 * t)

/** The periods are powers of two. */
class Octave {
  #seed
  #amplitude
  #shift
  #steps
  #lattice

  constructor(width, period, amplitude, seed) {
    this.#seed = seed
    this.#amplitude = amplitude
    this.#shift = 31 - Math.clz32(period)
    this.#steps = Float64Array.from({ length: period }, (_, at) => smooth(at / period))
    this.#lattice = new Float64Array((width >> this.#shift) + 2)
  }

  add(row, y) {
    const period = this.#steps.length
    const lattice = this.#lattice
    const above = y >> this.#shift
    const down = this.#steps[y & (period - 1)]
    for (let i = 0; i < lattice.length; i++) {
      const top = latticeValue(i, above, this.#seed)
      lattice[i] = this.#amplitude * (top + down * (latticeValue(i, above + 1, this.#seed) - top))
    }
    for (let x = 0; x < row.length; x++) {
      const left = lattice[x >> this.#shift]
      row[x] += left + this.#steps[x & (period - 1)] * (lattice[(x >> this.#shift) + 1] - left)
    }
  }
}

export class Noise {
  #octaves = []

  /** Periods from `shortest` to `longest` pixels; each octave is `gain` times the one below. */
  constructor(width, { shortest, longest, gain, seed }) {
    let amplitude = 1
    for (let period = shortest; period <= longest; period *= 2) {
      this.#octaves.push(new Octave(width, period, amplitude, seed + period))
      amplitude *= gain
    }
  }

  /** Writes a row of it. */
  fill(row, y) {
    row.fill(0)
    for (const octave of this.#octaves) octave.add(row, y)
  }
}
