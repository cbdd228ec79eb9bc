import type { Metadata } from 'next'
import Link from 'next/link'

export const metadata: Metadata = { title: 'No such page' }

export default function NotFound() {
  return (
    <div className="intro">
      <h1>No such page</h1>
      <p>
        There is nothing at this address. <Link href="/">The game</Link> is one page away.
      </p>
    </div>
  )
}
