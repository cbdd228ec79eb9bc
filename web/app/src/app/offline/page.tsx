import type { Metadata } from 'next'
import Link from 'next/link'

export const metadata: Metadata = {
  title: 'No network',
  description: 'What is shown where a page cannot be had without a network.',
  robots: { index: false },
}

export default function OfflinePage() {
  return (
    <div className="docs">
      <h1>No network</h1>
      <p>This page was not visited before, and cannot be had now. These are kept on this device:</p>
      <ul>
        <li>
          <Link href="/" prefetch={false}>
            The game
          </Link>
        </li>
        <li>
          <Link href="/physics" prefetch={false}>
            The scenes of the physics engine
          </Link>
        </li>
        <li>
          <Link href="/tools" prefetch={false}>
            The tools
          </Link>
        </li>
      </ul>
    </div>
  )
}
