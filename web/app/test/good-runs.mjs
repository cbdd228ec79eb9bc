// Runs that hold, no two alike: golden ones aimed otherwise by a hair. What each is worth is what the
// native tool says of it when it claims too little.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const GOLDEN = ['one-bell', 'twins', 'greenhouse']
const BALL_POINTS = 10_000
/** Of a win later than the aim by a hair can make it. */
const LATE_POINTS = 6000
/** In radians; the smallest that is surely another float. */
const HAIR = 1e-6

const root = new URL('../../../', import.meta.url)

/**
 * @param {number} count
 * @returns {string[]}
 */
export function moreGoodRuns(count) {
  const golden = GOLDEN.map((name) =>
    JSON.parse(readFileSync(new URL(`tests/golden/runs/${name}.json`, root), 'utf8')),
  )
  const claims = Array.from({ length: count }, (_, index) => {
    const run = structuredClone(golden[index % golden.length])
    run.entries.at(-1).aimRad += HAIR * (1 + Math.floor(index / golden.length))
    const balls = Math.floor((run.score - 1) / BALL_POINTS) * BALL_POINTS
    return { ...run, score: balls + LATE_POINTS }
  })
  return verdictsOf(claims).map(({ verdict, score, hash }, index) => {
    if (verdict !== 'won-earlier') throw new Error(`a run was to hold, and is ${verdict}`)
    return JSON.stringify({ ...claims[index], score, hash })
  })
}

/** @param {readonly object[]} claims */
function verdictsOf(claims) {
  const folder = mkdtempSync(join(tmpdir(), 'quoin-runs-'))
  const names = claims.map((_, index) => `${index}.json`)
  for (const [index, name] of names.entries()) {
    writeFileSync(join(folder, name), JSON.stringify(claims[index]))
  }
  const tool = new URL('build/native/quoin', root).pathname
  const { stdout } = spawnSync(tool, ['verify', ...names], { cwd: folder, encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
