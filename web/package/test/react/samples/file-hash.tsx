'use client'
import { useWasmCrypto } from 'quoin/react'
import { useState } from 'react'

export function FileHash() {
  const { crypto, status } = useWasmCrypto()
  const [digest, setDigest] = useState('')
  const hash = async (file: File | undefined) => {
    if (!file || !crypto) return
    const onProgress = (read: number, size: number) => setDigest(`${read} of ${size} bytes`)
    setDigest(await crypto.hashFile(file, { algorithm: 'blake3', onProgress }))
  }
  return (
    <label>
      {digest || status}
      <input type="file" disabled={!crypto} onChange={(event) => hash(event.target.files?.[0])} />
    </label>
  )
}
