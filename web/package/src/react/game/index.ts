'use client'

// Games over the project's shell, on a page: Belfry, and what another game's page is made of.
export { download } from '../../game/download.js'
export type { Failure } from '../../game/failure.js'
export {
  filesInFolder,
  type GameBuild,
  type GameFile,
  type GameFiles,
  type KnownFile,
} from '../../game/game-files.js'
export type { ActionBinding, AudioState, GameStatus } from '../../game/game-module.js'
export {
  type GameFacts,
  type GameSave,
  GameSession,
  type GameSetup,
  type Notice,
  type SessionListener,
} from '../../game/game-session.js'
export { Belfry, type BelfryHandle, type BelfryProps, type BelfryView } from './belfry.js'
export type { BelfryScore } from './belfry-score.js'
export { Game, type GameNumbers, type GameProps } from './game.js'
export type { GameStart } from './game-keeper.js'
export type { FallbackSlot, GameFallback } from './game-stage.js'
