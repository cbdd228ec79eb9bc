// The core of quoin, with its files of WebAssembly beside it.
export * from './api.js'
export { type LoadOptions, load } from './load.js'
