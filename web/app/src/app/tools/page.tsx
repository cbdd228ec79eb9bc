import type { Metadata } from 'next'
import Link from 'next/link'

export const metadata: Metadata = {
  title: 'Tools',
  description: 'Pictures, hashes and gzip in your own browser: nothing is sent anywhere.',
}

const TOOLS = [
  {
    href: '/tools/image',
    name: 'Picture',
    text: 'Make a PNG or JPEG picture smaller: upright, without metadata, as sharp as it can be.',
  },
  {
    href: '/tools/hash',
    name: 'Hash',
    text: 'SHA-256 and BLAKE3 of a text or of a file of any size.',
  },
  { href: '/tools/compress', name: 'Compress', text: 'Pack and unpack gzip files.' },
] as const

export default function ToolsPage() {
  return (
    <>
      <div className="intro">
        <h1>Tools</h1>
        <p>They work in this page; nothing that you choose leaves it.</p>
      </div>
      <ul className="cards">
        {TOOLS.map(({ href, name, text }) => (
          <li key={href}>
            <Link href={href}>{name}</Link>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </>
  )
}
