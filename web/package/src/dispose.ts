/// <reference lib="esnext.disposable" preserve="true" />
// What has to be given back: the symbol that `using` looks for, and a net below those who forget.
//
// The net frees nothing, because a program that leans on it works on one machine and runs out of
// memory on the next. In development it says what was forgotten and where that was made.

/** `Symbol.dispose`, or what stands for it in browsers that do not have it yet. */
export const DISPOSE: typeof Symbol.dispose = Symbol.dispose ?? Symbol.for('Symbol.dispose')

/** The same for what can only be waited for. */
export const ASYNC_DISPOSE: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')

/** Lets `using` end what `dispose` ends. In the class stands `declare [Symbol.dispose]: () => void`. */
export function makeDisposable<T extends object>(prototype: T, dispose: (this: T) => void): void {
  Object.defineProperty(prototype, DISPOSE, { value: dispose, configurable: true, writable: true })
}

// As bundlers and servers say it. Without either nobody said so, and stacks cost time.
export function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV === 'development'
  } catch {
    return false
  }
}

const net = isDevelopment()
  ? new FinalizationRegistry<{ readonly what: string; readonly made: string }>(({ what, made }) => {
      // biome-ignore lint/suspicious/noConsole: for the person who develops the page
      console.warn(`quoin: ${what}; it was made\n${made}`)
    })
  : undefined

/** Where the caller of the caller stands, for `watch`; empty where nothing is told. */
export function stackHere(): string {
  return net ? (new Error().stack ?? '').split('\n').slice(3).join('\n') : ''
}

/**
 * From now on it is told when `owner` is collected before `unwatch(token)`. `what` says what was
 * forgotten, `made` where it comes from.
 */
export function watch(
  owner: object,
  what: string,
  made: string = stackHere(),
  token: object = owner,
): void {
  net?.register(owner, { what, made }, token)
}

export function unwatch(token: object): void {
  net?.unregister(token)
}
