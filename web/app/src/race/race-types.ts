// What crosses between the page, the race's own modules and its workers.

export interface Size {
  readonly rawBytes: number
  readonly gzipBytes: number
}

/** An engine as engines.json has it. */
export interface EngineAbout {
  readonly name: string
  readonly label: string
  readonly needsSharedMemory: boolean
  readonly licenceFile: string
  readonly version: string
  readonly licence: string
  readonly wasm: Size
  readonly scripts: Size
}

export interface SceneAbout {
  readonly name: string
  readonly steps: number
}

/** What a worker is asked to do. */
export interface Request {
  readonly engine: string
  readonly scene: string
  readonly steps: number
  readonly capMs: number
}

export interface Counts {
  readonly bodies: number
  readonly shapes: number
  readonly joints: number
  readonly touching: number
  readonly awake: number
}

export interface Measured {
  readonly readyMs: number
  readonly counts: Counts
  readonly meanHeight: number
  readonly stateHash?: string
  readonly stepMs: readonly number[]
  readonly frameMs: readonly number[]
}

export interface Missing {
  readonly reason: string
}

/** What a worker answers. */
export type Answer = Measured | Missing

export interface Done {
  readonly reason?: undefined
  readonly steps: number
  readonly isCut: boolean
  readonly stepMedianMs: number
  readonly stepP99Ms: number
  readonly frameMedianMs: number
  readonly frameP99Ms: number
  readonly counts: Counts
  readonly meanHeight: number
  readonly stateHash?: string
  readonly stepRatio?: number
  readonly frameRatio?: number
}

export type Result = Done | Missing

/** By name of the engine. */
export type SceneResults = Readonly<Record<string, Result>>

/** By name of the scene. */
export type RaceResults = Readonly<Record<string, SceneResults>>

export const isDone = (result: Result | undefined): result is Done =>
  result !== undefined && result.reason === undefined
