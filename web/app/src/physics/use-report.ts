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

// What goes wrong in the engine between two steps is the simulation's to tell, with the next one.
function reportOf(session: Session | undefined): Report | undefined {
  if (!session || session.world.isDisposed) return undefined
  try {
    return session.report()
  } catch {
    return undefined
  }
}

export function useReport(session: Session | undefined): Reported {
  const [report, setReport] = useState<Report>()

  const refresh = useCallback(() => setReport(reportOf(session)), [session])

  useEffect(() => {
    refresh()
    const timer = setInterval(refresh, PERIOD_MS)
    return () => clearInterval(timer)
  }, [refresh])

  return { report, refresh }
}
