// What the tests call of a package that brings no types.
declare module 'react-refresh/runtime' {
  export function injectIntoGlobalHook(window: Window): void
  export function register(type: unknown, id: string): void
  export function setSignature(type: unknown, key: string): void
  export function performReactRefresh(): unknown
}
