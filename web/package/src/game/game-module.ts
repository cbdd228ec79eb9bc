// A game's module as shell/web.h describes it, seen from TypeScript: its functions, and nothing of
// its memory beyond copying bytes in and texts out. What a game can do and tell is asked by name;
// which games there are is not known here.

import { isDevelopment } from '../dispose.js'

export type Wish = 'pause' | 'fullscreen'

export interface GameCallbacks {
  /** The bytes are a view that is good until the callback returns. */
  readonly onSave: (bytes: Uint8Array) => void
  /** Likewise. */
  readonly onSettings: (bytes: Uint8Array) => void
  /** A player pressed it on a key or gamepad; it is a switch. */
  readonly onWish: (wish: Wish) => void
  readonly onEvent: (type: number, strength: number) => void
  readonly onContextLost: () => void
  readonly onContextRestored: () => void
  /** The state of the audio may be another. */
  readonly onAudio: () => void
  /** From now on the processor draws. */
  readonly onSoftware: () => void
}

/** No audio in this browser; held back until a touch or a key; stopped with the game; heard. */
const AUDIO_STATES = ['silent', 'locked', 'paused', 'running'] as const
export type AudioState = (typeof AUDIO_STATES)[number]

interface Exports {
  readonly HEAPU8: Uint8Array
  _malloc(sizeBytes: number): number
  _free(pointer: number): void
  _qn_app_start(pack: number, packBytes: number, save: number, saveBytes: number): number
  _qn_app_save_error(): number
  _qn_app_frame(nowMs: number): void
  _qn_app_set_paused(paused: number): void
  _qn_app_resize(cssWidth: number, cssHeight: number, pixelRatio: number): void
  _qn_app_set_safe_area(left: number, top: number, right: number, bottom: number): void
  _qn_app_set_preferences(flags: number): void
  _qn_app_command(command: number, argument: number): number
  _qn_app_hold(action: number, level: number): void
  _qn_app_status(index: number): number
  _qn_app_text(index: number): number
  _qn_app_set_text(index: number, text: number): number
  _qn_app_name(table: number, index: number): number
  _qn_app_check_save(bytes: number, size: number): number
  _qn_app_save(): number
  _qn_app_step(ticks: number): void
  _qn_app_read_settings(bytes: number, size: number): number
  _qn_app_setting(index: number): number
  _qn_app_set_setting(index: number, value: number): number
  _qn_app_binding(action: number, place: number): number
  _qn_app_bind(action: number, place: number, source: number): number
  _qn_app_is_toggle(action: number): number
  _qn_app_set_toggle(action: number, toggle: number): number
  _qn_app_reset_bindings(): void
  _qn_app_audio_state(): number
  _qn_app_dispose(): void
  _qn_app_trap(): void
  /** Of debug builds alone. */
  _qn_app_drill_overrun?(): void
}

type InstantiateWasm = (
  imports: WebAssembly.Imports,
  receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
) => Record<string, never>

type Factory = (
  options: GameCallbacks & {
    readonly canvas: HTMLCanvasElement
    readonly instantiateWasm: InstantiateWasm
    readonly print: (text: string) => void
    readonly printErr: (text: string) => void
  },
) => Promise<Exports>

/** What does not depend on a canvas and can be used for any number of modules. */
export interface GameParts {
  readonly factory: Factory
  readonly wasm: WebAssembly.Module
  readonly pack: Uint8Array
}

// What a sanitizer of a debug build has to say.
function report(text: string): void {
  // biome-ignore lint/suspicious/noConsole: for the person who develops the game
  if (isDevelopment()) console.error(text)
}

function instantiate(
  { factory, wasm }: GameParts,
  canvas: HTMLCanvasElement,
  callbacks: GameCallbacks,
): Promise<Exports> {
  return new Promise((resolve, reject) => {
    factory({
      ...callbacks,
      canvas,
      instantiateWasm: (imports, receive) => {
        WebAssembly.instantiate(wasm, imports).then((instance) => receive(instance, wasm), reject)
        return {}
      },
      print: () => {},
      printErr: report,
    }).then(resolve, reject)
  })
}

/** The numbers of a game and its host by name, and the hash of the run as text. */
export interface GameStatus {
  readonly numbers: Readonly<Record<string, number>>
  readonly stateHash: string
}

export interface Preferences {
  readonly reducedMotion: boolean
  readonly light: boolean
  readonly highContrast: boolean
}

/** One of a game's actions and what it is bound to, as of quoin/input.h; empty places are ''. */
export interface ActionBinding {
  readonly name: string
  readonly label: string
  readonly sources: readonly string[]
  readonly toggle: boolean
}

export interface Insets {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

// As in shell/web.h.
const STATUS_NAMES = 0
const COMMAND_NAMES = 1
const TEXT_NAMES = 2
const ACTION_NAMES = 3
const ACTION_LABELS = 4
const SETTING_NAMES = 5
/** Of one action. */
const SOURCES = 4
const REDUCED_MOTION = 1
const LIGHT = 2
const HIGH_CONTRAST = 4

function hex(word: number | undefined): string {
  return ((word ?? 0) >>> 0).toString(16).padStart(8, '0')
}

function terminated(text: string): Uint8Array {
  return new TextEncoder().encode(`${text}\0`)
}

export class GameModule {
  readonly #exports: Exports
  readonly #statusNames: readonly string[]

  private constructor(exports: Exports) {
    this.#exports = exports
    this.#statusNames = this.#names(STATUS_NAMES)
  }

  static async create(
    parts: GameParts,
    canvas: HTMLCanvasElement,
    callbacks: GameCallbacks,
  ): Promise<GameModule> {
    return new GameModule(await instantiate(parts, canvas, callbacks))
  }

  /** Returns the engine's error number; 0 is success. */
  start(pack: Uint8Array, save: Uint8Array): number {
    return this.#lend(pack, (packAt) =>
      this.#lend(save, (saveAt) =>
        this.#exports._qn_app_start(packAt, pack.length, saveAt, save.length),
      ),
    )
  }

  /** Of the save that was given at the start; 0 if it was read. */
  get saveError(): number {
    return this.#exports._qn_app_save_error()
  }

  frame(nowMs: number): void {
    this.#exports._qn_app_frame(nowMs)
  }

  get audioState(): AudioState {
    return AUDIO_STATES[this.#exports._qn_app_audio_state()] ?? 'silent'
  }

  setPaused(paused: boolean): void {
    this.#exports._qn_app_set_paused(paused ? 1 : 0)
  }

  resize(cssWidth: number, cssHeight: number, pixelRatio: number, safe: Insets): void {
    this.#exports._qn_app_resize(cssWidth, cssHeight, pixelRatio)
    this.#exports._qn_app_set_safe_area(safe.left, safe.top, safe.right, safe.bottom)
  }

  setPreferences({ reducedMotion, light, highContrast }: Preferences): void {
    const flags =
      (reducedMotion ? REDUCED_MOTION : 0) |
      (light ? LIGHT : 0) |
      (highContrast ? HIGH_CONTRAST : 0)
    this.#exports._qn_app_set_preferences(flags)
  }

  /** Returns the engine's error number; 0 is success. */
  command(name: string, argument = 0): number {
    return this.#exports._qn_app_command(this.#names(COMMAND_NAMES).indexOf(name), argument)
  }

  /** Holds an action so far, 0 to 1, as a button of the page does. */
  hold(action: string, level: number): void {
    this.#exports._qn_app_hold(this.#names(ACTION_NAMES).indexOf(action), level)
  }

  status(): GameStatus {
    const numbers: Record<string, number> = {}
    this.#statusNames.forEach((name, index) => {
      numbers[name] = this.#exports._qn_app_status(index)
    })
    const stateHash = hex(numbers['state-hash-high']) + hex(numbers['state-hash-low'])
    return { numbers, stateHash }
  }

  text(name: string): string {
    return this.#readText(this.#exports._qn_app_text(this.#names(TEXT_NAMES).indexOf(name)))
  }

  /** Returns the engine's error number; 0 is success. */
  setText(name: string, text: string): number {
    const index = this.#names(TEXT_NAMES).indexOf(name)
    return this.#lend(terminated(text), (at) => this.#exports._qn_app_set_text(index, at))
  }

  // ---- Saves and settings; where a number is returned it is the engine's error number ----

  /** Whether the bytes are a whole save of this game. */
  checkSave(bytes: Uint8Array): number {
    return this.#lend(bytes, (at) => this.#exports._qn_app_check_save(at, bytes.length))
  }

  /** What there is to save comes by onSave. */
  save(): number {
    return this.#exports._qn_app_save()
  }

  /** The next frame runs so many ticks, also while the game is paused. */
  step(ticks: number): void {
    this.#exports._qn_app_step(ticks)
  }

  readSettings(bytes: Uint8Array): number {
    return this.#lend(bytes, (at) => this.#exports._qn_app_read_settings(at, bytes.length))
  }

  settings(): Record<string, number> {
    return Object.fromEntries(
      this.#names(SETTING_NAMES).map((name, index) => [name, this.#exports._qn_app_setting(index)]),
    )
  }

  setSetting(name: string, value: number): number {
    return this.#exports._qn_app_set_setting(this.#names(SETTING_NAMES).indexOf(name), value)
  }

  bindings(): ActionBinding[] {
    const labels = this.#names(ACTION_LABELS)
    return this.#names(ACTION_NAMES).map((name, action) => ({
      name,
      label: labels[action] ?? name,
      sources: Array.from({ length: SOURCES }, (_, place) =>
        this.#readText(this.#exports._qn_app_binding(action, place)),
      ),
      toggle: this.#exports._qn_app_is_toggle(action) !== 0,
    }))
  }

  /** Whoever had the source before loses it; '' clears the place. */
  bind(action: string, place: number, source: string): number {
    const index = this.#names(ACTION_NAMES).indexOf(action)
    return this.#lend(terminated(source), (at) => this.#exports._qn_app_bind(index, place, at))
  }

  setToggle(action: string, toggle: boolean): number {
    const index = this.#names(ACTION_NAMES).indexOf(action)
    return this.#exports._qn_app_set_toggle(index, toggle ? 1 : 0)
  }

  resetBindings(): void {
    this.#exports._qn_app_reset_bindings()
  }

  dispose(): void {
    this.#exports._qn_app_dispose()
  }

  /** A fault drill: an instruction that cannot be, or in debug builds a write behind a block. */
  drill(kind: 'trap' | 'overrun'): void {
    if (kind === 'overrun') this.#exports._qn_app_drill_overrun?.()
    else this.#exports._qn_app_trap()
  }

  #names(table: number): string[] {
    const names: string[] = []
    for (;;) {
      const at = this.#exports._qn_app_name(table, names.length)
      if (at === 0) return names
      names.push(this.#readText(at))
    }
  }

  #readText(at: number): string {
    const bytes = this.#exports.HEAPU8
    return new TextDecoder().decode(bytes.subarray(at, bytes.indexOf(0, at)))
  }

  #lend(bytes: Uint8Array, call: (at: number) => number): number {
    const at = this.#exports._malloc(Math.max(bytes.length, 1))
    if (at === 0) throw new Error('there is no memory for the game')
    this.#exports.HEAPU8.set(bytes, at)
    const result = call(at)
    this.#exports._free(at)
    return result
  }
}
