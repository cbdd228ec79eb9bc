// Elements of the page that go where bodies go. They are moved by the loop itself, once a frame, by
// their style alone: no state, no render, no layout.
import type { PhysicsWorld } from '../physics-world.js'
import type { BodyId } from '../structs.gen.js'
import { type PhysicsFrame, poseIndexOf } from './simulation.js'

export interface FollowOptions {
  /** Pixels of the page for a metre; 50 unless given. */
  readonly pixelsPerM?: number | undefined
  /** Where the world's origin lies in the element's parent, in pixels from its upper left corner. */
  readonly originPx?: { readonly x: number; readonly y: number } | undefined
}

/** As a `ref` of an element. */
export type FollowRef = (element: HTMLElement | SVGElement | null) => undefined | (() => void)

interface Follower {
  readonly id: string
  readonly pixelsPerM: number
  readonly originPx: { readonly x: number; readonly y: number }
  readonly element: HTMLElement | SVGElement
}

const DEFAULT_PIXELS_PER_M = 50
const ORIGIN = { x: 0, y: 0 }

export class Followers {
  readonly #all = new Set<Follower>()

  /** Its middle goes to the body's position, and it turns with it; it is hidden while there is none. */
  ref(id: string, options: FollowOptions = {}): FollowRef {
    const { pixelsPerM, originPx } = options
    return (element) => {
      if (!element) return undefined
      const follower = {
        id,
        element,
        pixelsPerM: pixelsPerM ?? DEFAULT_PIXELS_PER_M,
        originPx: originPx ?? ORIGIN,
      }
      this.#all.add(follower)
      return () => this.#all.delete(follower)
    }
  }

  place(world: PhysicsWorld, bodies: ReadonlyMap<string, BodyId>, frame: PhysicsFrame): void {
    if (this.#all.size === 0) return
    const { poses } = frame
    for (const { id, element, pixelsPerM, originPx } of this.#all) {
      const body = bodies.get(id)
      const isThere = body !== undefined && world.body.isAlive(body)
      element.style.visibility = isThere ? '' : 'hidden'
      if (!isThere) continue
      const at = poseIndexOf(body)
      const [x = 0, y = 0, c = 1, s = 0] = poses.subarray(at, at + 4)
      // Up is up in the world and down in the page.
      const left = originPx.x + x * pixelsPerM
      const top = originPx.y - y * pixelsPerM
      element.style.transform = `translate(-50%, -50%) matrix(${c}, ${-s}, ${s}, ${c}, ${left}, ${top})`
    }
  }
}
