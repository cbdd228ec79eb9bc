// The drag of tests/scripted/shot.h, for a mouse.
import { readFileSync } from 'node:fs'

/**
 * Where the pointer goes from where it was pressed. A pull counts by how far that is, as a share of the
 * shorter side of the surface; so it is the same drag on a canvas of any size.
 */
export function winningPull() {
  const header = readFileSync(new URL('../scripted/shot.h', import.meta.url), 'utf8')
  const rows = [...header.matchAll(/X\((\d+), (\d+), (\d+), ([01])\)/g)]
  const height = Number(/SHOT_SURFACE_HEIGHT_PX (\d+)/.exec(header)?.[1])
  const [first] = rows
  if (!first || !height) throw new Error('tests/scripted/shot.h holds no shot')
  return rows
    .filter((row) => row[4] === '1')
    .map((row) => ({
      x: (Number(row[2]) - Number(first[2])) / height,
      y: (Number(row[3]) - Number(first[3])) / height,
    }))
}
