import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Gallery } from '../../physics/gallery'
import './gallery.css'
import './side-panel.css'

export const metadata: Metadata = {
  title: 'Physics',
  description:
    'What the Quoin physics engine can do, one live scene for each part of it, stepped in WebAssembly.',
}

// The scene comes from the address, which only the browser knows.
export default function PhysicsPage() {
  return (
    <Suspense>
      <Gallery />
    </Suspense>
  )
}
