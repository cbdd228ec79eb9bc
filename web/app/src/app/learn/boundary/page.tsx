import type { Metadata } from 'next'
import { BoundaryDemo } from '../../../learn/boundary-demo'
import { Sample } from '../../../learn/sample'
import { TopicPage } from '../../../learn/topic-page'

export const metadata: Metadata = {
  title: 'The boundary',
  description: 'What a call from JavaScript into WebAssembly costs, measured in this browser.',
}

export default function Page() {
  return (
    <TopicPage slug="boundary">
      <p>
        A call itself takes some nanoseconds. What costs is around it: arguments that have to be
        written into memory, answers that become objects. For one body that is nothing, for a
        thousand of them sixty times a second it is most of the frame. So what a frame needs of many
        bodies comes in one call, as numbers.
      </p>
      <Sample name="boundary" />
      <BoundaryDemo />
    </TopicPage>
  )
}
