import * as quoin from 'quoin/inline'
import { hello, tell } from './hello.mjs'

tell([() => hello(quoin)])
