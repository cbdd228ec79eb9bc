// What an edit does that a development server sends to a running page: React puts the new component in
// the place of the old one and takes every effect down and up. Not so below StrictMode, where effects
// stay as they are.
import './inject-refresh.js'
import { type ComponentType, Fragment, StrictMode } from 'react'
import { performReactRefresh, register, setSignature } from 'react-refresh/runtime'
import { describe, expect, it, vi } from 'vitest'
import type { PhysicsWorld } from '../../src/physics-world.js'
import { Belfry, useWasmPhysics, type WasmPhysics } from '../../src/react/index.js'
import { engineUsers, mount, nothingLeft, textOf } from './mount.js'

/** As the development server does after an edit of the file that holds the component. */
function edit(id: string, component: ComponentType, hooks = 'the same hooks'): void {
  setSignature(component, hooks)
  register(component, id)
  performReactRefresh()
}

function setup(world: PhysicsWorld): void {
  const body = world.body.create({ type: 'dynamic', positionM: { x: 0, y: 5 } })
  world.shape.createCircle(body, { x: 0, y: 0 }, 0.5)
}

/** Two versions of a component that has a world, and what the last render of either got. */
function versions(options: Parameters<typeof useWasmPhysics>[0] = {}) {
  let physics: WasmPhysics | undefined
  const version = (words: string) =>
    function World() {
      physics = useWasmPhysics({ world: { gravityMps2: { x: 0, y: -10 } }, setup, ...options })
      return (
        <p>
          {words} {physics.status}
        </p>
      )
    }
  const current = (): WasmPhysics & { world: PhysicsWorld } => {
    const { world } = physics ?? {}
    if (!physics || !world) throw new Error('there is no world')
    return { ...physics, world }
  }
  return { version, current }
}

describe.each([
  ['plain', Fragment],
  ['StrictMode', StrictMode],
])('an edit of a component, %s', (mode, Mode) => {
  it('goes on with the same world, to the bit, and in one loop', async () => {
    const onFrame = vi.fn()
    const { version, current } = versions({ paused: true, onFrame })
    const First = version('first')
    edit(`kept ${mode}`, First)
    const { host, unmount } = mount(<First />, Mode)
    await textOf(host, 'first ready')
    for (let step = 0; step < 20; step++) current().step()
    const { world } = current()
    const hash = world.stateHash()

    edit(`kept ${mode}`, version('second'))
    await textOf(host, 'second ready')
    expect(current().world).toBe(world)
    expect(world.stateHash()).toBe(hash)
    expect(current().frame.current?.stepCount).toBe(20)
    current().step()
    expect(world.stateHash()).not.toBe(hash)

    onFrame.mockClear()
    const frames = await new Promise<number>((resolve) => {
      let count = 0
      const tick = () => (++count === 10 ? resolve(count) : requestAnimationFrame(tick))
      requestAnimationFrame(tick)
    })
    expect(Math.abs(onFrame.mock.calls.length - frames)).toBeLessThanOrEqual(1)
    expect(engineUsers()).toEqual([1])
    unmount()
    await nothingLeft()
  })

  it('leaves nothing after twenty, also of those that change its hooks', async () => {
    const teardown = vi.fn()
    const setupOnce = vi.fn(setup)
    const { version, current } = versions({ paused: true, setup: setupOnce, teardown })
    const First = version('edit 0')
    edit(`edited ${mode}`, First)
    const { host, unmount } = mount(<First />, Mode)
    await textOf(host, 'edit 0 ready')
    for (let round = 1; round <= 20; round++) {
      // Other hooks make React mount the component anew.
      edit(`edited ${mode}`, version(`edit ${round}`), `hooks ${Math.floor(round / 5)}`)
      await textOf(host, `edit ${round} ready`)
    }
    await vi.waitFor(() => expect(engineUsers()).toEqual([1]))
    expect(current().world.bodies()).toHaveLength(1)
    expect(teardown).toHaveBeenCalledTimes(setupOnce.mock.calls.length - 1)
    expect(setupOnce.mock.calls.length).toBeLessThan(8)
    unmount()
    await nothingLeft()
    expect(teardown).toHaveBeenCalledTimes(setupOnce.mock.calls.length)
  })

  it('lets a game play on', async () => {
    const onReady = vi.fn()
    // Called and not rendered, so that its effects are those of what is edited.
    const version = (words: string) =>
      function Page() {
        return Belfry({ saveKey: 'belfry-edit', onReady, className: words })
      }
    const First = version('first')
    edit(`page ${mode}`, First)
    const { host, unmount } = mount(<First />, Mode)
    const find = (selector: string) => host.querySelector(selector) as HTMLElement
    const ticks = () => Number(find('[data-testid=belfry]').dataset.ticks ?? 0)
    await vi.waitFor(() => expect(ticks()).toBeGreaterThan(0), { timeout: 20_000 })
    const [picture, played] = [find('canvas'), ticks()]

    edit(`page ${mode}`, version('second'))
    await vi.waitFor(() => expect(find('.second')).toBeTruthy())
    await vi.waitFor(() => expect(ticks()).toBeGreaterThan(played), { timeout: 10_000 })
    expect([...host.querySelectorAll('canvas')]).toEqual([picture])
    expect(onReady).toHaveBeenCalledTimes(1)
    unmount()
    await vi.waitFor(() => expect(document.querySelectorAll('canvas')).toHaveLength(0))
  })
})
