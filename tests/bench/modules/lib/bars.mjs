// The bars of a row: how many times as long ours takes as those that a bar names, and whether that and
// what else it asks for holds.
import { median } from '../../lib/statistics.mjs'
import { contenderOf } from '../contenders/table.mjs'
import { oursOf, RIVALS_NAME } from '../rows.mjs'

export const isDone = (result) => result !== undefined && result.reason === undefined

/** Ours to theirs, in each round that both had: what slows the machine down slows both. */
export function ratioOf(ours, theirs) {
  const rounds = Math.min(ours.samplesMs.length, theirs.samplesMs.length)
  const ratios = Array.from(
    { length: rounds },
    (_, at) => ours.samplesMs[at] / theirs.samplesMs[at],
  )
  return median(ratios)
}

/** Whom a bar is about: those it names, or all that are neither ours nor native. */
function rivalsOf(row, bar) {
  if (bar.against !== RIVALS_NAME) return bar.against
  return row.contenders.filter((name) => name !== oursOf(row) && !contenderOf(name).isNative)
}

const CONDITIONS = {
  fewer: (ours, theirs) => ours < theirs,
  'no more': (ours, theirs) => ours <= theirs,
  'no less': (ours, theirs, slack) => ours >= theirs - slack,
}

function brokenConditions(bar, ours, theirs) {
  return bar.conditions
    .filter(({ fact, is, slack }) => !CONDITIONS[is](ours.facts[fact], theirs.facts[fact], slack))
    .map(({ fact, is }) => `${fact}: not ${is}`)
}

/** The bar with `{ rival, ratio, holds, why }`; without a ratio where one of the two was not measured. */
export function judgeBar(row, bar, results) {
  const ours = results[oursOf(row)]
  const measured = rivalsOf(row, bar).filter((name) => isDone(results[name]))
  const rival = measured.sort((a, b) => results[a].ms - results[b].ms)[0]
  const about = { ...bar, rival: rival ?? [bar.against].flat().join(', ') }
  if (!isDone(ours)) return { ...about, why: ours?.reason ?? 'not measured' }
  if (!rival) return { ...about, why: 'no rival' }
  const ratio = ratioOf(ours, results[rival])
  const broken = brokenConditions(bar, ours, results[rival])
  if (ours.facts.isRight === false) broken.push('wrong result')
  if (ratio > bar.most) broken.unshift('too long')
  return { ...about, ratio, holds: broken.length === 0, why: broken.join(', ') }
}

export const judgeBars = (row, results) => row.bars.map((bar) => judgeBar(row, bar, results))

/** What ours held in all, and what of that has to be: the input and the result, or a picture. */
function heldBytes({ of }, { engineBytes, inputBytes, resultBytes, pixelBytes }) {
  if (of === 'pixels') return { held: pixelBytes[0] + engineBytes, due: Math.max(...pixelBytes) }
  return { held: inputBytes + engineBytes, due: inputBytes + resultBytes }
}

/** As judgeBar, of memory; undefined where ours does not count it, as natively. */
export function judgeMemory(row, results) {
  const ours = results[oursOf(row)]
  if (!isDone(ours) || ours.memory.engineBytes === undefined) return undefined
  const { held, due } = heldBytes(row.memory, ours.memory)
  const ratio = held / due
  const holds = ratio <= row.memory.most
  return { ...row.memory, ratio, holds, why: holds ? '' : 'too much' }
}
