// What a module loads: itself and all that it imports by relative addresses, and they in turn.
import { readFile } from 'node:fs/promises'

const IMPORTS = /^\s*(?:import|export)\b(?:[^'";]*?\bfrom)?\s*['"](\.[^'"]+)['"]/gm

/** Addresses of files, the given one first. Imports that are worked out at run time are not seen. */
export async function modulesFrom(entry) {
  const found = new Map([[entry.href, entry]])
  for (const address of found.values()) {
    const text = await readFile(address, 'utf8')
    for (const [, path] of text.matchAll(IMPORTS)) {
      const next = new URL(path, address)
      found.set(next.href, next)
    }
  }
  return [...found.values()]
}
