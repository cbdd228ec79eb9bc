import type { Metadata } from 'next'
import { Hello } from './hello'

export const metadata: Metadata = {
  title: 'Hello',
  description: 'The shortest React program on Quoin: one falling ball.',
}

export default function HelloPage() {
  return (
    <div className="intro">
      <h1>A falling ball</h1>
      <p>
        Its height: <Hello />
      </p>
    </div>
  )
}
