import type { Metadata } from 'next'
import { Playground } from '../../../playground/playground'
import './playground.css'

export const metadata: Metadata = {
  title: 'Playground',
  description:
    'Write a scene for the Quoin physics engine in JavaScript and see it fall, right here.',
}

export default function PlaygroundPage() {
  return (
    <>
      <div className="intro">
        <h1>Playground</h1>
        <p>
          Change the code, run it, share the link. It runs apart from this page, without a network.
        </p>
      </div>
      <Playground />
      <noscript>
        <p className="notice">The playground needs JavaScript and WebAssembly.</p>
      </noscript>
    </>
  )
}
