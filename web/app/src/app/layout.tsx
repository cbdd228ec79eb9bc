import type { Metadata, Viewport } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
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
  themeColor: '#1b1533',
}

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <header className="site">
          <Link className="brand" href="/" prefetch={false}>
            Belfry
          </Link>
          <nav aria-label="Pages">
            <Link href="/" prefetch={false}>
              Game
            </Link>
            <Link href="/physics" prefetch={false}>
              Physics
            </Link>
            <Link href="/toybox" prefetch={false}>
              Toy box
            </Link>
            <Link href="/breakout" prefetch={false}>
              Breakout
            </Link>
            {/* Loaded anew and not by a script: only then do its headers isolate the page. */}
            <a href="/bench">Bench</a>
          </nav>
        </header>
        <main>{children}</main>
        <footer className="site">
          <p>
            Made with Quoin, a 2D engine in C and WebAssembly. Lettering: Quicksand, under the SIL
            Open Font License.
          </p>
        </footer>
      </body>
    </html>
  )
}
