// Counts what games leave behind in a page: listeners, instances of WebAssembly, graphics contexts.
import type { Page } from '@playwright/test'

/** What a page holds. */
export interface Census {
  listeners: () => number
  instances: () => number
  contexts: () => number
}

// Counts listeners of window, document and body, live instances of WebAssembly and WebGL contexts.
export function installCensus(): void {
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

/** After a garbage collection. */
export async function count(
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
