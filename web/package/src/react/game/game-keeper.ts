// The game of a component, across renders and effects: one session at a time, how it stands, and what
// the component's owner wants of it.
//
// An effect that is taken down does not mean that the component is gone: StrictMode and fast refresh
// put it up again at once. What becomes of the session is decided one task later, so it is the same one
// that goes on. A hidden <Activity> leaves its elements on the page: out of sight the session rests, and
// goes on where it was when it is shown again. Should it be removed while it is hidden no effect tells, so
// the page is watched for it.
import type { QuoinError } from '../../errors.js'
import type { Failure } from '../../game/failure.js'
import type { AudioState, GameStatus } from '../../game/game-module.js'
import { type GameSave, GameSession, type GameSetup, type Notice } from '../../game/game-session.js'
import { hasGraphicsHardware } from '../../game/hardware.js'

/**
 * `at-once`: as soon as it is shown; `on-request`: when the player presses Play; `auto`: at once where a
 * graphics card draws, elsewhere on request, since the processor would be busy with a picture that nobody
 * asked for.
 */
export type GameStart = 'at-once' | 'on-request' | 'auto'

export interface GameOptions extends GameSetup {
  /** `at-once` unless given. */
  readonly start?: GameStart | undefined
  /** From 0. Levels that are not open yet are left alone. */
  readonly level?: number | undefined
  /** Stops the game whatever the player wants. */
  readonly paused?: boolean | undefined
  /** Set when it changes; the player may set it otherwise afterwards. */
  readonly muted?: boolean | undefined
  readonly onReady?: ((session: GameSession) => void) | undefined
  readonly onError?: ((error: QuoinError) => void) | undefined
  /** A few times a second. */
  readonly onStatus?: ((status: GameStatus) => void) | undefined
  /** How long the frame kept the main thread, and the browser's time of it. */
  readonly onFrame?: ((busyMs: number, nowMs: number) => void) | undefined
  /** It is on the disk. */
  readonly onSave?: ((save: GameSave) => void) | undefined
}

export interface GameState {
  /** `waiting` for the player; `ended` is what `dispose` leaves. */
  readonly phase: 'waiting' | 'loading' | 'running' | 'failed' | 'ended'
  /** 0 to 1; undefined where the size is not known. */
  readonly progress: number | undefined
  readonly failure: Failure | undefined
  readonly notices: readonly Notice[]
  /** By the player or by the owner. */
  readonly isPaused: boolean
  readonly isMuted: boolean
  readonly audio: AudioState
  /** Undefined unless it runs. */
  readonly session: GameSession | undefined
}

export const LOADING: GameState = {
  phase: 'loading',
  progress: undefined,
  failure: undefined,
  notices: [],
  isPaused: false,
  isMuted: false,
  audio: 'silent',
  session: undefined,
}

function writeStatus(host: HTMLElement, { numbers, stateHash }: GameStatus): void {
  for (const [name, value] of Object.entries(numbers)) {
    host.setAttribute(`data-${name}`, String(value))
  }
  host.dataset.stateHash = stateHash
}

function countSave(host: HTMLElement, { kind }: GameSave): void {
  const key = kind === 'save' ? 'saves' : 'settingsSaves'
  host.dataset[key] = String(Number(host.dataset[key] ?? 0) + 1)
}

export class GameKeeper {
  #options: GameOptions
  /** What of the options the running game was told. */
  #told: Pick<GameOptions, 'level' | 'muted' | 'reducedMotion'> = {}
  #state = LOADING
  #session: GameSession | undefined
  #key: string | undefined
  #host: HTMLElement | undefined
  #isRequested = false
  #removal: MutationObserver | undefined
  #isPausedByPlayer = false
  #level: number | undefined
  #leaving: ReturnType<typeof setTimeout> | undefined
  #stopDrills: () => void = () => undefined
  #tell: (state: GameState) => void = () => undefined
  /** Where the player wants the whole screen. */
  frame: HTMLElement | null = null

  constructor(options: GameOptions) {
    this.#options = options
  }

  get state(): GameState {
    return this.#state
  }

  // ---- What the component does ----

  /** `key` is another one for a fresh session. */
  show(host: HTMLElement, key: string, tell: (state: GameState) => void): void {
    clearTimeout(this.#leaving)
    this.#removal?.disconnect()
    this.#tell = tell
    if (key === this.#key || this.#state.phase === 'ended') return
    this.#end()
    this.#key = key
    this.#host = host
    if (this.#isWanted()) this.#begin(host)
    else this.#set({ ...LOADING, phase: 'waiting' })
  }

  hide(): void {
    this.#leaving = setTimeout(() => {
      this.#removal = new MutationObserver(() => this.#endIfGone())
      for (const root of [this.#host?.getRootNode(), document]) {
        if (root) this.#removal.observe(root, { childList: true, subtree: true })
      }
      this.#endIfGone()
    }, 0)
  }

  take(options: GameOptions): void {
    this.#options = options
    if (this.#state.phase === 'running') this.#apply()
  }

  // ---- What its owner and the player do ----

  /** The player wants it to begin; it has the keyboard when it does. */
  readonly request = (): void => {
    this.#isRequested = true
    if (this.#state.phase === 'waiting' && this.#host) this.#begin(this.#host)
  }

  readonly pause = (): void => this.#setPausedByPlayer(true)

  readonly resume = (): void => this.#setPausedByPlayer(false)

  readonly togglePause = (): void => this.#setPausedByPlayer(!this.#isPausedByPlayer)

  readonly toggleMute = (): void => {
    this.#session?.setSetting('muted', this.#state.isMuted ? 0 : 1)
  }

  // The frame and not the canvas, so that what lies over the picture is seen too. Where a page cannot
  // have the whole screen (iPhones) nothing happens.
  readonly toggleFullscreen = (): void => {
    const changing = document.fullscreenElement
      ? document.exitFullscreen()
      : this.frame?.requestFullscreen?.()
    changing?.catch(() => {})
  }

  readonly step = (tickCount = 1): void => this.#session?.step(tickCount)

  readonly screenshot = async (): Promise<Blob | undefined> => this.#session?.screenshot()

  /** For good; the component stays empty. */
  readonly dispose = (): void => {
    this.#drop()
    this.#set({ ...LOADING, phase: 'ended' })
  }

  // ---- From a session to its end ----

  #set(state: GameState): void {
    this.#state = state
    this.#tell(state)
  }

  #change(part: Partial<GameState>): void {
    this.#set({ ...this.#state, ...part })
  }

  #isWanted(): boolean {
    const { start = 'at-once' } = this.#options
    return this.#isRequested || start === 'at-once' || (start === 'auto' && hasGraphicsHardware())
  }

  #begin(host: HTMLElement): void {
    this.#told = {}
    this.#isPausedByPlayer = false
    this.#set(LOADING)
    const session = new GameSession(this.#options, host, {
      onProgress: (progress) => this.#change({ progress }),
      onReady: () => this.#ready(session),
      onFrame: (busyMs, nowMs) => this.#options.onFrame?.(busyMs, nowMs),
      onStatus: (status) => {
        writeStatus(host, status)
        this.#level = status.numbers.level
        this.#options.onStatus?.(status)
      },
      onSaved: (save) => {
        countSave(host, save)
        this.#options.onSave?.(save)
      },
      onAudio: (audio) => this.#change({ audio }),
      onSettings: (settings) => this.#change({ isMuted: settings.muted === 1 }),
      onWish: (wish) => (wish === 'pause' ? this.togglePause() : this.toggleFullscreen()),
      onNotice: (notice, isOn) => {
        const others = this.#state.notices.filter((other) => other !== notice)
        this.#change({ notices: isOn ? [...others, notice] : others })
      },
      onFailure: (failure) => this.#fail(failure),
    })
    this.#session = session
    const drill = (event: Event) =>
      session.drill(event instanceof CustomEvent && event.detail === 'overrun' ? 'overrun' : 'trap')
    const { name } = this.#options.game
    host.addEventListener(`${name}-drill`, drill)
    this.#stopDrills = () => host.removeEventListener(`${name}-drill`, drill)
  }

  #ready(session: GameSession): void {
    if (this.#level) session.command('level', this.#level)
    this.#apply()
    this.#change({ phase: 'running', session })
    if (this.#isRequested) this.#host?.querySelector('canvas')?.focus({ preventScroll: true })
    this.#options.onReady?.(session)
  }

  #fail(failure: Failure): void {
    this.#change({ phase: 'failed', failure, session: undefined })
    this.#options.onError?.(failure.error)
  }

  #drop(): void {
    this.#stopDrills()
    this.#session?.dispose()
    this.#session = undefined
  }

  #endIfGone(): void {
    if (!this.#host?.isConnected) this.#end()
  }

  #end(): void {
    this.#removal?.disconnect()
    if (this.#key === undefined || this.#state.phase === 'ended') return
    this.#key = undefined
    this.#drop()
    this.#set(LOADING)
  }

  // ---- Options that may change while it runs ----

  #setPausedByPlayer(isPaused: boolean): void {
    this.#isPausedByPlayer = isPaused
    this.#applyPause()
  }

  #applyPause(): void {
    const isPaused = this.#isPausedByPlayer || this.#options.paused === true
    if (isPaused !== this.#session?.paused) this.#session?.setPaused(isPaused)
    if (isPaused !== this.#state.isPaused) this.#change({ isPaused })
  }

  #apply(): void {
    const { level, muted, reducedMotion } = this.#options
    const { level: toldLevel, muted: toldMuted, reducedMotion: toldMotion } = this.#told
    this.#told = { level, muted, reducedMotion }
    if (level !== undefined && level !== toldLevel) this.#session?.command('level', level)
    if (muted !== undefined && muted !== toldMuted) {
      this.#session?.setSetting('muted', muted ? 1 : 0)
    }
    if (reducedMotion !== toldMotion) this.#session?.setReducedMotion(reducedMotion)
    this.#applyPause()
  }
}
