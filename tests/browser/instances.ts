// Games without the page around them: modules on canvases of a bare document, started, driven frame
// by frame and disposed by hand, so that a test sees each call and counts what is left.
import type { Page } from '@playwright/test'
import { installCensus } from './census'

export interface InstanceOptions {
  readonly cssWidth?: number
  readonly cssHeight?: number
  readonly pixelRatio?: number
}

interface Module {
  HEAPU8: Uint8Array
  _malloc(size: number): number
  _free(at: number): void
  _qn_app_start(pack: number, packSize: number, save: number, saveSize: number): number
  _qn_app_frame(now: number): void
  _qn_app_resize(width: number, height: number, ratio: number): void
  _qn_app_set_paused(paused: number): void
  _qn_app_status(index: number): number
  _qn_app_name(table: number, index: number): number
  _qn_app_set_setting(index: number, value: number): number
  _qn_app_audio_state(): number
  _qn_app_dispose(): void
}

interface Instance {
  readonly module: Module
  readonly canvas: HTMLCanvasElement
  now: number
}

/** What the bare document offers to tests as `games`. */
export interface Games {
  create(options?: InstanceOptions): Promise<number>
  start(index: number): number
  /** Runs so many frames of one tick each. */
  frames(index: number, count: number): void
  number(index: number, name: string): number
  resize(index: number, width: number, height: number, ratio: number): [number, number]
  setPaused(index: number, paused: boolean): void
  setSetting(index: number, name: string, value: number): void
  /** As in shell/web.h. */
  audioState(index: number): number
  /** A hash of the pixels that a frame without a tick leaves. */
  pixels(index: number): string
  loseContext(index: number): Promise<void>
  restoreContext(index: number): Promise<void>
  memoryBytes(index: number): number
  dispose(index: number): number
}

function install(): void {
  const STEP_MS = 1000 / 60
  const instances: (Instance | undefined)[] = []
  let parts: Promise<[(options: object) => Promise<Module>, WebAssembly.Module]> | undefined
  let pack = new Uint8Array()

  // What SDL would play with on the main thread.
  AudioContext.prototype.createScriptProcessor = () => {
    throw new Error('a game plays through a script processor')
  }

  const load = async () => {
    const [glue, wasm, bytes] = await Promise.all([
      import(String('/belfry/belfry.mjs')),
      WebAssembly.compileStreaming(fetch('/belfry/belfry.wasm')),
      fetch('/belfry/belfry.pack').then((response) => response.arrayBuffer()),
    ])
    pack = new Uint8Array(bytes)
    return [glue.default, wasm] as [(options: object) => Promise<Module>, WebAssembly.Module]
  }

  const at = (index: number): Instance => {
    const found = instances[index]
    if (!found) throw new Error(`there is no game ${index}`)
    return found
  }
  const textAt = (module: Module, address: number) =>
    new TextDecoder().decode(module.HEAPU8.subarray(address, module.HEAPU8.indexOf(0, address)))
  const copyIn = (module: Module, bytes: Uint8Array) => {
    const address = module._malloc(bytes.length)
    module.HEAPU8.set(bytes, address)
    return address
  }
  const placeOf = (module: Module, table: number, name: string) => {
    for (let index = 0; ; index++) {
      const address = module._qn_app_name(table, index)
      if (address === 0) throw new Error(`there is no ${name}`)
      if (textAt(module, address) === name) return index
    }
  }
  const number = (module: Module, name: string) => module._qn_app_status(placeOf(module, 0, name))
  const gl = (index: number) => {
    const context = at(index).canvas.getContext('webgl2')
    if (!context) throw new Error('the game has no context')
    return context
  }
  const change = (index: number, type: string, act: () => void) =>
    new Promise<void>((resolve) => {
      at(index).canvas.addEventListener(type, () => setTimeout(resolve), { once: true })
      act()
    })
  const losers = new Map<number, WEBGL_lose_context | null>()

  const games: Games = {
    create: async ({ cssWidth = 320, cssHeight = 200, pixelRatio = 1 } = {}) => {
      parts ??= load()
      const [factory, wasm] = await parts
      const canvas = document.createElement('canvas')
      canvas.tabIndex = 0
      canvas.style.cssText = `width:${cssWidth}px;height:${cssHeight}px;touch-action:none;display:block`
      document.body.append(canvas)
      const module = await factory({
        canvas,
        instantiateWasm: (
          imports: WebAssembly.Imports,
          receive: (instance: WebAssembly.Instance) => void,
        ) => {
          WebAssembly.instantiate(wasm, imports).then(receive)
          return {}
        },
        print: () => {},
        printErr: () => {},
      })
      module._qn_app_resize(cssWidth, cssHeight, pixelRatio)
      return instances.push({ module, canvas, now: 1000 }) - 1
    },
    start: (index) => {
      const { module } = at(index)
      const address = copyIn(module, pack)
      const error = module._qn_app_start(address, pack.length, 0, 0)
      module._free(address)
      return error
    },
    frames: (index, count) => {
      const game = at(index)
      for (let i = 0; i < count; i++) {
        game.now += STEP_MS
        game.module._qn_app_frame(game.now)
      }
    },
    number: (index, name) => number(at(index).module, name),
    resize: (index, width, height, ratio) => {
      const { module, canvas, now } = at(index)
      module._qn_app_resize(width, height, ratio)
      module._qn_app_frame(now)
      return [canvas.width, canvas.height]
    },
    setPaused: (index, paused) => at(index).module._qn_app_set_paused(paused ? 1 : 0),
    setSetting: (index, name, value) => {
      const { module } = at(index)
      module._qn_app_set_setting(placeOf(module, 5, name), value)
    },
    audioState: (index) => at(index).module._qn_app_audio_state(),
    pixels: (index) => {
      const { module, canvas, now } = at(index)
      const context = gl(index)
      module._qn_app_frame(now)
      const bytes = new Uint8Array(4 * canvas.width * canvas.height)
      context.bindFramebuffer(context.FRAMEBUFFER, null)
      context.readPixels(
        0,
        0,
        canvas.width,
        canvas.height,
        context.RGBA,
        context.UNSIGNED_BYTE,
        bytes,
      )
      let hash = 2166136261
      for (const byte of bytes) hash = Math.imul(hash ^ byte, 16777619)
      const colors = new Set(new Uint32Array(bytes.buffer)).size
      return `${(hash >>> 0).toString(16)} of ${colors} colours`
    },
    loseContext: (index) => {
      losers.set(index, gl(index).getExtension('WEBGL_lose_context'))
      return change(index, 'webglcontextlost', () => losers.get(index)?.loseContext())
    },
    restoreContext: (index) =>
      change(index, 'webglcontextrestored', () => losers.get(index)?.restoreContext()),
    memoryBytes: (index) => at(index).module.HEAPU8.buffer.byteLength,
    dispose: (index) => {
      const { module, canvas } = at(index)
      module._qn_app_dispose()
      canvas.remove()
      instances[index] = undefined
      return number(module, 'live-bytes')
    },
  }

  ;(window as unknown as { games: Games }).games = games
}

const DOCUMENT =
  '<!doctype html><title>Games</title><link rel=icon href=data:,><label>Name <input></label>'

/** A bare document of the site, with `games` and a census in it. */
export async function openBareDocument(page: Page): Promise<void> {
  await page.route('**/games.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: DOCUMENT }),
  )
  await page.addInitScript(installCensus)
  await page.addInitScript(install)
  await page.goto('/games.html')
}

/** A bare document with one game that has drawn its first pictures; the number of that game. */
export async function startOne(page: Page, options: { pixelRatio?: number } = {}): Promise<number> {
  await openBareDocument(page)
  return page.evaluate(async (given) => {
    const { games } = window as unknown as { games: Games }
    const index = await games.create(given)
    if (games.start(index) !== 0) throw new Error('the game does not start')
    games.frames(index, 2)
    return index
  }, options)
}
