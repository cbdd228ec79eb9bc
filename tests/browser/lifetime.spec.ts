// Twenty mounts and unmounts, by the links of the page itself, leave nothing behind.
import type { Page } from '@playwright/test'
import { BelfryPage, expect, test } from './belfry'

interface Census {
  listeners: () => number
  instances: () => number
  contexts: () => number
}

// Counts listeners of window, document and body, live instances of WebAssembly and WebGL contexts.
function installCensus(): void {
  const held = new Map<EventTarget, Set<string>>()
  let next = 0
  const names = new WeakMap<object, number>()
  const nameOf = (listener: object) => {
    if (!names.has(listener)) names.set(listener, next++)
    return names.get(listener)
  }
  const keyOf = (type: string, listener: object, options: unknown) => {
    const capture =
      typeof options === 'object' ? (options as { capture?: boolean })?.capture : options
    return `${type} ${nameOf(listener)} ${Boolean(capture)}`
  }
  const isGlobal = (target: unknown): target is EventTarget =>
    target === window || target === document || target === document.body
  const { addEventListener, removeEventListener } = EventTarget.prototype

  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = (this as EventTarget | undefined) ?? window
    if (listener && isGlobal(target)) {
      const key = keyOf(type, listener, options)
      const keys = held.get(target) ?? new Set()
      held.set(target, keys.add(key))
      const signal = typeof options === 'object' ? options.signal : undefined
      if (signal) addEventListener.call(signal, 'abort', () => keys.delete(key))
      if (typeof options === 'object' && options.once) {
        addEventListener.call(target, type, () => keys.delete(key), { once: true })
      }
    }
    addEventListener.call(target, type, listener, options)
  }
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = (this as EventTarget | undefined) ?? window
    if (listener && isGlobal(target)) held.get(target)?.delete(keyOf(type, listener, options))
    removeEventListener.call(target, type, listener, options)
  }

  const instances: WeakRef<object>[] = []
  const instantiate = WebAssembly.instantiate
  WebAssembly.instantiate = (async (...options: Parameters<typeof instantiate>) => {
    const result = await instantiate(...options)
    instances.push(new WeakRef(result))
    return result
  }) as typeof instantiate

  const contexts: WeakRef<WebGL2RenderingContext>[] = []
  const getContext = HTMLCanvasElement.prototype.getContext
  HTMLCanvasElement.prototype.getContext = function (
    this: HTMLCanvasElement,
    ...options: [string]
  ) {
    const context = getContext.apply(this, options) as unknown
    if (context instanceof WebGL2RenderingContext) contexts.push(new WeakRef(context))
    return context
  } as typeof getContext

  const live = new Set<WebGL2RenderingContext>()
  const census: Census = {
    listeners: () => [...held.values()].reduce((sum, keys) => sum + keys.size, 0),
    instances: () => instances.filter((instance) => instance.deref()).length,
    contexts: () => {
      live.clear()
      for (const reference of contexts) {
        const context = reference.deref()
        if (context && !context.isContextLost()) live.add(context)
      }
      const count = live.size
      live.clear()
      return count
    },
  }
  ;(window as unknown as { census: Census }).census = census
}

async function count(
  page: Page,
): Promise<{ listeners: number; instances: number; contexts: number }> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.detach()
  return page.evaluate(() => {
    const { census } = window as unknown as { census: Census }
    return {
      listeners: census.listeners(),
      instances: census.instances(),
      contexts: census.contexts(),
    }
  })
}

test('twenty visits leave no module, no listener and no context', async ({ page }) => {
  await page.addInitScript(installCensus)
  await page.goto('/physics')
  const belfry = new BelfryPage(page)
  const game = page.getByRole('link', { name: 'Game' })
  const physics = page.getByRole('link', { name: 'Physics' })

  const visit = async () => {
    await game.click()
    await expect(belfry.stage).toHaveAttribute('data-phase', 'running')
    await expect(belfry.canvas).toHaveCount(1)
    await physics.click()
    await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
    await expect(belfry.canvas).toHaveCount(0)
  }

  await visit()
  await expect.poll(async () => (await count(page)).instances).toBe(1)
  const after = await count(page)
  for (let round = 1; round < 20; round++) await visit()
  await expect.poll(() => count(page)).toEqual({ ...after, instances: 1, contexts: 0 })
})

test('leaving while the game still loads leaves nothing either', async ({ page }) => {
  await page.addInitScript(installCensus)
  await page.goto('/physics')
  const belfry = new BelfryPage(page)
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/belfry/belfry.pack', async (route) => {
    await released
    await route.continue().catch(() => {})
  })
  await page.getByRole('link', { name: 'Game' }).click()
  await expect(belfry.stage).toHaveAttribute('data-phase', 'loading')
  await page.getByRole('link', { name: 'Physics' }).click()
  await expect(page.getByTestId('bodies')).toHaveAttribute('data-bodies', '137')
  release()
  await expect.poll(() => count(page)).toMatchObject({ instances: 1, contexts: 0 })
})
