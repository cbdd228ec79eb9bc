'use client'

import { WasmLoader } from 'quoin/react'
import { useState } from 'react'
import { sizeText } from '../tools/size-text'
import { watchMemory } from './samples/memory'

const COUNTS = [10, 1000, 5000] as const

export function MemoryDemo() {
  const [found, setFound] = useState<readonly number[]>()
  return (
    <WasmLoader>
      {(engine) => (
        <div className="demo">
          <div className="controls">
            {COUNTS.map((count) => (
              <button
                key={count}
                type="button"
                onClick={() => setFound(watchMemory(engine, count))}
              >
                {count} bodies
              </button>
            ))}
          </div>
          <p role="status" data-testid="memory">
            {found ? told(found) : 'Choose how many.'}
          </p>
        </div>
      )}
    </WasmLoader>
  )
}

function told([before = 0, during = 0, after = 0, view = 0]: readonly number[]): string {
  return (
    `Held before: ${sizeText(before)}. With the world: ${sizeText(during)}. ` +
    `After dispose: ${sizeText(after)}. Read without a copy: ${sizeText(view)}.`
  )
}
