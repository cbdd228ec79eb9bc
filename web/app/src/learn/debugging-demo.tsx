'use client'

import { QuoinError } from 'quoin'
import { WasmLoader } from 'quoin/react'
import { useState } from 'react'
import { type MistakeName, make, mistakes } from './samples/errors'

export function DebuggingDemo() {
  const [error, setError] = useState<QuoinError>()
  return (
    <WasmLoader>
      {(engine) => (
        <div className="demo">
          <div className="controls">
            {(Object.keys(mistakes) as MistakeName[]).map((name) => (
              <button
                key={name}
                type="button"
                onClick={() => {
                  try {
                    make(engine, name)
                  } catch (cause) {
                    if (cause instanceof QuoinError) setError(cause)
                    else throw cause
                  }
                }}
              >
                Use {name}
              </button>
            ))}
          </div>
          <div role="status" data-testid="mistake">
            {error ? (
              <>
                <p>
                  code <code>{error.code}</code>, during <code>{error.during}</code>
                </p>
                <p>{error.message}</p>
              </>
            ) : (
              <p>No mistake was made yet.</p>
            )}
          </div>
        </div>
      )}
    </WasmLoader>
  )
}
