import { type LoadProgress, load, supportsSimd } from 'quoin'

/** Loads the engine, tells each step, and gives it back. */
export async function loadOnce(
  onProgress: (progress: LoadProgress) => void,
  signal: AbortSignal,
): Promise<{ readonly hasSimd: boolean; readonly browserHasSimd: boolean }> {
  // One address, one download: whoever loads meanwhile shares this one.
  const engine = await load({ onProgress, signal })
  const { hasSimd } = engine
  engine.release()
  return { hasSimd, browserHasSimd: supportsSimd() }
}
