'use client'

import type { GameFacts } from '../game/game-session'
import { type Numbers, SmallGame } from '../game/small-game'

const BREAKOUT: GameFacts = {
  name: 'breakout',
  title: 'Breakout',
  description: 'move the paddle with mouse, finger or arrow keys, and press space to serve',
}

function describe({ score = 0, lives = 0, left = 0 }: Numbers): string {
  if (left === 0) return `All gone! ${score} points.`
  if (lives === 0) return `Over, with ${score} points. Once more?`
  return `${score} points, ${lives} ${lives === 1 ? 'life' : 'lives'}, ${left} bricks to go.`
}

export function Breakout() {
  return <SmallGame game={BREAKOUT} describe={describe} />
}
