'use client'

import type { Engine } from 'quoin'
import { type BenchmarkResult, benchmark, WasmLoader } from 'quoin/react'
import { useState } from 'react'
import { allAtOnce, manyBodies, oneByOne } from './samples/boundary'

const BODY_COUNT = 1000

async function measure(engine: Engine): Promise<BenchmarkResult> {
  const { world, bodies } = manyBodies(engine, BODY_COUNT)
  try {
    return await benchmark(
      'poses',
      () => oneByOne(world, bodies),
      () => allAtOnce(world),
      { isSame: (a, b) => a === b, minRoundMs: 5 },
    )
  } finally {
    world.dispose()
  }
}

export function BoundaryDemo() {
  const [said, setSaid] = useState('Not measured yet.')
  const start = (engine: Engine) => {
    setSaid('Measuring…')
    measure(engine).then(
      ({ js, wasm }) => {
        const [each, all] = [js.medianMs * 1000, wasm.medianMs * 1000]
        setSaid(
          `${BODY_COUNT} calls take ${each.toFixed(0)} µs, one call for all ${all.toFixed(1)} µs: ` +
            `a call with its answer costs about ${((each / BODY_COUNT) * 1000).toFixed(0)} ns.`,
        )
      },
      (cause) => setSaid(String(cause)),
    )
  }
  return (
    <WasmLoader>
      {(engine) => (
        <div className="demo">
          <button type="button" onClick={() => start(engine)}>
            Measure the boundary
          </button>
          <p role="status" data-testid="boundary">
            {said}
          </p>
        </div>
      )}
    </WasmLoader>
  )
}
