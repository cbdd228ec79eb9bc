// Where a race took place, as far as a page may know.

export interface Machine {
  readonly browser: string
  readonly system: string
  readonly cores: number
  readonly isIsolated: boolean
  /** The least time that the clock can tell. */
  readonly clockMs: number
  readonly date: string
}

interface Hints {
  readonly brands: readonly { readonly brand: string; readonly version: string }[]
  readonly platform: string
}

const PRODUCTS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /\bEdg\/(\d+)/],
  ['Firefox', /\bFirefox\/(\d+)/],
  ['Chrome', /\bChrome\/(\d+)/],
  ['Safari', /\bVersion\/(\d+).*\bSafari\//],
]

const hintsOf = (host: Navigator): Hints | undefined =>
  (host as { userAgentData?: Hints }).userAgentData

function browserOf(host: Navigator): string {
  const isReal = ({ brand }: { brand: string }) => !/not.?a.?brand/i.test(brand)
  const brands = hintsOf(host)?.brands.filter(isReal) ?? []
  // Those that are built on Chromium name it beside themselves.
  const named = brands.find(({ brand }) => brand !== 'Chromium') ?? brands[0]
  if (named) return `${named.brand} ${named.version}`
  for (const [name, pattern] of PRODUCTS) {
    const version = pattern.exec(host.userAgent)?.[1]
    if (version) return `${name} ${version}`
  }
  return 'a browser that does not say which'
}

const CLOCK_CHANGES = 20
const CLOCK_PATIENCE_MS = 60

function clockStepMs(): number {
  const until = performance.now() + CLOCK_PATIENCE_MS
  let least = Number.POSITIVE_INFINITY
  let last = performance.now()
  for (let changes = 0; changes < CLOCK_CHANGES && last < until; ) {
    const now = performance.now()
    if (now === last) continue
    least = Math.min(least, now - last)
    last = now
    changes++
  }
  return Number(least.toFixed(4))
}

export function readMachine(): Machine {
  return {
    browser: browserOf(navigator),
    system: hintsOf(navigator)?.platform || navigator.platform,
    cores: navigator.hardwareConcurrency,
    isIsolated: globalThis.crossOriginIsolated === true,
    clockMs: clockStepMs(),
    date: new Date().toISOString().slice(0, 10),
  }
}

export function machineText({ browser, system, cores, isIsolated, clockMs }: Machine): string {
  const isolation = isIsolated ? 'cross-origin isolated' : 'not cross-origin isolated'
  const clock = clockMs >= 1 ? `${clockMs} ms` : `${Math.round(clockMs * 1000)} µs`
  return `${browser} on ${system}, ${cores} cores, ${isolation}, a clock of ${clock}`
}
