// What the worker of `quoin/threaded` runs. Nothing of the package imports this file: bundlers that
// follow a worker to whoever starts it would go round for ever.
import type { Port } from './protocol.js'
import { serve } from './serve.js'

serve(globalThis as unknown as Port)
