import { Component, type ReactNode } from 'react'
import { describe, expect, it, vi } from 'vitest'
import type { LoadProgress } from '../../src/progress.js'
import { useWasm, type Wasm, WasmLoader, WasmSuspense } from '../../src/react/index.js'
import { engineUsers, mount, nothingLeft, textOf } from './mount.js'

const MISSING = '/there-is-no-such.wasm'

function Status({ onWasm, url }: { onWasm?: (wasm: Wasm) => void; url?: string }) {
  const wasm = useWasm({ url })
  onWasm?.(wasm)
  return <p>{wasm.status}</p>
}

describe('useWasm', () => {
  it('loads, tells how far it is, and gives the engine', async () => {
    const seen: Wasm[] = []
    const { host } = mount(<Status onWasm={(wasm) => seen.push(wasm)} />)
    await textOf(host, 'ready')
    const statuses = new Set(seen.map(({ status }) => status))
    expect([...statuses]).toEqual(
      ['idle', 'loading', 'ready'].filter((s) => statuses.has(s as never)),
    )
    const last = seen.at(-1)
    expect(last?.ready).toBe(true)
    expect(last?.engine?.liveBytes).toBeGreaterThanOrEqual(0)
    expect(last?.module).toBe(last?.engine?.module)
    expect(last?.module).toBeInstanceOf(WebAssembly.Module)
    const ratios = seen.flatMap(({ progress }) => (progress ? [progress.ratio] : []))
    expect(ratios).toEqual(ratios.toSorted((a, b) => a - b))
    expect(ratios.at(-1)).toBe(1)
  })

  it('shares one engine between all that use it, and gives it back with the last', async () => {
    const { host, render } = mount([<Status key="a" />, <Status key="b" />])
    await textOf(host, 'readyready')
    expect(engineUsers()).toEqual([1])
    render(<Status key="a" />)
    await textOf(host, /^ready$/)
    expect(engineUsers()).toEqual([1])
    render(null)
    await nothingLeft()
  })

  it('says what is wrong, and tries again when it is asked to', async () => {
    const seen: Wasm[] = []
    const { host } = mount(<Status url={MISSING} onWasm={(wasm) => seen.push(wasm)} />)
    await textOf(host, 'error')
    expect(seen.at(-1)?.error).toMatchObject({ code: expect.stringMatching(/^wasm-not-/) })
    expect(engineUsers()).toEqual([])
    seen.splice(0).at(-1)?.retry()
    await vi.waitFor(() => expect(seen.at(-1)?.status).toBe('error'))
    expect(seen.map(({ status }) => status)).toContain('loading')
  })
})

class Boundary extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {}
  static getDerivedStateFromError(error: Error) {
    return { error }
  }
  override render() {
    return this.state.error ? <p>caught {this.state.error.message}</p> : this.props.children
  }
}

describe('WasmLoader', () => {
  it('shows a progress bar with a name, then the children', async () => {
    const seen: (number | undefined)[] = []
    const watch = (progress: LoadProgress | undefined) => {
      seen.push(progress?.ratio)
      return <p>waiting</p>
    }
    const { host } = mount(
      <WasmLoader fallback={watch}>{(engine) => <p>{String(engine.isReleased)}</p>}</WasmLoader>,
    )
    await textOf(host, 'false')
    expect(seen.length).toBeGreaterThan(0)
    const bare = mount(<WasmLoader url="/never">{null}</WasmLoader>)
    await vi.waitFor(() => expect(bare.host.querySelector('progress, [role=alert]')).toBeTruthy())
  })

  it('shows the error with a button that tries again', async () => {
    const waiting = vi.fn(() => <p>waiting</p>)
    const { host } = mount(
      <WasmLoader url={MISSING} fallback={waiting}>
        never
      </WasmLoader>,
    )
    await vi.waitFor(() => expect(host.querySelector('[role=alert]')).toBeTruthy())
    expect(host.textContent).not.toContain('never')
    waiting.mockClear()
    host.querySelector('button')?.click()
    await vi.waitFor(() => expect(waiting).toHaveBeenCalled())
    await vi.waitFor(() => expect(host.querySelector('[role=alert]')).toBeTruthy())
  })
})

describe('WasmSuspense', () => {
  it('shows its fallback until the engine is there', async () => {
    const { host } = mount(
      <WasmSuspense fallback={<p>one moment</p>}>
        {(engine) => <p>simd {String(engine.hasSimd)}</p>}
      </WasmSuspense>,
    )
    await textOf(host, 'one moment')
    await textOf(host, 'simd true')
  })

  it('hands a failure to the error boundary', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const { host } = mount(
      <Boundary>
        <WasmSuspense url={MISSING}>never</WasmSuspense>
      </Boundary>,
    )
    await textOf(host, /caught load: /)
    quiet.mockRestore()
  })
})
