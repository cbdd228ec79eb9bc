// The canvas of one session and everything on the page that follows it: its size in device pixels,
// what of it is covered, what the player prefers, and whether the page is visible. `release` undoes
// all of it. Keys, pointers and focus are the module's own business.

import type { Insets, Preferences } from './game-module.js'
import type { GameFacts } from './game-session.js'

/** More than this costs time that nobody sees. */
const MAX_PIXEL_RATIO = 2

const REDUCED_MOTION = '(prefers-reduced-motion: reduce)'
const LIGHT = '(prefers-color-scheme: light)'
const HIGH_CONTRAST = '(prefers-contrast: more)'

export interface StageListener {
  readonly onResize: (cssWidth: number, cssHeight: number, pixelRatio: number, safe: Insets) => void
  readonly onPreferences: (preferences: Preferences) => void
  /** Whether anybody can see the canvas. */
  readonly onVisibility: (visible: boolean) => void
}

export interface Stage {
  readonly canvas: HTMLCanvasElement
  /** The canvas that is seen: this one, or what the module laid over it to draw by the processor. */
  readonly shown: () => HTMLCanvasElement
  /** Tells the listener everything once more. */
  readonly report: () => void
  readonly release: () => void
}

function createCanvas(host: HTMLElement, game: GameFacts): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.className = 'quoin-game-canvas'
  canvas.tabIndex = 0
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', `${game.title}: ${game.description}`)
  host.append(canvas)
  fill(host, canvas)
  return canvas
}

// What a page without the style sheet needs: a box of some height, and the canvas all over it.
function fill(host: HTMLElement, canvas: HTMLCanvasElement): void {
  if (getComputedStyle(host).position === 'static') host.style.position = 'relative'
  if (host.clientHeight === 0) host.style.aspectRatio = '16 / 10'
  canvas.style.cssText =
    'position:absolute;inset:0;display:block;width:100%;height:100%;touch-action:none'
}

// The box in device pixels says how the browser rounded; where it says something else altogether
// (it does not know the ratio that developer tools emulate) the plain ratio is right.
function ratioOf(entry: ResizeObserverEntry): number {
  const devicePixels = entry.devicePixelContentBoxSize?.[0]?.inlineSize ?? 0
  const cssPixels = entry.contentRect.width
  const isRounding = Math.abs(devicePixels - cssPixels * devicePixelRatio) < 2
  return Math.min(isRounding ? devicePixels / cssPixels : devicePixelRatio, MAX_PIXEL_RATIO)
}

// What notches, round corners and system bars cover of the viewport is known to style sheets only.
function viewportInsets(host: HTMLElement): Insets {
  const probe = document.createElement('div')
  probe.style.cssText =
    'position:fixed;visibility:hidden;padding:env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left)'
  host.append(probe)
  const style = getComputedStyle(probe)
  const [top = 0, right = 0, bottom = 0, left = 0] = [
    style.paddingTop,
    style.paddingRight,
    style.paddingBottom,
    style.paddingLeft,
  ].map(Number.parseFloat)
  probe.remove()
  return { left, top, right, bottom }
}

function safeAreaOf(host: HTMLElement): Insets {
  const { left, top, right, bottom } = viewportInsets(host)
  const box = host.getBoundingClientRect()
  return {
    left: Math.max(0, left - box.left),
    top: Math.max(0, top - box.top),
    right: Math.max(0, box.right - (innerWidth - right)),
    bottom: Math.max(0, box.bottom - (innerHeight - bottom)),
  }
}

// Out of sight a game costs nothing: neither when the page is hidden, nor when it is scrolled away.
function watchVisibility(
  canvas: HTMLElement,
  listener: StageListener,
  signal: AbortSignal,
): () => void {
  let isInView = true
  const report = () => listener.onVisibility(isInView && !document.hidden)
  document.addEventListener('visibilitychange', report, { signal })
  const observer = new IntersectionObserver((entries) => {
    isInView = entries.at(-1)?.isIntersecting ?? isInView
    report()
  })
  observer.observe(canvas)
  return () => observer.disconnect()
}

/** Returns how to ask for the last size again, and how to stop. */
function watchSize(host: HTMLElement, listener: StageListener): [() => void, () => void] {
  let last: ResizeObserverEntry | undefined
  const report = () => {
    const { width = 0, height = 0 } = last?.contentRect ?? {}
    if (last && width > 0 && height > 0) {
      listener.onResize(width, height, ratioOf(last), safeAreaOf(host))
    }
  }
  const observer = new ResizeObserver((entries) => {
    last = entries.at(-1) ?? last
    report()
  })
  try {
    observer.observe(host, { box: 'device-pixel-content-box' })
  } catch {
    observer.observe(host)
  }
  return [report, () => observer.disconnect()]
}

// The scheme is the page's, which may be a fixed one or follow the player's.
function preferencesOf(host: HTMLElement): Preferences {
  const scheme = getComputedStyle(host).colorScheme
  const isFixed = !(scheme.includes('light') && scheme.includes('dark'))
  return {
    reducedMotion: matchMedia(REDUCED_MOTION).matches,
    light: isFixed ? !scheme.includes('dark') : matchMedia(LIGHT).matches,
    highContrast: matchMedia(HIGH_CONTRAST).matches,
  }
}

function watchPreferences(
  host: HTMLElement,
  listener: StageListener,
  signal: AbortSignal,
): () => void {
  const report = () => listener.onPreferences(preferencesOf(host))
  for (const query of [REDUCED_MOTION, LIGHT, HIGH_CONTRAST]) {
    matchMedia(query).addEventListener('change', report, { signal })
  }
  return report
}

// The focus ring is for those who use keys: the module focuses the canvas on each press, and a ring
// around the whole picture would only be in the way of a pointer.
function watchModality(host: HTMLElement, canvas: HTMLElement, signal: AbortSignal): void {
  const markPointer = () => {
    canvas.dataset.pointer = ''
  }
  const markKeys = () => {
    delete canvas.dataset.pointer
  }
  host.addEventListener('pointerdown', markPointer, { capture: true, signal })
  host.addEventListener('keydown', markKeys, { capture: true, signal })
  canvas.addEventListener('blur', markKeys, { signal })
}

export function createStage(host: HTMLElement, game: GameFacts, listener: StageListener): Stage {
  const canvas = createCanvas(host, game)
  const listening = new AbortController()
  const { signal } = listening
  const stopWatchingView = watchVisibility(canvas, listener, signal)
  watchModality(host, canvas, signal)
  const [reportSize, stopWatching] = watchSize(host, listener)
  const reportPreferences = watchPreferences(host, listener, signal)
  return {
    canvas,
    shown: () => host.querySelector<HTMLCanvasElement>('canvas[data-over]') ?? canvas,
    report: () => {
      reportSize()
      reportPreferences()
    },
    release: () => {
      listening.abort()
      stopWatching()
      stopWatchingView()
      loseContext(canvas)
      canvas.remove()
    },
  }
}

// The module gives up its context when it is disposed; one that trapped cannot, and a context that
// waits for garbage collection counts against the few that a page may have.
function loseContext(canvas: HTMLCanvasElement): void {
  const context = canvas.getContext('webgl2')
  if (context && !context.isContextLost()) {
    context.getExtension('WEBGL_lose_context')?.loseContext()
  }
}
