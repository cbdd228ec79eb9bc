// How a call over one whole byte array begins.
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import type { ByteSource } from './memory-block.js'

/** Begins a call with the bytes as its input, and gives the engine and where it finds them. */
export function beginWith(engine: Engine, bytes: ByteSource, during: string): [EngineCore, number] {
  const c = engine.core.begin(during)
  const at = c.room(8)
  c.putBytes(at, bytes, 'bytes')
  return [c, at]
}
