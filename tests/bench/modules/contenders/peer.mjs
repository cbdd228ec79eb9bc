// Where the packages of the peers lie, for Node and for a page alike: by addresses below this folder,
// since a page knows no names of packages.

const PACKAGES = new URL('../peers/node_modules/', import.meta.url)

export const isNode = typeof process === 'object' && process.versions?.node !== undefined

export const addressOf = (path) => new URL(path, PACKAGES)

/** A module of a package; where the two differ, `page` is what a page takes. */
export const importPeer = (path, { page = path } = {}) =>
  import(addressOf(isNode ? path : page).href)

/** What a script exports that is no module; the server of the page makes it one. */
export async function requirePeer(path) {
  if (!isNode) return (await import(`${addressOf(path).href}?commonjs`)).default
  const { createRequire } = await import('node:module')
  return createRequire(import.meta.url)(addressOf(path).pathname)
}

/** The bytes of any file by its address. */
export async function bytesAt(address) {
  if (isNode) return (await import('node:fs/promises')).readFile(address)
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

export const compiled = async (path) => WebAssembly.compile(await bytesAt(addressOf(path)))
