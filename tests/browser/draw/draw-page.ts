// The module of tests/draw/programs/draw_web.c in a page of its own.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'

export const ROOT: string = join(__dirname, '../../..')
const BUILT = join(ROOT, 'build/wasm')
const ADDRESS = 'http://draw.test/'
const HTML =
  '<!doctype html><title>draw</title><canvas id="canvas" width="128" height="96"></canvas>'
const TYPES: Readonly<Record<string, string>> = {
  'draw_web.mjs': 'text/javascript',
  'draw_web.wasm': 'application/wasm',
}

interface DrawModule {
  readonly HEAPU8: Uint8Array
  UTF8ToString(pointer: number): string
  _draw_web_open(): number
  _draw_web_scene_count(): number
  _draw_web_scene_name(index: number): number
  _draw_web_way_count(): number
  _draw_web_most_pixels_off(): number
  _draw_web_compare(index: number, way: number): number
  _draw_web_hash(): number
  _draw_web_picture_name(which: number): number
  _draw_web_png(which: number): number
  _draw_web_png_size_bytes(): number
}

declare global {
  interface Window {
    draw: DrawModule
  }
}

export interface About {
  readonly isOpen: boolean
  /** Of the rasteriser or the GPU. */
  readonly renderer: string
  readonly scenes: readonly string[]
  readonly mostPixelsOff: number
}

/** Of one way of drawing; -1 pixels off: it could not be drawn. */
export interface Verdict {
  readonly offCount: number
  readonly hash: string
}

export interface Picture {
  readonly name: string
  readonly bytes: number[]
}

export class DrawPage {
  readonly page: Page

  private constructor(page: Page) {
    this.page = page
  }

  static async open(browser: Browser): Promise<DrawPage> {
    const page = await browser.newPage()
    await page.route(`${ADDRESS}**`, (route) => {
      const name = new URL(route.request().url()).pathname.slice(1)
      const type = TYPES[name]
      if (!type) return route.fulfill({ contentType: 'text/html', body: HTML })
      return route.fulfill({ contentType: type, body: readFileSync(join(BUILT, name)) })
    })
    await page.goto(ADDRESS)
    return new DrawPage(page)
  }

  about(): Promise<About> {
    return this.page.evaluate(async () => {
      const { default: create } = await import(`${location.href}draw_web.mjs`)
      const canvas = document.querySelector('canvas') as HTMLCanvasElement
      const draw = (await create({ canvas })) as DrawModule
      window.draw = draw
      const isOpen = draw._draw_web_open() === 1
      const gl = canvas.getContext('webgl2')
      const info = gl?.getExtension('WEBGL_debug_renderer_info')
      const count = draw._draw_web_scene_count()
      return {
        isOpen,
        renderer: info ? String(gl?.getParameter(info.UNMASKED_RENDERER_WEBGL)) : '',
        scenes: Array.from({ length: count }, (_, index) =>
          draw.UTF8ToString(draw._draw_web_scene_name(index)),
        ),
        mostPixelsOff: draw._draw_web_most_pixels_off(),
      }
    })
  }

  /** Of each way, in one go; what `pictures` gives is of the last. */
  compare(index: number): Promise<Verdict[]> {
    return this.page.evaluate((at) => {
      const { draw } = window
      return Array.from({ length: draw._draw_web_way_count() }, (_, way) => ({
        offCount: draw._draw_web_compare(at, way),
        hash: draw.UTF8ToString(draw._draw_web_hash()),
      }))
    }, index)
  }

  /** Expected, actual and their difference, as PNG. */
  pictures(index: number, way: number): Promise<Picture[]> {
    return this.page.evaluate(
      ([at, by]) => {
        const { draw } = window
        draw._draw_web_compare(at, by)
        return [0, 1, 2].map((which) => {
          const start = draw._draw_web_png(which)
          const bytes = draw.HEAPU8.slice(start, start + draw._draw_web_png_size_bytes())
          const name = draw.UTF8ToString(draw._draw_web_picture_name(which))
          return { name, bytes: Array.from(bytes) }
        })
      },
      [index, way] as const,
    )
  }
}
