'use client'

// What the page says of being kept: that it works without a network, and that a new version waits.
import { useEffect, useState } from 'react'
import { followWorker, type Keeping, takeNewVersion } from './follow'

const WORDS: Readonly<Record<Exclude<Keeping, 'none' | 'kept'>, string>> = {
  waiting: 'A new version of these pages is here.',
  replaced: 'Another tab has taken a new version of these pages.',
}

export function OfflineNotice() {
  const [keeping, setKeeping] = useState<Keeping>('none')
  useEffect(() => followWorker(setKeeping), [])

  return (
    <div className="offline" data-testid="offline" data-keeping={keeping} aria-live="polite">
      {keeping === 'kept' && <p>Kept on this device: works without a network.</p>}
      {(keeping === 'waiting' || keeping === 'replaced') && (
        <div className="new-version">
          <p>{WORDS[keeping]}</p>
          <button type="button" onClick={takeNewVersion}>
            Load it
          </button>
        </div>
      )}
    </div>
  )
}
