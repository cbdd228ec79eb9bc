import type { Metadata } from 'next'
import { ImageProcessor } from 'quoin/react'

export const metadata: Metadata = {
  title: 'Picture',
  description:
    'Make a PNG or JPEG picture smaller in your own browser: upright, 1920 x 1080 at most, without metadata.',
}

export default function ImagePage() {
  return (
    <>
      <div className="intro">
        <h1>Make a picture smaller</h1>
        <p>
          At most 1920 × 1080, upright, JPEG of quality 85, without what the camera wrote into it.
        </p>
      </div>
      <ImageProcessor className="tool" />
    </>
  )
}
