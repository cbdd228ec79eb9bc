// All contenders of a row in the same run: each gets ready and warm, and then they take turns, in an
// order at random in each round. How one is opened is the caller's: as a process of Node, or as a
// worker of a page.
import { median } from '../../lib/statistics.mjs'
import { shuffled } from '../inputs/random.mjs'

const MOST_RUNS = 1e6

const runsFor = (sampleMs, runMs) =>
  Math.min(MOST_RUNS, Math.max(1, Math.round(sampleMs / Math.max(runMs, 1e-6))))

async function getReady(row, name, { open, warmMs, warmRuns }) {
  const session = await open(row, name)
  if (session.reason !== undefined) return { name, reason: session.reason }
  const warmed = await session.warm(warmMs, warmRuns)
  if (warmed.reason === undefined) return { name, session, warmed, samples: [] }
  session.close()
  return { name, reason: warmed.reason }
}

/** Several agree in a digest, or those that differ from the most of them are wrong. */
function judgeDigests(entrants) {
  const counts = new Map()
  for (const { warmed } of entrants) {
    const digest = warmed?.facts.digest
    if (digest !== undefined) counts.set(digest, (counts.get(digest) ?? 0) + 1)
  }
  const [usual] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? []
  for (const { warmed } of entrants) {
    if (warmed?.facts.digest === undefined) continue
    warmed.facts = { isRight: warmed.facts.digest === usual }
  }
}

/** `clock` is the one that bars go by: cpuMs, or wallMs in a page. */
function resultOf({ reason, warmed, samples }, clock) {
  if (reason !== undefined) return { reason }
  const walls = samples.map(({ wallMs }) => wallMs)
  return {
    ms: median(samples.map((sample) => sample[clock])),
    bestWallMs: Math.min(...walls),
    samplesMs: samples.map((sample) => sample[clock]),
    memory: warmed.memory ?? {},
    facts: warmed.facts,
  }
}

/**
 * The results by contender, `{ reason }` where there is none. `random` decides the order; `say` hears
 * who is asked.
 */
export async function contest(row, options) {
  const { rounds, sampleMs, random, clock, say } = options
  const entrants = []
  for (const name of row.contenders) {
    say(`${row.name}, ${name}`)
    entrants.push(await getReady(row, name, options))
  }
  judgeDigests(entrants)
  const able = entrants.filter(({ session }) => session)
  for (let round = 0; round < rounds; round++) {
    for (const entrant of shuffled(able, random)) {
      const runs = runsFor(sampleMs, entrant.warmed.runMs)
      const sample = await entrant.session.sample(runs)
      if (sample.reason === undefined) entrant.samples.push(sample)
      else entrant.reason = sample.reason
    }
  }
  for (const { session } of able) session.close()
  return Object.fromEntries(entrants.map((entrant) => [entrant.name, resultOf(entrant, clock)]))
}
