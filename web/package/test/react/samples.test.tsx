// The samples of docs/react.md, as they stand there.
import { describe, expect, it, vi } from 'vitest'
import guide from '../../../../docs/react.md?raw'
import { mount, textOf } from './mount.js'
import { Arcade } from './samples/arcade.js'
import { Compare } from './samples/compare.js'
import { FallingBall } from './samples/falling-ball.js'
import { FileHash } from './samples/file-hash.js'
import { Digest } from './samples/loader.js'
import { Seesaw } from './samples/seesaw.js'

const sources = import.meta.glob<string>('./samples/*.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
})

const button = (host: HTMLElement) => host.querySelector('button') as HTMLButtonElement

describe('the samples of docs/react.md', () => {
  it('stand there as they are run here', () => {
    expect(Object.keys(sources)).toHaveLength(6)
    for (const [name, source] of Object.entries(sources)) {
      expect(guide, name).toContain(`\`\`\`tsx\n${source}\`\`\``)
    }
  })

  it('drop a ball onto the ground', async () => {
    const { host } = mount(<FallingBall />)
    await vi.waitFor(() => expect(button(host).disabled).toBe(false))
    button(host).click()
    const ball = host.querySelector('span') as HTMLElement
    // It comes to rest on the ground, 3.5 m below the origin.
    await vi.waitFor(
      () =>
        expect(new DOMMatrix(ball.style.transform.replace(/^.*?\) /, '')).f).toBeCloseTo(175, 0),
      {
        timeout: 10_000,
      },
    )
  })

  it('show a seesaw', async () => {
    const { host } = mount(<Seesaw />)
    const canvas = () => host.querySelector('canvas') as HTMLCanvasElement
    // The ground is below the middle and nothing is above it, at first.
    const inkAt = (yPx: number) => {
      const { width, height } = canvas()
      const context = canvas().getContext('2d')
      return context?.getImageData(width / 4, height / 2 + (yPx * height) / 10, 1, 1).data[3]
    }
    await vi.waitFor(() => expect(inkAt(3)).toBeGreaterThan(0))
    expect(inkAt(-3)).toBe(0)
    expect(canvas().getAttribute('aria-label')).toContain('seesaw')
  })

  it('play a game', async () => {
    const { host } = mount(<Arcade />)
    const stage = () => host.querySelector<HTMLElement>('[data-testid=stage]')
    await vi.waitFor(() => expect(stage()?.dataset.phase).toBe('running'), { timeout: 20_000 })
    host.querySelector<HTMLButtonElement>('[data-take]')?.click()
    await textOf(host, /image\/png, \d{4,} bytes/)
  })

  it('show the digest', async () => {
    const { host } = mount(<Digest />)
    await textOf(host, /^ba7816bf/)
  })

  it('hash a file', async () => {
    const { host } = mount(<FileHash />)
    await textOf(host, 'ready')
    const input = host.querySelector('input') as HTMLInputElement
    const transfer = new DataTransfer()
    transfer.items.add(new File(['abc'], 'abc.txt'))
    input.files = transfer.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
    await textOf(host, /6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85/)
  })

  it('measure', async () => {
    const { host } = mount(<Compare />)
    await vi.waitFor(() => expect(host.querySelector('button')).toBeTruthy())
    button(host).click()
    await textOf(host, 'a sum against SHA-256')
  })
})
