import * as inline from 'quoin/inline'
import * as threaded from 'quoin/threaded'
import { hello, helloThreaded, tell } from './hello.mjs'

await tell([() => hello(inline), () => helloThreaded(threaded)])
