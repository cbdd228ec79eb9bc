import type { Metadata } from 'next'
import { BenchPage } from '../../bench/bench-page'
import '../../tools/tools.css'

export const metadata: Metadata = {
  title: 'Bench',
  description:
    'JavaScript against WebAssembly in your own browser: physics, hashes, gzip and pictures.',
}

export default function Page() {
  return (
    <>
      <div className="intro">
        <h1>JavaScript against WebAssembly</h1>
        <p>
          Good libraries in JavaScript and Quoin do the same work by turns, right here. Physics
          engines have <a href={`${process.env.BASE_PATH}/bench/race`}>a race of their own</a>.
        </p>
      </div>
      <BenchPage />
    </>
  )
}
