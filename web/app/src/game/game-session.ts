// One run of a game on the page: it loads, starts, drives frames, keeps saves, and ends.
//
// It knows nothing of React. Each session makes its own canvas and removes it; `dispose` may come
// at any moment, also while something is loading, and nothing is left after it. A trap leaves
// through the frame call: the session then drops the module and reports it, and the saves, which
// live outside the module's memory, are there for the next session.
import type { CompileProgress } from 'quoin'
import { type Failure, failureOf, failureOfStart, stoppedFailure } from './failure'
import { GameModule, type GameParts, type GameStatus, loadGame } from './game-module'
import { SaveStore } from './save-store'
import { createStage, type Stage } from './stage'

export type Notice = 'save-older' | 'save-bad' | 'no-storage' | 'context-lost'

export interface SessionListener {
  /** 0 to 1; undefined where the size is not known. */
  readonly onProgress: (ratio: number | undefined) => void
  readonly onReady: () => void
  /** A few times a second. */
  readonly onStatus: (status: GameStatus) => void
  /** A save is on the disk. */
  readonly onSaved: () => void
  readonly onNotice: (notice: Notice, on: boolean) => void
  readonly onFailure: (failure: Failure) => void
}

/** A game as the page presents it. */
export interface GameFacts {
  /** Of its folder, its files and its saves. */
  readonly name: string
  readonly title: string
  /** What the picture shows, for those who do not see it. */
  readonly description: string
}

const STATUS_EVERY_MS = 250
const NOTHING = new Uint8Array()

export class GameSession {
  readonly #game: GameFacts
  readonly #host: HTMLElement
  readonly #listener: SessionListener
  readonly #ending = new AbortController()
  #store: SaveStore | undefined
  #stage: Stage | undefined
  #module: GameModule | undefined
  #frame = 0
  #statusDueMs = 0
  #paused = false
  #drill = false

  constructor(game: GameFacts, host: HTMLElement, listener: SessionListener) {
    this.#game = game
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

  setPaused(paused: boolean): void {
    this.#paused = paused
    this.#guarded((module) => module.setPaused(paused))
  }

  /** A fault drill: the next frame traps. */
  trap(): void {
    this.#drill = true
  }

  dispose(): void {
    this.#ending.abort()
    this.#drop()
    this.#store?.close().catch(() => {})
    this.#store = undefined
  }

  // ---- From nothing to the first frame ----

  get #isOver(): boolean {
    return this.#ending.signal.aborted
  }

  async #run(): Promise<void> {
    const [parts, saves] = await Promise.all([
      loadGame(this.#game.name, this.#ending.signal, (progress) => this.#report(progress)),
      this.#readSaves(),
    ])
    await this.#startWithBest(parts, saves)
    if (this.#isOver || !this.#module) return
    this.#listener.onReady()
    this.#resume()
  }

  #report({ loadedBytes, totalBytes }: CompileProgress): void {
    if (this.#isOver) return
    this.#listener.onProgress(totalBytes ? Math.min(loadedBytes / totalBytes, 1) : undefined)
  }

  async #readSaves(): Promise<Uint8Array[]> {
    try {
      const store = await SaveStore.open(this.#game.name)
      if (this.#isOver) {
        await store.close()
        return []
      }
      this.#store = store
      return await store.generations()
    } catch {
      this.#notify('no-storage', true)
      return []
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
      await this.#store?.setAside(bad)
      this.#notify('save-bad', true)
    }
    await this.#start(parts, NOTHING)
  }

  /** Whether the save was read. A game that cannot start at all throws. */
  async #start(parts: GameParts, save: Uint8Array): Promise<boolean> {
    if (this.#isOver) return false
    const stage = createStage(this.#host, this.#game, {
      onResize: (width, height, ratio, safe) =>
        this.#guarded((module) => module.resize(width, height, ratio, safe)),
      onPreferences: (preferences) => this.#guarded((module) => module.setPreferences(preferences)),
      onVisibility: (visible) => (visible ? this.#resume() : this.#suspend()),
    })
    this.#stage = stage
    const module = await GameModule.create(parts, stage.canvas, {
      onSave: (bytes) => this.#keep(bytes.slice()),
      onEvent: () => {},
      onContextLost: () => this.#notify('context-lost', true),
      onContextRestored: () => this.#notify('context-lost', false),
    })
    if (this.#isOver) return false
    const error = module.start(parts.pack, save)
    if (error !== 0) {
      module.dispose()
      throw failureOfStart(error, this.#game.title)
    }
    this.#module = module
    stage.report()
    if (module.saveError === 0) return true
    this.#drop()
    return false
  }

  #keep(bytes: Uint8Array): void {
    this.#store?.write(bytes).then(
      () => this.#isOver || this.#listener.onSaved(),
      () => this.#notify('no-storage', true),
    )
  }

  #notify(notice: Notice, on: boolean): void {
    if (!this.#isOver) this.#listener.onNotice(notice, on)
  }

  // ---- Frames ----

  #resume(): void {
    if (this.#frame !== 0 || this.#isOver || !this.#module || document.hidden) return
    this.#guarded((module) => module.setPaused(this.#paused))
    const tick = (now: number) => {
      this.#frame = requestAnimationFrame(tick)
      this.#guarded((module) => this.#draw(module, now))
    }
    this.#frame = requestAnimationFrame(tick)
  }

  #suspend(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    this.#guarded((module) => module.setPaused(true))
  }

  #draw(module: GameModule, now: number): void {
    if (this.#drill) module.trap()
    module.frame(now)
    if (now < this.#statusDueMs) return
    this.#statusDueMs = now + STATUS_EVERY_MS
    this.#listener.onStatus(module.status())
  }

  // Every call into the running module goes through here: a trap ends the session, not the page.
  #guarded(call: (module: GameModule) => void): void {
    if (!this.#module) return
    try {
      call(this.#module)
    } catch (cause) {
      this.#fail(stoppedFailure(cause))
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
