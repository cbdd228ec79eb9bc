import { Activity, createRef } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { Belfry, type BelfryHandle, type BelfryProps } from '../../src/react/index.js'
import { type Mounted, mount } from './mount.js'

const stageOf = ({ host }: Mounted) => host.querySelector('[data-testid=stage]') as HTMLElement
const numbersOf = ({ host }: Mounted) => host.querySelector('[data-testid=belfry]') as HTMLElement
const canvases = () => document.querySelectorAll('canvas')

const reaches = (page: Mounted, phase: string) =>
  vi.waitFor(() => expect(stageOf(page).dataset.phase).toBe(phase), { timeout: 20_000 })

async function play(props: BelfryProps = {}): Promise<Mounted & { game: BelfryHandle }> {
  const ref = createRef<BelfryHandle>()
  const page = mount(<Belfry ref={ref} saveKey="belfry-test" {...props} />)
  await reaches(page, 'running')
  if (!ref.current) throw new Error('there is no handle')
  return { ...page, game: ref.current }
}

const ticksOf = (page: Mounted) => Number(numbersOf(page).dataset.ticks)
const ticks = (page: Mounted, least: number) =>
  vi.waitFor(() => expect(ticksOf(page)).toBeGreaterThan(least), { timeout: 10_000 })

describe('Belfry', () => {
  it('plays from the files of the package, one game under StrictMode', async () => {
    const onReady = vi.fn()
    const page = await play({ onReady })
    await ticks(page, 0)
    expect(canvases()).toHaveLength(1)
    expect(onReady).toHaveBeenCalledTimes(1)
    expect(page.host.querySelectorAll('[aria-label^="Level "]')).toHaveLength(3)
    page.unmount()
    await vi.waitFor(() => expect(canvases()).toHaveLength(0))
  })

  it('stops, steps, goes on, and shows itself as a picture', async () => {
    const page = await play()
    await ticks(page, 0)
    page.game.pause()
    await vi.waitFor(() => expect(stageOf(page).dataset.paused).toBe('true'))
    await new Promise((resolve) => setTimeout(resolve, 600))
    const still = ticksOf(page)
    page.game.step(5)
    await vi.waitFor(() => expect(ticksOf(page)).toBe(still + 5), { timeout: 10_000 })
    const picture = await page.game.screenshot()
    expect(picture?.type).toBe('image/png')
    expect(picture?.size).toBeGreaterThan(1000)
    page.game.resume()
    await ticks(page, still + 6)
    page.game.dispose()
    await reaches(page, 'ended')
    expect(canvases()).toHaveLength(0)
    expect(await page.game.screenshot()).toBeUndefined()
  })

  it('follows its props: what the owner stops stays stopped, mute is told once', async () => {
    const onSave = vi.fn()
    const page = await play({ onSave, muted: true, paused: true, level: 2, reducedMotion: true })
    const speaker = () => page.host.querySelector('[data-testid=speaker]')
    expect(stageOf(page).dataset.paused).toBe('true')
    page.game.resume()
    expect(stageOf(page).dataset.paused).toBe('true')
    await vi.waitFor(() => expect(speaker()?.getAttribute('aria-pressed')).toBe('false'))
    await vi.waitFor(() =>
      expect(onSave).toHaveBeenCalledWith(expect.objectContaining({ kind: 'settings' })),
    )
    page.render(<Belfry saveKey="belfry-test" onSave={onSave} muted={false} />)
    await vi.waitFor(() => expect(stageOf(page).dataset.paused).toBe('false'))
    await vi.waitFor(() => expect(speaker()?.getAttribute('aria-pressed')).toBe('true'))
    await ticks(page, 0)
    // The third level is not open yet.
    expect(numbersOf(page).dataset.level).toBe('0')
    expect(canvases()).toHaveLength(1)
  })

  it('keeps its save under the name that it is given', async () => {
    await play({ saveKey: 'belfry-other', muted: true })
    await vi.waitFor(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name)
      expect(names).toContain('belfry-other')
    })
  })

  it('rests while an Activity is hidden, and goes on with the same run when it is shown', async () => {
    const onReady = vi.fn()
    const game = <Belfry saveKey="belfry-test" onReady={onReady} />
    const page = mount(<Activity mode="visible">{game}</Activity>)
    await reaches(page, 'running')
    await ticks(page, 20)
    page.render(<Activity mode="hidden">{game}</Activity>)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const before = ticksOf(page)
    await new Promise((resolve) => setTimeout(resolve, 1000))
    expect(ticksOf(page)).toBe(before)
    page.render(<Activity mode="visible">{game}</Activity>)
    await ticks(page, before)
    expect(ticksOf(page)).toBeLessThan(before + 60)
    expect(onReady).toHaveBeenCalledTimes(1)
    expect(canvases()).toHaveLength(1)
  })

  it('ends when what an Activity hides is removed', async () => {
    const page = mount(<Activity mode="visible">{<Belfry saveKey="belfry-test" />}</Activity>)
    await reaches(page, 'running')
    page.render(<Activity mode="hidden">{<Belfry saveKey="belfry-test" />}</Activity>)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(canvases()).toHaveLength(1)
    page.render(<p>Something else</p>)
    await vi.waitFor(() => expect(canvases()).toHaveLength(0))
  })

  it('waits for the player where it is told to, behind its poster', async () => {
    const onReady = vi.fn()
    const poster = <img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" />
    const page = mount(
      <Belfry saveKey="belfry-test" start="on-request" poster={poster} onReady={onReady} />,
    )
    await reaches(page, 'waiting')
    const status = page.host.querySelector('[data-testid=status]')
    expect(status?.textContent).toBe('Press Play to begin.')
    expect(canvases()).toHaveLength(0)
    expect(stageOf(page).querySelector('img')).not.toBeNull()
    const play = stageOf(page).querySelector('button')
    expect(play?.textContent).toBe('Play Belfry')
    play?.click()
    await reaches(page, 'running')
    expect(onReady).toHaveBeenCalledTimes(1)
    expect(document.activeElement).toBe(canvases()[0])
    expect(stageOf(page).querySelector('img')).toBeNull()
  })

  it('starts by itself only where a graphics card draws', async () => {
    const original = WebGL2RenderingContext.prototype.getParameter
    let renderer = 'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device), SwiftShader driver)'
    const spy = vi
      .spyOn(WebGL2RenderingContext.prototype, 'getParameter')
      .mockImplementation(function (this: WebGL2RenderingContext, name: number) {
        const value: unknown = original.call(this, name)
        return typeof value === 'string' && /swiftshader/i.test(value) ? renderer : value
      })
    const slow = mount(<Belfry saveKey="belfry-test" start="auto" />)
    await reaches(slow, 'waiting')
    slow.unmount()
    renderer = 'ANGLE (NVIDIA, NVIDIA GeForce GTX 1650, OpenGL 4.6)'
    const fast = mount(<Belfry saveKey="belfry-test" start="auto" />)
    await reaches(fast, 'running')
    fast.unmount()
    spy.mockRestore()
  })

  it('shows the slot for what goes wrong, tells a typed error, and tries again', async () => {
    const onError = vi.fn()
    const fallback: BelfryProps['fallback'] = ({ error, retry }) => (
      <button type="button" onClick={retry}>
        {error ? error.code : 'one moment'}
      </button>
    )
    const page = mount(<Belfry src="/there-is-nothing" onError={onError} fallback={fallback} />)
    await reaches(page, 'failed')
    expect(stageOf(page).textContent).toMatch(/^wasm-/)
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ name: 'QuoinError' }))
    stageOf(page).querySelector('button')?.click()
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(2), { timeout: 10_000 })
    await reaches(page, 'failed')
  })

  it('leaves no canvas and no graphics context after fifty mounts', async () => {
    const contexts = new Set<WebGL2RenderingContext>()
    const original = HTMLCanvasElement.prototype.getContext
    const spy = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
      this: HTMLCanvasElement,
      ...asked: unknown[]
    ) {
      const context = Reflect.apply(original, this, asked)
      if (context instanceof WebGL2RenderingContext) contexts.add(context)
      return context
    })
    for (let round = 0; round < 50; round++) {
      const page = mount(<Belfry saveKey="belfry-test" />)
      // The others go at some other moment of the load.
      if (round % 5 === 0) await reaches(page, 'running')
      else await new Promise((resolve) => setTimeout(resolve, 15 * (round % 5)))
      page.unmount()
    }
    await vi.waitFor(() => expect(canvases()).toHaveLength(0))
    expect(contexts.size).toBeGreaterThan(9)
    await vi.waitFor(() => {
      const live = [...contexts].filter((context) => !context.isContextLost())
      expect(live).toHaveLength(0)
    })
    spy.mockRestore()
  }, 120_000)
})
