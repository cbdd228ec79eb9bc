import { Activity } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { load } from '../../src/load.js'
import { PhysicsWorld } from '../../src/physics-world.js'
import { useWasmPhysics, type WasmPhysics, type WasmPhysicsOptions } from '../../src/react/index.js'
import { engineUsers, mount, nothingLeft, textOf } from './mount.js'

const GRAVITY = { gravityMps2: { x: 0, y: -10 } }

function ground(world: PhysicsWorld): void {
  const body = world.body.create({ type: 'static', positionM: { x: 0, y: -1 } })
  world.shape.createBox(body, { x: 0, y: 0 }, { x: 10, y: 1 }, 0)
}

const ball = (world: PhysicsWorld, body: Parameters<PhysicsWorld['shape']['createCircle']>[0]) => {
  world.shape.createCircle(body, { x: 0, y: 0 }, 0.5)
}

interface WorldProps extends WasmPhysicsOptions {
  readonly onPhysics?: (physics: WasmPhysics) => void
}

function World({ onPhysics, ...options }: WorldProps) {
  const physics = useWasmPhysics({ world: GRAVITY, setup: ground, ...options })
  onPhysics?.(physics)
  return (
    <div style={{ position: 'relative' }}>
      <p>{physics.error?.message ?? physics.status}</p>
      <span ref={physics.follow('ball', { pixelsPerM: 10 })} style={{ position: 'absolute' }}>
        o
      </span>
    </div>
  )
}

/** A component whose newest `WasmPhysics` is at hand. */
function mountWorld(options: WasmPhysicsOptions = {}, activity?: 'visible') {
  let physics: WasmPhysics | undefined
  const keep = (now: WasmPhysics) => {
    physics = now
  }
  const element = <World onPhysics={keep} {...options} />
  const page = mount(activity ? <Activity mode={activity}>{element}</Activity> : element)
  const current = (): WasmPhysics => {
    if (!physics) throw new Error('it was never rendered')
    return physics
  }
  const world = (): PhysicsWorld => {
    const found = current().world
    if (!found) throw new Error('there is no world')
    return found
  }
  return { ...page, element, current, world }
}

describe('useWasmPhysics', () => {
  it('makes one world under StrictMode, and frees it', async () => {
    const setup = vi.fn(ground)
    const teardown = vi.fn()
    const { host, unmount, world } = mountWorld({ setup, teardown })
    await textOf(host, 'ready')
    const made = world()
    expect(setup).toHaveBeenCalledTimes(1)
    expect(engineUsers()).toEqual([1])
    unmount()
    await nothingLeft()
    expect(teardown).toHaveBeenCalledTimes(1)
    expect(made.isDisposed).toBe(true)
  })

  it('steps by hand while paused, as a world without React does', async () => {
    const { host, current, world } = mountWorld({ paused: true })
    await textOf(host, 'ready')
    current().addBody('ball', { type: 'dynamic', positionM: { x: 0, y: 5 } }, ball)
    for (let step = 0; step < 100; step++) current().step()

    const engine = await load()
    const alone = new PhysicsWorld(engine, GRAVITY)
    ground(alone)
    ball(alone, alone.body.create({ type: 'dynamic', positionM: { x: 0, y: 5 } }))
    for (let step = 0; step < 100; step++) alone.step(1 / 60)
    expect(world().stateHash()).toBe(alone.stateHash())
    expect(current().frame.current?.stepCount).toBe(100)
    alone.dispose()
    engine.release()
  })

  it('runs by the clock at its own rate, and hands out each frame', async () => {
    const alphas: number[] = []
    const onStep = vi.fn()
    const { host, current } = mountWorld({ onStep, onFrame: (_, alpha) => alphas.push(alpha) })
    await textOf(host, 'ready')
    await vi.waitFor(() => expect(onStep.mock.calls.length).toBeGreaterThan(10))
    expect(alphas.every((alpha) => alpha >= 0 && alpha < 1)).toBe(true)
    expect(current().frame.current?.poses.every(Number.isFinite)).toBe(true)
  })

  it('knows bodies by name, replaces and removes them', async () => {
    const { host, current, world } = mountWorld({ paused: true })
    await textOf(host, 'ready')
    const first = current().addBody('ball', { type: 'dynamic' }, ball)
    const second = current().addBody('ball', { type: 'dynamic' }, ball)
    expect(world().body.isAlive(first)).toBe(false)
    expect(current().bodyOf('ball')).toBe(second)
    expect(() =>
      current().addBody('ball', { type: 'dynamic' }, (w, body) => {
        w.shape.createCircle(body, { x: 0, y: 0 }, -1)
      }),
    ).toThrow(expect.objectContaining({ name: 'QuoinError' }))
    expect(current().bodyOf('ball')).toBe(second)
    expect(world().bodies()).toHaveLength(2)
    expect(current().removeBody('ball')).toBe(true)
    expect(current().removeBody('ball')).toBe(false)
    expect(current().bodyOf('ball')).toBeUndefined()
  })

  it('moves elements with bodies', async () => {
    const { host, current, world } = mountWorld({ paused: true })
    await textOf(host, 'ready')
    const element = host.querySelector('span') as HTMLElement
    await vi.waitFor(() => expect(element.style.visibility).toBe('hidden'))
    const body = current().addBody('ball', { type: 'dynamic', positionM: { x: 3, y: 2 } }, ball)
    await vi.waitFor(() => expect(element.style.visibility).toBe(''))
    await vi.waitFor(() => {
      const { e, f } = new DOMMatrix(getComputedStyle(element).transform)
      const box = element.getBoundingClientRect()
      expect([e + box.width / 2, f + box.height / 2].map(Math.round)).toEqual([30, -20])
    })
    expect(world().body.isAlive(body)).toBe(true)
  })

  it('goes on bit by bit after an Activity was hidden, and holds nothing meanwhile', async () => {
    const { element, render, current, world } = mountWorld({ paused: true }, 'visible')
    await vi.waitFor(() => expect(current().status).toBe('ready'))
    current().addBody('ball', { type: 'dynamic', positionM: { x: 0, y: 5 } }, ball)
    for (let step = 0; step < 30; step++) current().step()
    const hash = world().stateHash()
    const [before, body] = [world(), current().bodyOf('ball')]

    render(<Activity mode="hidden">{element}</Activity>)
    await nothingLeft()
    expect(before.isDisposed).toBe(true)

    render(<Activity mode="visible">{element}</Activity>)
    await vi.waitFor(() => {
      expect(current().world).toBeDefined()
      expect(current().world).not.toBe(before)
    })
    expect(world().stateHash()).toBe(hash)
    expect(current().bodyOf('ball')).toBe(body)
    expect(current().frame.current?.stepCount).toBe(30)
    current().step()
    expect(world().stateHash()).not.toBe(hash)
  })

  it('starts over when it is asked to', async () => {
    const { host, current, world } = mountWorld({ paused: true })
    await textOf(host, 'ready')
    const [fresh, before] = [world().stateHash(), world()]
    current().addBody('ball', { type: 'dynamic' }, ball)
    current().step()
    current().reset()
    await vi.waitFor(() => expect(current().world ?? before).not.toBe(before))
    expect(world().stateHash()).toBe(fresh)
    expect(current().bodyOf('ball')).toBeUndefined()
  })

  it('tells an error of the setup and of a step, gives all back, and tries again', async () => {
    let isBroken = true
    const { host, current } = mountWorld({
      setup: (world) => {
        if (isBroken) world.body.create({ type: 'nonsense' as never })
      },
    })
    await textOf(host, /type must be one of/)
    await nothingLeft()
    expect(() => current().step()).toThrow(expect.objectContaining({ code: 'disposed' }))
    isBroken = false
    current().retry()
    await textOf(host, 'ready')
  })

  it('leaves nothing after fifty mounts', async () => {
    const request = vi.spyOn(window, 'requestAnimationFrame')
    for (let round = 0; round < 50; round++) {
      const { host, unmount } = mountWorld()
      if (round % 3 !== 0) await textOf(host, 'ready')
      unmount()
    }
    await nothingLeft()
    const asked = request.mock.calls.length
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(request.mock.calls.length).toBe(asked)
    request.mockRestore()
  })
})
