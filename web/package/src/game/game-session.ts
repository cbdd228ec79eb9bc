// One run of a game on the page: it loads, starts, drives frames, keeps saves, and ends.
//
// It knows nothing of React. Each session makes its own canvas and removes it; `dispose` may come
// at any moment, also while something is loading, and nothing is left after it. A trap leaves
// through the frame call: the session then drops the module and reports it, and the saves, which
// live outside the module's memory, are there for the next session.
import { isDevelopment } from '../dispose.js'
import type { LoadProgress } from '../progress.js'
import { type Failure, failureOf, failureOfStart, stoppedFailure } from './failure.js'
import { type GameFiles, keepGame, loadGame } from './game-files.js'
import {
  type ActionBinding,
  type AudioState,
  GameModule,
  type GameParts,
  type GameStatus,
  type Wish,
} from './game-module.js'
import { areEqual, GameStorage } from './save-store.js'
import { createStage, type Stage } from './stage.js'

export type Notice =
  | 'save-older'
  | 'save-bad'
  | 'no-storage'
  | 'storage-full'
  | 'context-lost'
  | 'software'

export interface SessionListener {
  /** 0 to 1; undefined where the size is not known. */
  readonly onProgress: (ratio: number | undefined) => void
  readonly onReady: () => void
  /** How long the frame kept the main thread, and the browser's time of it. */
  readonly onFrame?: (busyMs: number, nowMs: number) => void
  /** A few times a second. */
  readonly onStatus: (status: GameStatus) => void
  /** It is on the disk. */
  readonly onSaved: (save: GameSave) => void
  readonly onAudio: (state: AudioState) => void
  /** A player changed something, here or in the game. */
  readonly onSettings: (settings: Readonly<Record<string, number>>) => void
  readonly onWish: (wish: Wish) => void
  readonly onNotice: (notice: Notice, on: boolean) => void
  readonly onFailure: (failure: Failure) => void
}

/** A game as the page presents it. */
export interface GameFacts {
  /** Of its files and its saves. */
  readonly name: string
  readonly title: string
  /** What the picture shows, for those who do not see it. */
  readonly description: string
  /** What is said while it loads. */
  readonly loading?: string | undefined
}

/** What a game keeps. The bytes are the game's business. */
export interface GameSave {
  readonly kind: 'save' | 'settings'
  readonly bytes: Uint8Array
}

/** What a session is made of. */
export interface GameSetup {
  readonly game: GameFacts
  readonly files: GameFiles
  /** Under which name the browser keeps its saves; the game's own unless given. */
  readonly saveKey?: string | undefined
  /** As the system says unless given; the player's own choice goes before both. */
  readonly reducedMotion?: boolean | undefined
}

export type Drill = Parameters<GameModule['drill']>[0]

const STATUS_EVERY_MS = 250
const NOTHING = new Uint8Array()
/** The engine's number for what is not there. */
const NOT_RUNNING = 19

function isLost(canvas: HTMLCanvasElement): boolean {
  return canvas.getContext('webgl2')?.isContextLost() ?? false
}

export class GameSession {
  readonly #setup: GameSetup
  readonly #host: HTMLElement
  readonly #listener: SessionListener
  readonly #ending = new AbortController()
  #storage: GameStorage | undefined
  #stage: Stage | undefined
  #module: GameModule | undefined
  /** What the game saved last, to know whether anything changed. */
  #newestSave: Uint8Array | undefined
  #isLooking = false
  #isVisible = !document.hidden
  #frame = 0
  #statusDueMs = 0
  #drawnMs = 0
  #paused = false
  #reducedMotion: boolean | undefined
  #drill: Drill | undefined

  constructor(setup: GameSetup, host: HTMLElement, listener: SessionListener) {
    this.#setup = setup
    this.#reducedMotion = setup.reducedMotion
    this.#host = host
    this.#listener = listener
    this.#run().catch((cause: unknown) => this.#fail(failureOf(cause)))
  }

  // ---- What the page's controls do ----

  /** By its name in the game's table; what the game does not know does nothing. */
  command(name: string, argument = 0): void {
    this.#guarded((module) => module.command(name, argument))
  }

  /** Holds an action so far, 0 to 1, until it is let go. */
  hold(action: string, level: number): void {
    this.#guarded((module) => module.hold(action, level))
  }

  /** What the game says under this name; empty where there is no such text. */
  text(name: string): string {
    return this.#ask((module) => module.text(name)) ?? ''
  }

  get paused(): boolean {
    return this.#paused
  }

  setPaused(paused: boolean): void {
    this.#paused = paused
    this.#guarded((module) => module.setPaused(paused))
  }

  /** Undefined: as the system says. */
  setReducedMotion(reducedMotion: boolean | undefined): void {
    this.#reducedMotion = reducedMotion
    this.#stage?.report()
  }

  /** Runs so many ticks by hand, also while paused. */
  step(ticks: number): void {
    this.#guarded((module) => module.step(ticks))
  }

  /**
   * The picture as a PNG, drawn anew without a tick: a canvas of WebGL is empty again as soon as the
   * browser has shown it. Undefined while there is none: the game does not run, or the browser took
   * its graphics away.
   */
  async screenshot(): Promise<Blob | undefined> {
    this.#guarded((module) => module.frame(this.#drawnMs))
    const canvas = this.#stage?.shown()
    if (!canvas || isLost(canvas)) return undefined
    return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined)))
  }

  // ---- Saves and settings ----

  /** What the game would save now, to be kept in a file; undefined if it saves nothing. */
  exportSave(): Uint8Array | undefined {
    this.#isLooking = true
    this.#guarded((module) => module.save())
    this.#isLooking = false
    return this.#newestSave
  }

  /**
   * Stores what a file holds, for the next session. Returns the engine's error number: 0, or why the
   * bytes are no whole save of this game, and then nothing is stored.
   */
  async importSave(bytes: Uint8Array): Promise<number> {
    const error = this.#ask((module) => module.checkSave(bytes)) ?? NOT_RUNNING
    if (error === 0) await this.#storage?.save.write(bytes)
    return error
  }

  settings(): Readonly<Record<string, number>> {
    return this.#ask((module) => module.settings()) ?? {}
  }

  setSetting(name: string, value: number): void {
    this.#guarded((module) => module.setSetting(name, value))
  }

  bindings(): readonly ActionBinding[] {
    return this.#ask((module) => module.bindings()) ?? []
  }

  /** Returns the engine's error number; 0 is success. */
  bind(action: string, place: number, source: string): number {
    return this.#ask((module) => module.bind(action, place, source)) ?? NOT_RUNNING
  }

  setToggle(action: string, toggle: boolean): void {
    this.#guarded((module) => module.setToggle(action, toggle))
  }

  resetBindings(): void {
    this.#guarded((module) => module.resetBindings())
  }

  /** A fault drill: the next frame fails. */
  drill(kind: Drill): void {
    this.#drill = kind
  }

  dispose(): void {
    this.#ending.abort()
    this.#drop()
    this.#storage?.close().catch(() => {})
    this.#storage = undefined
  }

  // ---- From nothing to the first frame ----

  get #isOver(): boolean {
    return this.#ending.signal.aborted
  }

  async #run(): Promise<void> {
    const [parts, [saves, settings]] = await Promise.all([
      loadGame(this.#setup.files, this.#ending.signal, (progress) => this.#report(progress)),
      this.#readStorage(),
    ])
    await this.#startWithBest(parts, saves)
    if (this.#isOver || !this.#module) return
    const module = this.#module
    keepGame(this.#setup.files, parts)
    // The newest that can be read; without any the game has the usual ones.
    settings.find((bytes) => module.readSettings(bytes) === 0)
    this.exportSave()
    this.#listener.onReady()
    this.#tellAudio()
    this.#tellSettings()
    this.#resume()
  }

  #report({ total, ratio }: LoadProgress): void {
    if (this.#isOver) return
    this.#listener.onProgress(total ? ratio : undefined)
  }

  /** The generations of save and settings, newest first. */
  async #readStorage(): Promise<[Uint8Array[], Uint8Array[]]> {
    try {
      const { game, saveKey } = this.#setup
      const storage = await GameStorage.open(saveKey ?? game.name)
      if (this.#isOver) {
        await storage.close()
        return [[], []]
      }
      this.#storage = storage
      return await Promise.all([storage.save.generations(), storage.settings.generations()])
    } catch {
      this.#notify('no-storage', true)
      return [[], []]
    }
  }

  // The newest save that the game can read; else none, with the newest bad one kept aside.
  async #startWithBest(parts: GameParts, saves: Uint8Array[]): Promise<void> {
    for (const [age, save] of saves.entries()) {
      if (await this.#start(parts, save)) {
        if (age > 0) this.#notify('save-older', true)
        return
      }
      if (this.#isOver) return
    }
    const bad = saves[0]
    if (bad) {
      await this.#storage?.save.setAside(bad)
      this.#notify('save-bad', true)
    }
    await this.#start(parts, NOTHING)
  }

  /** Whether the save was read. A game that cannot start at all throws. */
  async #start(parts: GameParts, save: Uint8Array): Promise<boolean> {
    if (this.#isOver) return false
    const { game } = this.#setup
    const stage = createStage(this.#host, game, {
      onResize: (width, height, ratio, safe) =>
        this.#guarded((module) => module.resize(width, height, ratio, safe)),
      onPreferences: (known) => {
        const reducedMotion = this.#reducedMotion ?? known.reducedMotion
        this.#guarded((module) => module.setPreferences({ ...known, reducedMotion }))
      },
      onVisibility: (visible) => {
        this.#isVisible = visible
        if (visible) this.#resume()
        else this.#suspend()
      },
    })
    this.#stage = stage
    const module = await GameModule.create(parts, stage.canvas, {
      onSave: (bytes) => this.#keep('save', bytes.slice()),
      onSettings: (bytes) => {
        this.#keep('settings', bytes.slice())
        this.#tellSettings()
      },
      onWish: (wish) => this.#isOver || this.#listener.onWish(wish),
      onEvent: () => {},
      onContextLost: () => this.#notify('context-lost', true),
      onContextRestored: () => {
        this.#notify('context-lost', false)
        this.#notify('software', false)
      },
      onSoftware: () => {
        this.#notify('context-lost', false)
        this.#notify('software', true)
      },
      onAudio: () => this.#tellAudio(),
    })
    if (this.#isOver) return false
    const error = module.start(parts.pack, save)
    if (error !== 0) {
      module.dispose()
      throw failureOfStart(error, game.title)
    }
    this.#module = module
    stage.report()
    if (module.saveError === 0) return true
    this.#drop()
    return false
  }

  #keep(kind: GameSave['kind'], bytes: Uint8Array): void {
    if (kind === 'save') {
      const isKnown = this.#newestSave !== undefined && areEqual(this.#newestSave, bytes)
      this.#newestSave = bytes
      if (isKnown || this.#isLooking) return
    }
    this.#storage?.[kind].write(bytes).then(
      () => this.#isOver || this.#listener.onSaved({ kind, bytes }),
      (cause: unknown) => {
        const isFull = cause instanceof DOMException && cause.name === 'QuotaExceededError'
        this.#notify(isFull ? 'storage-full' : 'no-storage', true)
      },
    )
  }

  #tellAudio(): void {
    if (this.#module && !this.#isOver) this.#listener.onAudio(this.#module.audioState)
  }

  #tellSettings(): void {
    if (this.#module && !this.#isOver) this.#listener.onSettings(this.#module.settings())
  }

  #notify(notice: Notice, on: boolean): void {
    if (!this.#isOver) this.#listener.onNotice(notice, on)
  }

  // ---- Frames ----

  #resume(): void {
    if (this.#frame !== 0 || this.#isOver || !this.#module || !this.#isVisible) return
    this.#guarded((module) => module.setPaused(this.#paused))
    this.#frame = requestAnimationFrame(this.#tick)
  }

  // Both are made once: a frame leaves no garbage.
  readonly #tick = (nowMs: number): void => {
    this.#frame = requestAnimationFrame(this.#tick)
    this.#guarded(this.#draw, nowMs)
  }

  readonly #draw = (module: GameModule, nowMs: number): void => {
    if (this.#drill) module.drill(this.#drill)
    this.#drawnMs = nowMs
    const beganMs = this.#listener.onFrame ? performance.now() : 0
    module.frame(nowMs)
    this.#listener.onFrame?.(performance.now() - beganMs, nowMs)
    if (nowMs < this.#statusDueMs) return
    this.#statusDueMs = nowMs + STATUS_EVERY_MS
    this.#listener.onStatus(module.status())
  }

  #suspend(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#guarded((module) => {
      module.setPaused(true)
      module.save()
    })
  }

  // Every call into the running module goes through here: a trap ends the session, not the page.
  #guarded(call: (module: GameModule, nowMs: number) => unknown, nowMs = 0): void {
    this.#ask(call, nowMs)
  }

  #ask<T>(call: (module: GameModule, nowMs: number) => T, nowMs = 0): T | undefined {
    if (!this.#module) return undefined
    try {
      return call(this.#module, nowMs)
    } catch (cause) {
      // biome-ignore lint/suspicious/noConsole: its stack leads to C in the browser's debugger
      if (isDevelopment()) console.error(cause)
      this.#fail(stoppedFailure(cause))
      return undefined
    }
  }

  #fail(failure: Failure): void {
    if (this.#isOver) return
    this.#listener.onFailure(failure)
    this.dispose()
  }

  #drop(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    const module = this.#module
    this.#module = undefined
    try {
      module?.dispose()
    } catch {
      // A module that trapped may trap again; what it held outside its memory goes with the canvas.
    }
    this.#stage?.release()
    this.#stage = undefined
  }
}
