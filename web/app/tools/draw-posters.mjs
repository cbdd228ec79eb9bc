// Draws what the front page shows before the game runs, into src/games/posters/: node
// tools/draw-posters.mjs, after a change of how the first level looks. Needs the native programs
// build/native/belfry and build/native/quoin.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const native = (name) => at(`../../../build/native/${name}`)
const folder = at('../src/games/posters/')
// As large as the stage on a phone held upright, and on a desktop. The title has come in by then.
const SHAPES = { upright: '720x900', wide: '1280x800' }
const SCHEMES = { day: ['--light'], night: [] }
const FRAMES = 90

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const scratch = mkdtempSync(join(tmpdir(), 'posters-'))
for (const [shape, size] of Object.entries(SHAPES)) {
  for (const [scheme, flags] of Object.entries(SCHEMES)) {
    const png = join(scratch, `${shape}-${scheme}.png`)
    const shot = ['--soft', '--no-save', '--full-effects', '--draw-last', '--size', size]
    execFileSync(native('belfry'), [
      ...shot,
      ...flags,
      '--frames',
      String(FRAMES),
      '--screenshot',
      png,
    ])
    execFileSync(native('quoin'), ['resize', png, join(folder, `${shape}-${scheme}.jpg`), size])
  }
}
rmSync(scratch, { recursive: true })
