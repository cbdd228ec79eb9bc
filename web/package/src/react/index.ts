'use client'

// Quoin in React 19: hooks over the shared engine, and components made of them.
export {
  type BenchmarkOptions,
  type BenchmarkResult,
  benchmark,
  type Measured,
} from '../benchmark.js'
export type { GameSave, GameSession } from '../game/game-session.js'
export { Grab } from '../grab.js'
export { pickBody } from '../pick-body.js'
export type { WorldCamera, WorldViewOptions } from '../world-view.js'
export { BenchmarkResults, type BenchmarkResultsProps } from './benchmark-results.js'
export type { FollowOptions, FollowRef } from './followers.js'
export {
  Belfry,
  type BelfryHandle,
  type BelfryProps,
  type BelfryView,
} from './game/belfry.js'
export type { BelfryScore } from './game/belfry-score.js'
export type { FallbackSlot, GameFallback } from './game/game-stage.js'
export { ImageProcessor, type ImageProcessorProps } from './image-processor.js'
export {
  PhysicsCanvas,
  type PhysicsCanvasHandle,
  type PhysicsCanvasOptions,
  type PhysicsCanvasProps,
} from './physics-canvas.js'
export type { PhysicsFrame, Shape } from './simulation.js'
export {
  type ImageProcessing,
  type ImageProcessorOptions,
  type ProcessedImage,
  useImageProcessor,
} from './use-image-processor.js'
export { useIsClient, useWasm, useWasmEngine, type Wasm, type WasmOptions } from './use-wasm.js'
export {
  type CryptoCalls,
  type Hashable,
  useWasmCrypto,
  type WasmCrypto,
} from './use-wasm-crypto.js'
export { useWasmPhysics, type WasmPhysics, type WasmPhysicsOptions } from './use-wasm-physics.js'
export {
  WasmError,
  type WasmErrorProps,
  WasmLoader,
  type WasmLoaderProps,
  WasmProgressBar,
  type WasmProgressBarProps,
  WasmSuspense,
  type WasmSuspenseProps,
} from './wasm-loader.js'
