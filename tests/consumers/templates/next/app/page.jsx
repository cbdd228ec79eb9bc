'use client'

import * as quoin from 'quoin'
import * as threaded from 'quoin/threaded'
import { useEffect } from 'react'
import { hello, helloThreaded, tell } from '../hello.mjs'

// biome-ignore lint/style/noDefaultExport: what Next looks for
export default function Page() {
  useEffect(() => {
    tell([() => hello(quoin), () => helloThreaded(threaded)])
  }, [])
  return <h1>hello</h1>
}
