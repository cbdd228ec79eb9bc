import Link from 'next/link'
import type { ReactNode } from 'react'
import { TOPICS } from './topics'

export function TopicPage({
  slug,
  children,
}: {
  readonly slug: string
  readonly children: ReactNode
}) {
  const at = TOPICS.findIndex((topic) => topic.slug === slug)
  const next = TOPICS[(at + 1) % TOPICS.length]
  return (
    <article className="docs learn">
      <h1>{TOPICS[at]?.name}</h1>
      {children}
      {next && (
        <p>
          Next: <Link href={`/learn/${next.slug}`}>{next.name}</Link>
        </p>
      )}
    </article>
  )
}
