// The last events of a world in words.
import { type PhysicsWorld, slotOf } from 'quoin'
import type { EventKind } from './scene'

const KEPT_COUNT = 7
const MOST_A_TICK = 4

interface Line {
  readonly tick: number
  readonly text: string
}

type Tell = (world: PhysicsWorld, say: (text: string) => void) => void

const bodyOf = (world: PhysicsWorld, shape: Parameters<PhysicsWorld['shape']['body']>[0]) =>
  world.shape.isAlive(shape) ? `body ${slotOf(world.shape.body(shape))}` : 'a body that is gone'

const TELL: Record<EventKind, Tell> = {
  contact: (world, say) => {
    for (const { type, shapeA, shapeB } of world.contactEvents()) {
      const verb = type === 'begin' ? 'touches' : 'leaves'
      say(`${bodyOf(world, shapeA)} ${verb} ${bodyOf(world, shapeB)}`)
    }
  },
  hit: (world, say) => {
    for (const { shapeA, shapeB, approachSpeedMps } of world.hitEvents()) {
      const speed = approachSpeedMps.toFixed(1)
      say(`${bodyOf(world, shapeA)} hits ${bodyOf(world, shapeB)} at ${speed} m/s`)
    }
  },
  sensor: (world, say) => {
    for (const { type, sensor, visitor } of world.sensorEvents()) {
      const verb = type === 'begin' ? 'enters' : 'leaves'
      say(`${bodyOf(world, visitor)} ${verb} the sensor of ${bodyOf(world, sensor)}`)
    }
  },
  joint: (world, say) => {
    for (const { type, forceN } of world.jointEvents()) {
      const load = `${Math.round(Math.hypot(forceN.x, forceN.y))} N`
      say(type === 'break' ? `a joint breaks at ${load}` : `a joint carries too much: ${load}`)
    }
  },
  body: (world, say) => {
    for (const { type, body } of world.bodyEvents()) {
      if (type === 'sleep') say(`body ${slotOf(body)} falls asleep`)
      else if (type === 'wake') say(`body ${slotOf(body)} wakes`)
      else if (type === 'freeze') say(`body ${slotOf(body)} left the range of numbers`)
    }
  },
}

export class Ticker {
  readonly #kinds: readonly EventKind[]
  #lines: Line[] = []

  constructor(kinds: readonly EventKind[]) {
    this.#kinds = kinds
  }

  /** After each step, at the tick that it led to. */
  read(world: PhysicsWorld, tick: number): void {
    if (this.#kinds.length === 0) return
    let told = 0
    let untold = 0
    const say = (text: string) => {
      if (told++ < MOST_A_TICK) this.#lines.push({ tick, text })
      else untold++
    }
    for (const kind of this.#kinds) TELL[kind](world, say)
    if (untold > 0) this.#lines.push({ tick, text: `and ${untold} more` })
    this.#lines = this.#lines.slice(-KEPT_COUNT)
  }

  /** The newest first. */
  texts(): string[] {
    return this.#lines.map(({ tick, text }) => `${tick}: ${text}`).reverse()
  }

  /** What happened after this tick did not happen. */
  rewind(tick: number): void {
    this.#lines = this.#lines.filter((line) => line.tick <= tick)
  }
}
