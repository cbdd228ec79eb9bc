// What a scene of the gallery is: a plain object that fills a world and, where it has to, acts
// between the steps.
//
// What a scene remembers lives in the world (poses, joints, the user data of bodies) and not in
// variables, so that it goes back with the world when the scrub bar is drawn.
import type { BodyId, Engine, Given, PhysicsWorld, Vec2, WorldDef } from 'quoin'
import type { Pen } from './pen'

/** What a person does in one tick. The keys are a sum of KEY_*. */
export interface Input {
  readonly isDown: boolean
  readonly xM: number
  readonly yM: number
  readonly keys: number
}

export const KEY_LEFT = 1
export const KEY_RIGHT = 2
export const KEY_UP = 4
export const KEY_DOWN = 8

export const NO_INPUT: Input = { isDown: false, xM: 0, yM: 0, keys: 0 }

export interface View {
  readonly center: Vec2
  /** At least this much is seen, in metres. */
  readonly size: Vec2
}

/** A button of the scene's own. Keys are held down, actions run once before the next step. */
export type SceneButton =
  | { readonly label: string; readonly key: number }
  | { readonly label: string; readonly action: () => void }

/** The scene at work in one world, until the world is disposed. */
export interface SceneRun {
  readonly buttons?: readonly SceneButton[]
  /** Replaces what the person does by what the scene wants done, in the first moment of a tick. */
  input?(live: Input): Input
  /** Before each step; the events of the one before can still be read. */
  tick?(input: Input): void
  /**
   * The pointer goes down; `body` is the dynamic body under it. True: this gesture is the scene's;
   * otherwise a body that is there is dragged.
   */
  press?(at: Vec2, body: BodyId | undefined): boolean
  drag?(at: Vec2): void
  release?(at: Vec2): void
  /** Under the shapes. */
  paintUnder?(pen: Pen): void
  /** Over the shapes. */
  paintOver?(pen: Pen): void
  /** What the camera follows, in place of the centre of the view. */
  follow?(): Vec2
  /** One line about how things stand. */
  status?(): string
  dispose?(): void
}

export type EventKind = 'contact' | 'hit' | 'sensor' | 'joint' | 'body'

export interface Scene {
  /** In the address. */
  readonly name: string
  readonly title: string
  /** One sentence that says what to try. */
  readonly hint: string
  /** One, or several side by side. */
  readonly views: readonly [View, ...View[]]
  readonly world?: Given<WorldDef>
  /** DEBUG_* flags that are on at first; shapes and joints unless given. */
  readonly layers?: number
  /** DEBUG_* flags that are on beside those that the person chooses. */
  readonly shows?: number
  /** Which events the ticker tells of. */
  readonly events?: readonly EventKind[]
  setup(world: PhysicsWorld, engine: Engine): SceneRun | undefined
}

export function view(x: number, y: number, widthM: number, heightM: number): View {
  return { center: { x, y }, size: { x: widthM, y: heightM } }
}
