import { useEffect, useMemo, useRef } from 'react'

export interface Latest {
  /** The signal of a new work; the one before is told to end. */
  readonly begin: () => AbortSignal
  readonly end: () => void
}

/** Of several works only the latest goes on, and none when the component is gone. */
export function useLatest(): Latest {
  const running = useRef<AbortController>(undefined)
  const latest = useMemo(
    () => ({
      begin: () => {
        running.current?.abort()
        const next = new AbortController()
        running.current = next
        return next.signal
      },
      end: () => running.current?.abort(),
    }),
    [],
  )
  useEffect(() => latest.end, [latest])
  return latest
}
