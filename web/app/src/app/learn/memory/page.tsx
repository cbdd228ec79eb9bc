import type { Metadata } from 'next'
import { MemoryDemo } from '../../../learn/memory-demo'
import { Sample } from '../../../learn/sample'
import { TopicPage } from '../../../learn/topic-page'

export const metadata: Metadata = {
  title: 'Memory',
  description: 'Who owns the bytes of a WebAssembly engine, and when they are given back.',
}

export default function Page() {
  return (
    <TopicPage slug="memory">
      <p>
        An engine has one memory, which JavaScript sees as an ArrayBuffer. A world lives in it from
        its making to <code>dispose()</code>: the garbage collector knows nothing of it.
      </p>
      <p>
        What is handed out is either a copy, which is yours, or a view, which reads the engine’s own
        bytes. A memory that grows gets a new buffer, and views of the old one are empty from then
        on; so a view is good until the next step or call that creates something. Ask for it anew in
        each frame: that costs nothing.
      </p>
      <Sample name="memory" />
      <MemoryDemo />
    </TopicPage>
  )
}
