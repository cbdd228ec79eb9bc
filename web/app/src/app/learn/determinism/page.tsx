import type { Metadata } from 'next'
import { DeterminismDemo } from '../../../learn/determinism-demo'
import { TopicPage } from '../../../learn/topic-page'

export const metadata: Metadata = {
  title: 'The same bits',
  description: 'The determinism suite of the Quoin physics engine, run in this browser.',
}

export default function Page() {
  return (
    <TopicPage slug="determinism">
      <p>
        Floating-point numbers are the same everywhere if every operation is: no fused products, no
        sine of somebody’s library, no order that depends on threads or addresses. So a world that
        gets the same calls has the same bits on every machine, and its <code>stateHash()</code>{' '}
        says so at each step.
      </p>
      <p>
        These are the scenes that gcc and clang, with and without SIMD, on x86-64 and aarch64,
        natively and as WebAssembly are tested with. The hashes they have to give came from another
        machine.
      </p>
      <DeterminismDemo />
    </TopicPage>
  )
}
