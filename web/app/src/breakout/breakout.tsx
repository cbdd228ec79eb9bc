'use client'

import { Game, type GameFacts, type GameNumbers } from 'quoin/game'
import { gameFiles } from '../games/files'

const BREAKOUT: GameFacts = {
  name: 'breakout',
  title: 'Breakout',
  description: 'move the paddle with mouse, finger or arrow keys, and press space to serve',
}
const FILES = gameFiles(BREAKOUT.name)

function describe({ score = 0, lives = 0, left = 0 }: GameNumbers): string {
  if (left === 0) return `All gone! ${score} points.`
  if (lives === 0) return `Over, with ${score} points. Once more?`
  return `${score} points, ${lives} ${lives === 1 ? 'life' : 'lives'}, ${left} bricks to go.`
}

export function Breakout() {
  return <Game game={BREAKOUT} files={FILES} describe={describe} />
}
