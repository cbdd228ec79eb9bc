import type { Metadata } from 'next'
import { Breakout } from '../../breakout/breakout'

export const metadata: Metadata = {
  title: 'Breakout',
  description: 'A whole game in two hundred lines of C over Quoin.',
}

export default function BreakoutPage() {
  return (
    <>
      <div className="intro">
        <h1>Breakout</h1>
        <p>A whole game in two hundred lines of C, over the same shell as Belfry.</p>
      </div>
      <Breakout />
    </>
  )
}
