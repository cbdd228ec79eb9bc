import type { Metadata } from 'next'
import { RacePage } from '../../../race/race-page'
import './race.css'

export const metadata: Metadata = {
  title: 'Race',
  description:
    'The physics engines of npm raced over the same scenes in your own browser: Quoin, Box2D, Rapier, planck, matter.',
}

export default function BenchPage() {
  return (
    <>
      <div className="intro">
        <h1>Race the engines</h1>
        <p>The same bodies, shapes and joints for each engine, one after the other, right here.</p>
      </div>
      <RacePage />
      <noscript>
        <p className="notice">The race needs JavaScript and WebAssembly.</p>
      </noscript>
    </>
  )
}
