// Dragging a body: a mouse joint from where it was taken hold of to where the pointer is.
//
// Going back in time may bring back a joint that nobody holds any more; `forget` before the next
// step is what removes it.
import type { PhysicsWorld } from './physics-world.js'
import type { BodyId, JointId, Vec2 } from './structs.gen.js'

const SPRING_HZ = 6
const DAMPING_RATIO = 0.8
const MOST_GRAVITIES = 100
const GRAVITY_MPS2 = 10

export class Grab {
  readonly #world: PhysicsWorld
  #joint: JointId | undefined
  #body: BodyId | undefined
  readonly #made: Set<JointId> = new Set()

  constructor(world: PhysicsWorld) {
    this.#world = world
  }

  /** Undefined unless a body is held. */
  get body(): BodyId | undefined {
    return this.#body
  }

  take(body: BodyId, at: Vec2): void {
    const world = this.#world
    world.body.setAwake(body, true)
    this.#joint = world.mouse.create({
      base: { bodyB: body, anchorBM: world.body.localPoint(body, at) },
      targetM: at,
      springHz: SPRING_HZ,
      dampingRatio: DAMPING_RATIO,
      maxForceN: MOST_GRAVITIES * GRAVITY_MPS2 * world.body.mass(body),
    })
    this.#made.add(this.#joint)
    this.#body = body
  }

  move(to: Vec2): void {
    if (this.#joint === undefined) return
    if (this.#world.joint.isAlive(this.#joint)) this.#world.mouse.setTarget(this.#joint, to)
    else this.#letGo()
  }

  release(): void {
    if (this.#joint !== undefined && this.#world.joint.isAlive(this.#joint)) {
      this.#world.joint.destroy(this.#joint)
    }
    this.#letGo()
  }

  /** After the world went to another time: nothing is held, whatever joints came back with it. */
  forget(): void {
    this.#letGo()
    for (const joint of this.#made) {
      if (this.#world.joint.isAlive(joint)) this.#world.joint.destroy(joint)
    }
  }

  #letGo(): void {
    this.#joint = undefined
    this.#body = undefined
  }
}
