'use client'

// How a session stands, a few times a second: the only numbers of a running world that React sees.
import { useCallback, useEffect, useState } from 'react'
import type { Report, Session } from './session'

const PERIOD_MS = 200

export interface Reported {
  readonly report: Report | undefined
  /** Looks again at once, after something was done by hand. */
  readonly refresh: () => void
}

export function useReport(session: Session | undefined): Reported {
  const [report, setReport] = useState<Report>()

  const refresh = useCallback(() => {
    setReport(session && !session.world.isDisposed ? session.report() : undefined)
  }, [session])

  useEffect(() => {
    refresh()
    const timer = setInterval(refresh, PERIOD_MS)
    return () => clearInterval(timer)
  }, [refresh])

  return { report, refresh }
}
