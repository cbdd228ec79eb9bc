// How far a load is.

export interface LoadProgress {
  readonly phase: 'download' | 'compile' | 'instantiate'
  /** Bytes of the file that are here, unpacked if they were packed on the way. */
  readonly loaded: number
  /** Bytes of the whole file; undefined where nobody can tell. */
  readonly total: number | undefined
  /** From 0 to 1, never less than before: 0 where `total` is not known, 1 once every byte is here. */
  readonly ratio: number
}

export type ProgressListener = (progress: LoadProgress) => void

/** Never goes back: a second attempt begins with nothing, and is heard once it is further. */
export function onlyForward(tell: ProgressListener): ProgressListener {
  let last = { loaded: 0, ratio: 0 }
  return (progress) => {
    if (progress.phase === 'download' && progress.loaded <= last.loaded) return
    const { loaded, ratio } = last
    const next = {
      ...progress,
      loaded: Math.max(loaded, progress.loaded),
      ratio: Math.max(ratio, progress.ratio),
    }
    last = next
    tell(next)
  }
}

/** Counts the bytes of one file. */
export class Meter {
  readonly #total: number | undefined
  readonly #tell: ProgressListener
  #loaded = 0

  constructor(total: number | undefined, tell: ProgressListener = () => {}) {
    this.#total = total
    this.#tell = tell
  }

  add(bytes: number): void {
    this.#loaded += bytes
    const ratio = this.#total ? Math.min(this.#loaded / this.#total, 1) : 0
    this.#tell({ phase: 'download', loaded: this.#loaded, total: this.#total, ratio })
  }

  /** Every byte is here. */
  compile(): void {
    this.#tell({ phase: 'compile', loaded: this.#loaded, total: this.#loaded, ratio: 1 })
  }
}
