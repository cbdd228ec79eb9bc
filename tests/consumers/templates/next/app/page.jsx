'use client'

import * as quoin from 'quoin'
import * as components from 'quoin/react'
import * as threaded from 'quoin/threaded'
import * as react from 'react'
import * as dom from 'react-dom/client'
import 'quoin/styles.css'
import { hello, helloThreaded, tell } from '../hello.mjs'
import { helloGame } from '../hello-game.mjs'

// biome-ignore lint/style/noDefaultExport: what Next looks for
export default function Page() {
  react.useEffect(() => {
    tell([
      () => hello(quoin),
      () => helloThreaded(threaded),
      () => helloGame(react, dom, components),
    ])
  }, [])
  return <h1>hello</h1>
}
