// The canvas of one session and everything on the page that follows it: its size in device pixels,
// and whether the page is visible. `release` undoes all of it. Keys, pointers and focus are the
// module's own business.

/** More than this costs time that nobody sees. */
const MAX_PIXEL_RATIO = 2

export interface StageListener {
  readonly onResize: (cssWidth: number, cssHeight: number, pixelRatio: number) => void
  readonly onVisibility: (visible: boolean) => void
}

export interface Stage {
  readonly canvas: HTMLCanvasElement
  readonly release: () => void
}

function createCanvas(host: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.className = 'game-canvas'
  canvas.tabIndex = 0
  canvas.setAttribute('role', 'img')
  canvas.setAttribute(
    'aria-label',
    'Belfry: drag the sling with mouse or finger, let go to throw, and ring the bell',
  )
  host.append(canvas)
  return canvas
}

// The box in device pixels says how the browser rounded; where it says something else altogether
// (it does not know the ratio that developer tools emulate) the plain ratio is right.
function ratioOf(entry: ResizeObserverEntry): number {
  const devicePixels = entry.devicePixelContentBoxSize?.[0]?.inlineSize ?? 0
  const cssPixels = entry.contentRect.width
  const isRounding = Math.abs(devicePixels - cssPixels * devicePixelRatio) < 2
  return Math.min(isRounding ? devicePixels / cssPixels : devicePixelRatio, MAX_PIXEL_RATIO)
}

function watchSize(host: HTMLElement, listener: StageListener): () => void {
  const observer = new ResizeObserver((entries) => {
    const entry = entries.at(-1)
    if (!entry) return
    const { width, height } = entry.contentRect
    if (width > 0 && height > 0) listener.onResize(width, height, ratioOf(entry))
  })
  try {
    observer.observe(host, { box: 'device-pixel-content-box' })
  } catch {
    observer.observe(host)
  }
  return () => observer.disconnect()
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

export function createStage(host: HTMLElement, listener: StageListener): Stage {
  const canvas = createCanvas(host)
  const listening = new AbortController()
  const { signal } = listening
  document.addEventListener('visibilitychange', () => listener.onVisibility(!document.hidden), {
    signal,
  })
  watchModality(host, canvas, signal)
  const stopWatching = watchSize(host, listener)
  return {
    canvas,
    release: () => {
      listening.abort()
      stopWatching()
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
