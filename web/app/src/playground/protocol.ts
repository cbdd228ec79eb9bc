// What is said between the page, the frame that holds a visitor's scene, and the worker that runs it.
//
// The code is a stranger's: a link can bring it. So it runs in a worker of a frame with an origin of its
// own and no way to the network; the page hears of it in these messages only, and trusts none of them
// with more than words and numbers.

export interface Fault {
  readonly message: string
  /** Of the visitor's code, from 1; undefined where it is not known. */
  readonly line: number | undefined
}

export interface SceneReport {
  readonly tick: number
  readonly bodies: number
  readonly hash: string
}

/** From the page to the frame. `run` counts the runs, so that words of an older one are known. */
export interface RunOrder {
  readonly kind: 'run'
  readonly run: number
  readonly code: string
  /** The script that runs scenes. */
  readonly runtime: string
  readonly engine: ArrayBuffer
}

/** From the frame to the page. */
export type FrameMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'report'; readonly run: number; readonly report: SceneReport }
  | { readonly kind: 'fault'; readonly run: number; readonly fault: Fault }

/** From the frame to the worker. Sizes are in pixels of the canvas. */
export type WorkerOrder =
  | {
      readonly kind: 'start'
      readonly canvas: OffscreenCanvas
      readonly engine: ArrayBuffer
      readonly lineCount: number
    }
  | {
      readonly kind: 'size'
      readonly widthPx: number
      readonly heightPx: number
      readonly pixelRatio: number
    }
  | { readonly kind: 'ping' }

/** From the worker to the frame. */
export type WorkerMessage =
  | { readonly kind: 'pong' }
  | { readonly kind: 'report'; readonly report: SceneReport }
  | { readonly kind: 'fault'; readonly fault: Fault }

/** Stands before the code on its first line, so that lines keep their numbers. */
export const SCENE_BEGIN = "'use strict';const scene=async(world,quoin,onTick,view)=>{"
export const SCENE_END = '\n}\n'
