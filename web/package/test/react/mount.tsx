// Components in a real document, and what they leave of the engine.
import { type ReactNode, StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect, vi } from 'vitest'
import { INTERFACE } from '../../src/exports.gen.js'

export interface Mounted {
  readonly host: HTMLElement
  render(node: ReactNode): void
  unmount(): void
}

const mounted = new Set<{ root: Root; host: HTMLElement }>()

afterEach(async () => {
  for (const { root, host } of mounted) {
    root.unmount()
    host.remove()
  }
  mounted.clear()
  await nothingLeft()
})

/** Under StrictMode, as a careful user has it, unless another is given. */
export function mount(node: ReactNode, Mode: typeof StrictMode = StrictMode): Mounted {
  const host = document.createElement('div')
  document.body.append(host)
  const root = createRoot(host)
  const entry = { root, host }
  mounted.add(entry)
  const render = (next: ReactNode) => root.render(<Mode>{next}</Mode>)
  render(node)
  return {
    host,
    render,
    unmount: () => {
      root.unmount()
      host.remove()
      mounted.delete(entry)
    },
  }
}

interface Entry {
  readonly core: Promise<unknown>
  readonly users: number
}

/** How many share each engine that is loaded. */
export function engineUsers(): number[] {
  const engines = (globalThis as Record<symbol, unknown>)[Symbol.for(`quoin.engines ${INTERFACE}`)]
  return [...((engines as Map<string, Entry> | undefined)?.values() ?? [])].map(
    ({ users }) => users,
  )
}

export const nothingLeft = () => vi.waitFor(() => expect(engineUsers()).toEqual([]))

export async function textOf(host: HTMLElement, text: string | RegExp): Promise<void> {
  await vi.waitFor(() => expect(host.textContent).toMatch(text), { timeout: 10_000 })
}
