import type { Metadata } from 'next'
import { ComponentDemo } from '../../../learn/component-demo'
import { Sample } from '../../../learn/sample'
import { TopicPage } from '../../../learn/topic-page'

export const metadata: Metadata = {
  title: 'The component',
  description: 'The engine as a WebAssembly component with generated types, beside the package.',
}

export default function Page() {
  return (
    <TopicPage slug="component">
      <p>
        The same C code is also a component: its interface is one file of WIT, and a tool writes
        from that what JavaScript loads, with its types. Any language that has a host for components
        calls it the same way.
      </p>
      <p>
        A call of the component copies bytes in and out; the package reads the memory of the engine
        where it lies. So the component is for what is done once or in batches, and frames of a game
        go by the package. Both have to give the same bits.
      </p>
      <Sample name="component" />
      <ComponentDemo />
    </TopicPage>
  )
}
