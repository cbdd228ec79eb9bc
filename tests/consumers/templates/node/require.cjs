const quoin = require('quoin')

import('./hello.mjs').then(({ hello, tell }) => tell([() => hello(quoin)]))
