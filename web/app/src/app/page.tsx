import { BelfryOnPage } from '../games/belfry-on-page'

export default function Home() {
  return (
    <>
      <div className="intro">
        <h1>Ring the bell</h1>
        <p>Pull the sling back, let go, and bring the tower down onto its bell.</p>
      </div>
      <BelfryOnPage />
      <noscript>
        <p className="notice">Belfry needs JavaScript and WebAssembly.</p>
      </noscript>
    </>
  )
}
