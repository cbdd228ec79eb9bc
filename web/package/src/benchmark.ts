// Two ways of doing one thing, measured against each other where they run: by turns, so that the moods
// of the machine meet both, after a warm-up, in rounds long enough for a coarse clock.

import { raise } from './errors.js'

export interface BenchmarkOptions {
  /** Of each of the two; 15 unless given, at least 3. */
  readonly rounds?: number | undefined
  /** A round repeats its call until it takes at least this long; 20 ms unless given. */
  readonly minRoundMs?: number | undefined
  /** Whether both gave the same; if not, the benchmark fails. Not asked unless given. */
  readonly isSame?: ((js: unknown, wasm: unknown) => boolean) | undefined
  readonly signal?: AbortSignal | undefined
  /** From 0 to 1, after each round. */
  readonly onProgress?: ((done: number) => void) | undefined
}

/** Times of one call, in milliseconds. */
export interface BenchmarkTimes {
  readonly medianMs: number
  /** A quarter of the rounds was faster. */
  readonly lowerQuartileMs: number
  /** A quarter of the rounds was slower. */
  readonly upperQuartileMs: number
  readonly bestMs: number
  readonly callsPerRound: number
  readonly rounds: number
}

export interface BenchmarkResult {
  readonly name: string
  readonly js: BenchmarkTimes
  readonly wasm: BenchmarkTimes
  /** How many times as long JavaScript takes, by the medians. */
  readonly speedup: number
}

/** A call that is measured; what it gives is looked at, so that no compiler leaves it out. */
export type Measured = () => unknown

const DEFAULT_ROUNDS = 15
const LEAST_ROUNDS = 3
const DEFAULT_MIN_ROUND_MS = 20
const MAX_CALLS = 1 << 24
const DURING = 'benchmark'

// Whatever is measured ends up here, and here somebody could look.
let sink: unknown

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | undefined)?.then === 'function'
}

/** Milliseconds for so many calls. A call that gives a promise is waited for. */
async function timeOf(call: Measured, calls: number): Promise<number> {
  const start = performance.now()
  for (let index = 0; index < calls; index++) {
    const given = call()
    sink = isThenable(given) ? await given : given
  }
  return performance.now() - start
}

/** How many calls make a round long enough. Warms up on the way. */
async function calibrate(call: Measured, minRoundMs: number): Promise<number> {
  let calls = 1
  for (;;) {
    const ms = await timeOf(call, calls)
    if (ms >= minRoundMs || calls >= MAX_CALLS) return calls
    // A clock that stands still says nothing: then twice as many.
    const wanted = ms > 0 ? Math.ceil((calls * minRoundMs * 1.2) / ms) : calls * 2
    calls = Math.min(Math.max(wanted, calls + 1), calls * 16, MAX_CALLS)
  }
}

/** Of sorted numbers, between two of them where it has to be. */
function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part
  const below = sorted[Math.floor(at)] ?? Number.NaN
  const above = sorted[Math.ceil(at)] ?? below
  return below + (above - below) * (at - Math.floor(at))
}

function summarize(rounds: readonly number[], callsPerRound: number): BenchmarkTimes {
  const sorted = rounds.map((ms) => ms / callsPerRound).sort((a, b) => a - b)
  return {
    medianMs: quantile(sorted, 0.5),
    lowerQuartileMs: quantile(sorted, 0.25),
    upperQuartileMs: quantile(sorted, 0.75),
    bestMs: quantile(sorted, 0),
    callsPerRound,
    rounds: sorted.length,
  }
}

/** Lets the page draw and answer; a round is not interrupted. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}

/**
 * Measures `js` against `wasm`. Throws what they throw; `bad-definition` for options that make no
 * sense and for two that do not give the same; `aborted`.
 */
export async function benchmark(
  name: string,
  js: Measured,
  wasm: Measured,
  options: BenchmarkOptions = {},
): Promise<BenchmarkResult> {
  const { rounds = DEFAULT_ROUNDS, minRoundMs = DEFAULT_MIN_ROUND_MS } = options
  const { isSame, signal, onProgress } = options
  if (!(Number.isInteger(rounds) && rounds >= LEAST_ROUNDS)) {
    raise('bad-definition', DURING, `rounds must be an integer of at least ${LEAST_ROUNDS}`)
  }
  if (!(minRoundMs > 0)) raise('bad-definition', DURING, 'minRoundMs must be above 0')
  if (isSame && !isSame(await js(), await wasm())) {
    raise('bad-definition', DURING, `${name}: JavaScript and WebAssembly do not give the same`)
  }
  const [jsCalls, wasmCalls] = [await calibrate(js, minRoundMs), await calibrate(wasm, minRoundMs)]
  const [jsTimes, wasmTimes]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    await turn()
    if (signal?.aborted) raise('aborted', DURING, 'the benchmark was aborted', signal.reason)
    // The one that begins is another one each time: the first pays for what the last left behind.
    const isJsFirst = round % 2 === 0
    if (isJsFirst) jsTimes.push(await timeOf(js, jsCalls))
    wasmTimes.push(await timeOf(wasm, wasmCalls))
    if (!isJsFirst) jsTimes.push(await timeOf(js, jsCalls))
    onProgress?.((round + 1) / rounds)
  }
  const [ofJs, ofWasm] = [summarize(jsTimes, jsCalls), summarize(wasmTimes, wasmCalls)]
  return { name, js: ofJs, wasm: ofWasm, speedup: ofJs.medianMs / ofWasm.medianMs }
}

/** What the last measured call gave. For tests of the harness itself. @internal */
export function lastMeasured(): unknown {
  return sink
}
