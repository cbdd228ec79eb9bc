// What only a browser can tell: policies, packed answers, contexts that are not secure.
import { describe, expect, it } from 'vitest'
import { ENGINE_FILES } from '../dist-wasm/files.js'
import { chromiumPages, type Site } from './page.js'

const open = chromiumPages()

interface Outcome {
  readonly code: string
  readonly message: string
  readonly ratios: number[]
  readonly totals: (number | undefined)[]
}

// What the pages run, as text: this file's own imports are not the browser's.
const PROGRAM = `
export async function run(entry) {
  const { load } = await import(entry)
  const seen = []
  const of = (code, message) => ({
    code,
    message,
    ratios: seen.map(({ ratio }) => ratio),
    totals: seen.map(({ total }) => total),
  })
  try {
    const engine = await load({ onProgress: (now) => seen.push(now) })
    engine.release()
    return of('ok', '')
  } catch ({ code, message }) {
    return of(code, message)
  }
}
`
const FILES = { '/program.js': PROGRAM }

/** Loads the engine in a page of its own and says how it went. */
async function loadOn(site: Site, host?: string): Promise<{ outcome: Outcome; asked: string[] }> {
  const { page, asked } = await open({ ...site, files: { ...FILES, ...site.files } }, host)
  const outcome = await page.evaluate<Outcome>(
    "import('/program.js').then(({ run }) => run('/dist/index.js'))",
  )
  return { outcome, asked }
}

describe('in a page', () => {
  it('the engine streams, counted in true bytes where the server packs it', async () => {
    const { outcome, asked } = await loadOn({ packs: true })
    const { code, ratios, totals } = outcome
    expect(code).toBe('ok')
    expect(new Set(totals)).toEqual(new Set([ENGINE_FILES.simd?.sizeBytes]))
    expect(ratios.length).toBeGreaterThan(3)
    expect(ratios).toEqual([...ratios].sort((a, b) => a - b))
    expect(ratios.at(-1)).toBe(1)
    expect(asked.filter((path) => path.endsWith('.wasm'))).toEqual(['/dist-wasm/engine.wasm'])
  })

  it('a policy that forbids WebAssembly is told from a browser that lacks something', async () => {
    const policy = "script-src 'self'"
    const refused = await loadOn({ headers: { 'content-security-policy': policy } })
    expect(refused.outcome.code).toBe('wasm-csp')
    expect(refused.outcome.message).toContain("'wasm-unsafe-eval'")
    const allowed = `${policy} 'wasm-unsafe-eval'`
    const { outcome } = await loadOn({ headers: { 'content-security-policy': allowed } })
    expect(outcome.code).toBe('ok')
  })

  it('another file in place of the one of this build is refused', async () => {
    const empty = String.fromCharCode(0, 97, 115, 109, 1, 0, 0, 0)
    const { outcome } = await loadOn({ files: { '/dist-wasm/engine.wasm': empty } })
    expect(outcome.code).toBe('wasm-integrity')
  })

  it('where nothing can be hashed the engine runs nevertheless', async () => {
    const { page } = await open({}, 'plain.example')
    expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle])).toEqual([
      false,
      'undefined',
    ])
    expect((await loadOn({}, 'plain.example')).outcome.code).toBe('ok')
  })
})
