import type { Metadata } from 'next'
import { LoadingDemo } from '../../../learn/loading-demo'
import { Sample } from '../../../learn/sample'
import { TopicPage } from '../../../learn/topic-page'

export const metadata: Metadata = {
  title: 'Loading',
  description:
    'Loading WebAssembly with true progress, one download for all, and errors that say what to do.',
}

export default function Page() {
  return (
    <TopicPage slug="loading">
      <p>
        <code>load()</code> fetches the file while it is compiled. The server may pack it on the
        way, so its length on the wire says nothing: the true size comes with the package, and the
        bar ends at 100 %.
      </p>
      <p>
        All callers share one download and one instance, which goes with the last{' '}
        <code>release()</code>. A browser without SIMD gets the other build. What goes wrong is told
        by name: a page in place of the file, a wrong type, a file cut off, a policy that forbids
        it.
      </p>
      <p>
        A page that needs one part of the engine asks for that: <code>part: &apos;hash&apos;</code>{' '}
        downloads a fifteenth of the whole. The hooks do so by themselves.
      </p>
      <Sample name="loading" />
      <LoadingDemo />
    </TopicPage>
  )
}
