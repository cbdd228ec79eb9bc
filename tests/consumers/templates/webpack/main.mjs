import * as quoin from 'quoin'
import * as threaded from 'quoin/threaded'
import { hello, helloThreaded, tell } from './hello.mjs'

await tell([() => hello(quoin), () => helloThreaded(threaded)])
