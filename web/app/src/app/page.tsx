import { Belfry } from 'quoin/react'
import { gameFolder } from '../games/files'

export default function Home() {
  return (
    <>
      <div className="intro">
        <h1>Ring the bell</h1>
        <p>Pull the sling back, let go, and bring the tower down onto its bell.</p>
      </div>
      <Belfry src={gameFolder('belfry')} />
      <noscript>
        <p className="notice">Belfry needs JavaScript and WebAssembly.</p>
      </noscript>
    </>
  )
}
