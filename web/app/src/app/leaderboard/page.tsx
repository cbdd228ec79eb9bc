import type { Metadata } from 'next'
import Link from 'next/link'
import { Boards } from '../../leaderboard/boards'
import './leaderboard.css'

export const metadata: Metadata = {
  title: 'Leaderboard',
  description: 'The best runs of each level of Belfry, each played again by the server.',
}

export default function LeaderboardPage() {
  return (
    <>
      <div className="intro">
        <h1>Leaderboard</h1>
        <p>A run counts when the server has played it again, to the same last bit.</p>
      </div>
      {process.env.IS_STATIC ? <NeedsServer /> : <Boards />}
    </>
  )
}

function NeedsServer() {
  return (
    <div className="boards">
      <p>
        This site is files alone, and nobody here can play a run again. The same source is also a
        server that can, and then this page shows its boards:
      </p>
      <pre>
        <code>{'npm --prefix web run build\nnpm --prefix web run start'}</code>
      </pre>
      <p>
        Where it keeps them and how to have several machines says{' '}
        <Link href="/docs/guide/server">the manual</Link>.
      </p>
    </div>
  )
}
