// How long the stages of a step take, smoothed: the clock of a browser counts in steps that are
// longer than most stages, so only a mean says anything.
import type { PhysicsWorld } from 'quoin'

const SHARE_OF_NEW = 0.05

export interface StageTime {
  readonly name: string
  readonly microseconds: number
}

export class StageTimes {
  readonly #names: readonly string[]
  readonly #means: Float32Array

  constructor(world: PhysicsWorld) {
    this.#names = Array.from({ length: world.stageCount() }, (_, index) => world.stageName(index))
    this.#means = new Float32Array(this.#names.length)
  }

  /** After each step of a world that is profiled. */
  add(world: PhysicsWorld): void {
    const times = world.profile()
    for (let index = 0; index < this.#means.length; index++) {
      const mean = this.#means[index] ?? 0
      this.#means[index] = mean + SHARE_OF_NEW * ((times[index] ?? 0) - mean)
    }
  }

  /** The stages that are not a part of another. */
  list(): StageTime[] {
    return this.#names
      .map((name, index) => ({ name, microseconds: this.#means[index] ?? 0 }))
      .filter(({ name }) => !name.includes('/'))
  }
}
