import type { Metadata } from 'next'
import Link from 'next/link'
import { ProfilingDemo } from '../../../learn/profiling-demo'
import { Sample } from '../../../learn/sample'
import { TopicPage } from '../../../learn/topic-page'

export const metadata: Metadata = {
  title: 'Profiling',
  description: 'Where the time of a step goes, stage by stage, here and in the browser’s profiler.',
}

export default function Page() {
  return (
    <TopicPage slug="profiling">
      <p>
        A world measures the stages of its steps once it is asked to, and pays nothing before. The
        numbers are of the step before; a world that moves wants the mean of many.
      </p>
      <p>
        With <code>timeline</code> each stage is also an entry of the browser’s own profiler, in a
        row between your scripts and the frames: tick the box, begin a recording in the developer
        tools, and press the button. The scenes of{' '}
        <Link href="/physics" prefetch={false}>
          Physics
        </Link>{' '}
        show the same as bars while they run.
      </p>
      <Sample name="profiling" />
      <ProfilingDemo />
    </TopicPage>
  )
}
