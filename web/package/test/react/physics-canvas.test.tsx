import { createRef } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { page as browser, userEvent } from 'vitest/browser'
import type { PhysicsWorld } from '../../src/physics-world.js'
import {
  PhysicsCanvas,
  type PhysicsCanvasHandle,
  type PhysicsCanvasOptions,
  useWasmPhysics,
} from '../../src/react/index.js'
import type { BodyId } from '../../src/structs.gen.js'
import { type Mounted, mount, nothingLeft } from './mount.js'

const STILL = { gravityMps2: { x: 0, y: 0 } }

/** A box of 2 m in the middle, and where it is. */
function mountBox(options: Partial<PhysicsCanvasOptions> = {}) {
  let seen: { world: PhysicsWorld; box: BodyId } | undefined
  const setup = (world: PhysicsWorld) => {
    const box = world.body.create({ type: 'dynamic' })
    world.shape.createBox(box, { x: 0, y: 0 }, { x: 1, y: 1 }, 0)
    seen = { world, box }
  }
  const ref = createRef<PhysicsCanvasHandle>()
  const element = (more: Partial<PhysicsCanvasOptions> = {}) => (
    <div style={{ width: 480 }}>
      <PhysicsCanvas
        ref={ref}
        label="A box"
        physics={{ world: STILL, setup }}
        sizeM={{ x: 16, y: 10 }}
        {...options}
        {...more}
      />
    </div>
  )
  const page = mount(element())
  const at = () => {
    if (!seen) throw new Error('there is no box')
    return seen.world.body.pose(seen.box).p
  }
  const handle = () => {
    if (!ref.current) throw new Error('there is no handle')
    return ref.current
  }
  const ready = () => vi.waitFor(() => expect(isDrawn(page)).toBe(true), { timeout: 10_000 })
  return { ...page, element, at, handle, ready }
}

const canvasOf = ({ host }: Mounted) => host.querySelector('canvas') as HTMLCanvasElement

/** Whether there is something in the middle. */
function isDrawn(page: Mounted): boolean {
  const canvas = canvasOf(page)
  const [x, y] = [Math.round(canvas.width / 2) + 9, Math.round(canvas.height / 2) + 9]
  return (canvas.getContext('2d')?.getImageData(x, y, 1, 1).data[3] ?? 0) > 0
}

async function drag(page: Mounted, from: [number, number], to: [number, number]): Promise<void> {
  const canvas = canvasOf(page)
  await userEvent.dragAndDrop(canvas, canvas, {
    sourcePosition: { x: from[0], y: from[1] },
    targetPosition: { x: to[0], y: to[1] },
    steps: 12,
  })
}

describe('PhysicsCanvas', () => {
  it('draws a world with the pixels of the screen, named and reached by keys', async () => {
    const page = mountBox()
    await page.ready()
    const canvas = canvasOf(page)
    expect([canvas.clientWidth, canvas.clientHeight]).toEqual([480, 300])
    const ratio = Math.min(devicePixelRatio, 2)
    expect([canvas.width, canvas.height]).toEqual([480 * ratio, 300 * ratio])
    expect(canvas.getAttribute('role')).toBe('application')
    expect(canvas.getAttribute('aria-label')).toBe('A box')
    expect(document.getElementById(canvas.getAttribute('aria-describedby') ?? '')).toBeTruthy()
    expect(canvas.tabIndex).toBe(0)
    page.host.querySelector('div')?.style.setProperty('width', '320px')
    await vi.waitFor(() => expect(canvas.width).toBe(320 * ratio))
    expect(canvas.height).toBe(200 * ratio)
    page.unmount()
    await nothingLeft()
  })

  it('drags the body that is under the pointer, and lets it go', async () => {
    const page = mountBox()
    await page.ready()
    await drag(page, [240, 150], [380, 150])
    await vi.waitFor(() => expect(page.at().x).toBeGreaterThan(0.5))
    expect(Math.abs(page.at().y)).toBeLessThan(0.5)
    expect(page.handle().camera).toEqual({ centerM: { x: 0, y: 0 }, zoom: 1 })
  })

  it('moves the view beside bodies and leaves them alone', async () => {
    const page = mountBox()
    await page.ready()
    await drag(page, [60, 60], [120, 90])
    // 30 pixels are a metre.
    expect(page.handle().camera.centerM.x).toBeCloseTo(-2, 1)
    expect(page.handle().camera.centerM.y).toBeCloseTo(1, 1)
    expect(page.at()).toEqual({ x: 0, y: 0 })
  })

  it('is moved and zoomed by keys, and by the wheel once it has the focus', async () => {
    const page = mountBox()
    await page.ready()
    const canvas = canvasOf(page)
    const wheel = () =>
      canvas.dispatchEvent(
        new WheelEvent('wheel', { deltaY: -100, bubbles: true, cancelable: true }),
      )
    expect(wheel()).toBe(true)
    expect(page.handle().camera.zoom).toBe(1)
    canvas.focus()
    expect(wheel()).toBe(false)
    expect(page.handle().camera.zoom).toBeGreaterThan(1.1)
    await userEvent.keyboard('0')
    await userEvent.keyboard('+')
    await userEvent.keyboard('{ArrowRight}')
    expect(page.handle().camera.zoom).toBeCloseTo(1.25)
    expect(page.handle().camera.centerM.x).toBeCloseTo(40 / (30 * 1.25))
    const { left, top } = canvas.getBoundingClientRect()
    const middle = page.handle().pointAt(left + 240, top + 150)
    expect(middle.x).toBeCloseTo(page.handle().camera.centerM.x)
    page.handle().resetCamera()
    expect(page.handle().camera.zoom).toBe(1)
  })

  it('is a picture where nothing can be done with it', async () => {
    const page = mountBox({ grab: false, pan: false })
    await page.ready()
    const canvas = canvasOf(page)
    expect(canvas.getAttribute('role')).toBe('img')
    expect(canvas.hasAttribute('tabindex')).toBe(false)
    await drag(page, [240, 150], [380, 150])
    expect(page.at()).toEqual({ x: 0, y: 0 })
    expect(page.handle().camera.centerM).toEqual({ x: 0, y: 0 })
  })

  it('keeps its camera when it is given another world', async () => {
    function Shown() {
      const { world, reset } = useWasmPhysics({ world: STILL, setup: box })
      return (
        <>
          <PhysicsCanvas ref={shown} label="A box" world={world} />
          <button type="button" onClick={reset}>
            again
          </button>
        </>
      )
    }
    const worlds: PhysicsWorld[] = []
    const box = (world: PhysicsWorld) => {
      worlds.push(world)
      const body = world.body.create({ type: 'dynamic' })
      world.shape.createBox(body, { x: 0, y: 0 }, { x: 2, y: 2 }, 0)
    }
    const shown = createRef<PhysicsCanvasHandle>()
    const page = mount(<Shown />)
    await vi.waitFor(() => expect(isDrawn(page)).toBe(true), { timeout: 10_000 })
    if (shown.current) shown.current.camera = { centerM: { x: 1, y: 0 }, zoom: 1.5 }
    await browser.getByRole('button', { name: 'again' }).click()
    await vi.waitFor(() => expect(worlds).toHaveLength(2))
    await vi.waitFor(() => expect(isDrawn(page)).toBe(true))
    expect(shown.current?.camera).toEqual({ centerM: { x: 1, y: 0 }, zoom: 1.5 })
  })
})
