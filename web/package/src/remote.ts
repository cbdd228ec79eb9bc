/// <reference lib="esnext.disposable" preserve="true" />
// What the package looks like from another thread. Nothing is listed twice: each type is made from that
// of the package itself, and the calls find their way by name.
//
// `world.body.create(def)` is `await world.body.create(def)`; a property such as `bitmap.width` is
// `await bitmap.width()`; a class is made by `create`, and functions have no engine in front:
// `new PhysicsWorld(engine, def)` is `await engine.PhysicsWorld.create(def)`, `sha256(engine, bytes)` is
// `await engine.sha256(bytes)`. Records come as arrays, views as copies. What takes a function stays on
// one thread and is not there.
import type * as api from './api.js'
import type { Engine } from './engine.js'
import type { Owned } from './owner.js'
import type { Records } from './records.js'

type Api = typeof api
// biome-ignore lint/suspicious/noExplicitAny: any function, whatever it takes
type AnyFunction = (...values: any[]) => any
// biome-ignore lint/suspicious/noExplicitAny: likewise
type AnyClass = abstract new (...values: any[]) => Owned

/** Classes that are made of other objects and not of an engine. */
export const MADE_OF_OTHERS: ReadonlySet<string> = new Set<ClassesOfOthers>([
  'JpegEncoder',
  'PngEncoder',
  'Recorder',
  'ResizeJob',
])

/** What a call gives, once it is here. */
export type RemoteResult<T> =
  T extends Records<infer Item> ? Item[] : T extends Owned ? Remote<T> : Awaited<T>

type RemoteArguments<Values extends readonly unknown[]> = {
  [Index in keyof Values]: Values[Index] extends Owned ? Remote<Values[Index]> : Values[Index]
}

type RemoteCall<F> = F extends (...values: infer Values) => infer Result
  ? (...values: RemoteArguments<Values>) => Promise<RemoteResult<Result>>
  : never

// Members of every owned object that are for this package only, or about this thread.
type Hidden = 'at' | 'engine' | 'begin' | 'hold' | 'of' | 'pushTo' | 'fork' | 'owner' | symbol

type TakesFunction<F> = F extends (...values: infer Values) => unknown
  ? Values[0] extends AnyFunction
    ? true
    : false
  : false

/** An object that lives in a worker. */
export type Remote<T> = {
  readonly [Key in keyof T as Key extends Hidden
    ? never
    : TakesFunction<T[Key]> extends true
      ? never
      : Key]: T[Key] extends AnyFunction
    ? RemoteCall<T[Key]>
    : T[Key] extends object
      ? Remote<T[Key]>
      : () => Promise<T[Key]>
} & (T extends Owned ? RemoteObject : unknown)

/** What each of them can do besides. */
export interface RemoteObject {
  /** The same object, whose calls are called off by the signal as long as they have not begun. */
  withSignal(signal: AbortSignal): this
  [Symbol.asyncDispose](): Promise<void>
}

type AfterEngine<F> = F extends (engine: Engine, ...values: infer Values) => infer Result
  ? (...values: Values) => Result
  : never

type TakesEngine<F extends AnyFunction> = Parameters<F>[0] extends Engine ? true : false

type CreateOf<C extends AnyClass> = C extends new (
  engine: Engine,
  ...values: infer Values
) => infer Made
  ? (...values: RemoteArguments<Values>) => Promise<RemoteResult<Made>>
  : C extends new (
        ...values: infer Others
      ) => infer Made
    ? (...values: RemoteArguments<Others>) => Promise<RemoteResult<Made>>
    : never

type RemoteClass<C extends AnyClass> = { readonly create: CreateOf<C> } & {
  readonly [Key in keyof C as C[Key] extends AnyFunction ? Key : never]: RemoteCall<
    AfterEngine<C[Key]>
  >
}

type Classes = {
  [Key in keyof Api]: Api[Key] extends AnyClass ? Key : never
}[keyof Api]

type ClassesOfOthers = {
  [Key in Classes]: Api[Key] extends AnyClass
    ? ConstructorParameters<Api[Key]>[0] extends Engine
      ? never
      : Key
    : never
}[Classes]

type Functions = {
  [Key in keyof Api]: Api[Key] extends AnyFunction
    ? TakesEngine<Api[Key]> extends true
      ? ReturnType<Api[Key]> extends ReadableWritablePair
        ? never
        : Key
      : never
    : never
}[keyof Api]

/** Everything of the package that needs an engine, with one in a worker. */
export type RemoteApi = {
  readonly [Key in Functions]: RemoteCall<AfterEngine<Api[Key]>>
} & {
  readonly [Key in Classes]: Api[Key] extends AnyClass ? RemoteClass<Api[Key]> : never
} & { liveBytes(): Promise<number> }
