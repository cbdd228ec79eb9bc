import type { Metadata } from 'next'
import Link from 'next/link'
import { TOPICS } from '../../learn/topics'

export const metadata: Metadata = {
  title: 'Learn',
  description:
    'How a page and WebAssembly work together: each topic with code that runs right there.',
}

export default function LearnPage() {
  return (
    <>
      <div className="intro">
        <h1>WebAssembly in a page</h1>
        <p>Each topic shows the code that runs beside it.</p>
      </div>
      <ul className="cards">
        {TOPICS.map(({ slug, name, text }) => (
          <li key={slug}>
            <Link href={`/learn/${slug}`}>{name}</Link>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
