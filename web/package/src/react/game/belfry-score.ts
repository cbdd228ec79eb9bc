// What Belfry's numbers say, to programs and in words.
import type { GameStatus } from '../../game/game-module.js'
import type { GameState } from './game-keeper.js'

export interface BelfryScore {
  /** From 0. */
  readonly level: number
  /** How many levels may be played. */
  readonly levelCount: number
  readonly shotCount: number
  readonly tollCount: number
  readonly bellCount: number
  readonly isWon: boolean
  /** The fewest shots of a won run of this level; 0: nothing won yet. */
  readonly bestShotCount: number
  /** Of the run that was won. */
  readonly medal: 'none' | 'bronze' | 'silver' | 'gold'
}

const MEDALS = ['none', 'bronze', 'silver', 'gold'] as const
const MEDAL_WORDS = { none: '', bronze: ' Bronze.', silver: ' Silver.', gold: ' Gold.' } as const

export const NO_SCORE: BelfryScore = {
  level: 0,
  levelCount: 1,
  shotCount: 0,
  tollCount: 0,
  bellCount: 1,
  isWon: false,
  bestShotCount: 0,
  medal: 'none',
}

export function scoreOf({ numbers }: GameStatus): BelfryScore {
  const { shots = 0, tolls = 0, won = 0, best = 0 } = numbers
  const { reward = 0, bells = 1, level = 0, levels = 1 } = numbers
  return {
    level,
    levelCount: levels,
    shotCount: shots,
    tollCount: tolls,
    bellCount: bells,
    isWon: won !== 0,
    bestShotCount: best,
    medal: MEDALS[reward] ?? 'none',
  }
}

export function isSameScore(a: BelfryScore, b: BelfryScore): boolean {
  return (Object.keys(a) as (keyof BelfryScore)[]).every((name) => a[name] === b[name])
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

export function describeBelfry({ phase, isPaused }: GameState, score: BelfryScore): string {
  if (phase === 'waiting') return 'Press Play to begin.'
  if (phase === 'loading') return 'The game is loading.'
  if (phase !== 'running') return 'The game is not running.'
  const { bestShotCount, shotCount, tollCount } = score
  const best = bestShotCount > 0 ? ` Best: ${count(bestShotCount, 'shot', 'shots')}.` : ''
  if (score.isWon) {
    const cry = score.bellCount > 1 ? 'The bells toll!' : 'The bell tolls!'
    return `${cry} Won with ${count(shotCount, 'shot', 'shots')}.${MEDAL_WORDS[score.medal]}${best}`
  }
  if (isPaused) return `Paused.${best}`
  if (shotCount === 0) return `Ready: drag the sling and let go.${best}`
  const tolls = tollCount > 0 ? ` The bell rang ${count(tollCount, 'time', 'times')}.` : ''
  return `${count(shotCount, 'shot', 'shots')} taken.${tolls}${best}`
}
