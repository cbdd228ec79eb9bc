import type { Metadata } from 'next'
import Link from 'next/link'
import { DebuggingDemo } from '../../../learn/debugging-demo'
import { Sample } from '../../../learn/sample'
import { TopicPage } from '../../../learn/topic-page'

export const metadata: Metadata = {
  title: 'Debugging',
  description:
    'What a mistake in the use of a WebAssembly engine looks like, with a code and a sentence.',
}

export default function Page() {
  return (
    <TopicPage slug="debugging">
      <p>
        Nothing that a caller can do crashes the engine. Each mistake is a <code>QuoinError</code>{' '}
        with a <code>code</code> for programs and a sentence for people, and leaves the world as it
        was.
      </p>
      <p>
        The development build (<code>make dev</code>) has source maps and DWARF data, checks itself,
        and can be built with sanitizers.{' '}
        <Link href="/docs/guide/debugging">When something goes wrong</Link> tells step by step how a
        crash is led to the C file and line, and a slow frame to a stage of the step.
      </p>
      <Sample name="errors" />
      <DebuggingDemo />
    </TopicPage>
  )
}
