import type { Metadata, Viewport } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { OfflineNotice } from '../offline/offline-notice'
import 'quoin/styles.css'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Belfry', template: '%s · Belfry' },
  description:
    'Ring the bell: a small game of slings and towers on Quoin, a deterministic 2D physics engine in C and WebAssembly.',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fff6ea' },
    { media: '(prefers-color-scheme: dark)', color: '#1b1533' },
  ],
}

const PAGES = [
  { href: '/', name: 'Game' },
  { href: '/physics', name: 'Physics' },
  { href: '/tools', name: 'Tools' },
  { href: '/bench', name: 'Bench' },
  { href: '/learn', name: 'Learn' },
  { href: '/docs', name: 'Docs' },
] as const

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <header className="site">
          <Link className="brand" href="/" prefetch={false}>
            Belfry
          </Link>
          <nav aria-label="Pages">
            {PAGES.map(({ href, name }) => (
              <Link key={href} href={href} prefetch={false}>
                {name}
              </Link>
            ))}
          </nav>
        </header>
        <main>{children}</main>
        <footer className="site">
          <nav aria-label="More pages">
            <Link href="/leaderboard" prefetch={false}>
              Leaderboard
            </Link>
            <Link href="/toybox" prefetch={false}>
              Toy box
            </Link>
            <Link href="/breakout" prefetch={false}>
              Breakout
            </Link>
            <Link href="/hello" prefetch={false}>
              Hello
            </Link>
            {/* Loaded anew and not by a script: only then do its headers isolate the page. */}
            <a href={`${process.env.BASE_PATH}/bench/race`}>Race of the engines</a>
          </nav>
          <p>
            Made with Quoin, a 2D engine in C and WebAssembly. Lettering: Quicksand, under the SIL
            Open Font License.
          </p>
          <OfflineNotice />
        </footer>
      </body>
    </html>
  )
}
