import type { Metadata } from 'next'
import { HundredBodies } from '../../physics/hundred-bodies'

export const metadata: Metadata = {
  title: 'A hundred bodies',
  description: 'A hundred rigid bodies stepped in WebAssembly and drawn on a plain 2D canvas.',
}

export default function PhysicsPage() {
  return (
    <>
      <div className="intro">
        <h1>A hundred bodies</h1>
        <p>Stepped in WebAssembly by one React hook, drawn on a plain 2D canvas. Click to push.</p>
      </div>
      <HundredBodies />
    </>
  )
}
