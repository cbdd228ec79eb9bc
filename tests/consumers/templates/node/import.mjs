import * as quoin from 'quoin'
import { hello, tell } from './hello.mjs'

await tell([() => hello(quoin)])
