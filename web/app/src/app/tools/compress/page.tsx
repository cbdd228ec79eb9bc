import type { Metadata } from 'next'
import { CompressTool } from '../../../tools/compress-tool'

export const metadata: Metadata = {
  title: 'Compress',
  description: 'Pack and unpack gzip files of any size in your own browser.',
}

export default function CompressPage() {
  return (
    <>
      <div className="intro">
        <h1>Pack and unpack gzip</h1>
        <p>As a stream: a file goes through in pieces, whatever its size.</p>
      </div>
      <CompressTool />
    </>
  )
}
