import type { Metadata } from 'next'
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
        The development build (<code>make dev</code>) has source maps and DWARF data: stack traces
        name the C file and line, and with Chromium’s C/C++ extension you can step through it.
      </p>
      <Sample name="errors" />
      <DebuggingDemo />
    </TopicPage>
  )
}
