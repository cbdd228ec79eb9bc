import type { Metadata } from 'next'
import { HashTool } from '../../../tools/hash-tool'

export const metadata: Metadata = {
  title: 'Hash',
  description: 'SHA-256 and BLAKE3 of texts and files of any size, in your own browser.',
}

export default function HashPage() {
  return (
    <>
      <div className="intro">
        <h1>Hash a text or a file</h1>
        <p>SHA-256 and BLAKE3, in WebAssembly, in this page.</p>
      </div>
      <HashTool />
    </>
  )
}
