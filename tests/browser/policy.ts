// Whether a page keeps to its Content-Security-Policy, and whether the policy keeps others out.
import { expect, type Page } from '@playwright/test'

declare global {
  interface Window {
    violations?: string[]
    intruded?: boolean
  }
}

const DEMANDED = [
  "default-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
] as const

function collectViolations(): void {
  window.violations = []
  document.addEventListener('securitypolicyviolation', (event) => {
    window.violations?.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`)
  })
}

/** Of scripts, whatever hashes there are; undefined if the policy says nothing of them. */
function scriptSources(policy: string): string[] | undefined {
  const directive = policy.split('; ').find((part) => part.startsWith('script-src '))
  return directive?.split(' ').filter((source) => !/^'(sha256|nonce)-/.test(source))
}

/** Of a page that is a file, which carries it itself. */
function policyInPage(page: Page): Promise<string> {
  return page.evaluate(() => {
    const meta = document.querySelector<HTMLMetaElement>('meta[http-equiv*="security-policy" i]')
    return meta?.content ?? ''
  })
}

export interface WatchedPolicy {
  /** Nothing was asked of another origin, and nothing that the policy forbids was tried. */
  expectKept(path: string): Promise<void>
}

/** Before the page is opened. */
export async function watchPolicy(page: Page): Promise<WatchedPolicy> {
  const origins = new Set<string>()
  let header = ''
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol !== 'blob:' && protocol !== 'data:') origins.add(origin)
  })
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest() && response.frame() === page.mainFrame()
    if (isPage) header = response.headers()['content-security-policy'] ?? ''
  })
  await page.addInitScript(collectViolations)
  return {
    async expectKept(path) {
      const policy = header || (await policyInPage(page))
      expect(scriptSources(policy), path).toEqual(['script-src', "'self'", "'wasm-unsafe-eval'"])
      for (const directive of DEMANDED) expect(policy, path).toContain(directive)
      if (header) expect(header, path).toContain("frame-ancestors 'none'")
      expect(policy, path).not.toContain("'unsafe-inline'")
      expect(await page.evaluate(() => window.violations), path).toEqual([])
      expect([...origins], path).toEqual([new URL(page.url()).origin])
    },
  }
}

/** A script, a handler and a style that stand in the page, and a file from elsewhere. */
function intrude(): void {
  const script = document.createElement('script')
  script.textContent = 'window.intruded = true'
  const image = document.createElement('div')
  image.innerHTML = '<img src="/none.png" onerror="window.intruded = true">'
  const style = document.createElement('style')
  style.textContent = 'h1 { color: rgb(1, 2, 3) !important }'
  document.body.append(script, image, style)
}

/** What is put into the page stays dead, and is told of. */
export async function expectForbidden(page: Page): Promise<void> {
  await page.evaluate(collectViolations)
  await page.evaluate(intrude)
  const reached = await page.evaluate(() =>
    fetch('http://127.0.0.1:9/').then(
      () => true,
      () => false,
    ),
  )
  expect(reached).toBe(false)
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).not.toHaveCSS('color', 'rgb(1, 2, 3)')
  await expect
    .poll(() => page.evaluate(() => window.violations?.map((text) => text.split(':')[0]).sort()))
    .toEqual(['connect-src', 'script-src-attr', 'script-src-elem', 'style-src-elem'])
  expect(await page.evaluate(() => window.intruded)).toBeUndefined()
}
