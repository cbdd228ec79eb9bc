// The last frames: how long each kept the main thread, and how far it was from the one before.

const KEPT = 120

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

export class FrameTimes {
  #busyMs: number[] = []
  #gapsMs: number[] = []
  #lastMs: number | undefined

  add(busyMs: number, nowMs: number): void {
    if (this.#lastMs !== undefined) {
      this.#gapsMs = [...this.#gapsMs, nowMs - this.#lastMs].slice(-KEPT)
      this.#busyMs = [...this.#busyMs, busyMs].slice(-KEPT)
    }
    this.#lastMs = nowMs
  }

  forget(): void {
    this.#busyMs = []
    this.#gapsMs = []
    this.#lastMs = undefined
  }

  get count(): number {
    return this.#gapsMs.length
  }

  get busyMs(): number {
    return median(this.#busyMs)
  }

  get gapMs(): number {
    return median(this.#gapsMs)
  }

  get framesPerS(): number {
    return this.gapMs > 0 ? 1000 / this.gapMs : 0
  }

  /** Bars of the gaps, and in front of them what of each the main thread was busy. */
  draw(canvas: HTMLCanvasElement): void {
    const context = canvas.getContext('2d')
    if (!context) return
    const { width, height } = canvas
    const style = getComputedStyle(canvas)
    const line = (ms: number) => height - (Math.min(ms, 50) / 50) * height
    context.clearRect(0, 0, width, height)
    const step = width / KEPT
    const bars = (values: readonly number[], color: string) => {
      context.fillStyle = color
      for (const [at, ms] of values.entries()) {
        context.fillRect(at * step, line(ms), step - 1, height - line(ms))
      }
    }
    bars(this.#gapsMs, style.getPropertyValue('--graph-gap'))
    bars(this.#busyMs, style.getPropertyValue('--graph-busy'))
    context.fillStyle = style.getPropertyValue('--graph-line')
    context.fillRect(0, line(1000 / 60), width, 1)
  }
}
