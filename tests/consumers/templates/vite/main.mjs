import * as quoin from 'quoin'
import * as components from 'quoin/react'
import * as threaded from 'quoin/threaded'
import * as react from 'react'
import * as dom from 'react-dom/client'
import { hello, helloThreaded, tell } from './hello.mjs'
import { helloGame } from './hello-game.mjs'

await tell([
  () => hello(quoin),
  () => helloThreaded(threaded),
  () => helloGame(react, dom, components),
])
