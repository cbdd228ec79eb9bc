// Hashes in pieces. A stream lives in the engine's memory until it is disposed, by `using` or by
// hand. Asking for the digest does not end it.
import {
  BLAKE3_SAVED_BYTES,
  BLAKE3_STATE_BYTES,
  HASH_BYTES,
  SHA256_SAVED_BYTES,
  SHA256_STATE_BYTES,
} from './constants.gen.js'
import type { EngineCore } from './engine-core.js'
import { type Blake3Options, initBlake3 } from './hash.js'
import { putInWindow, throughWindow, WINDOW_BYTES, wantBytes } from './hash-window.js'
import type { ByteSource } from './memory-block.js'
import { Owned } from './owner.js'

/** An engine, or the core of one. */
interface Host {
  readonly core: EngineCore
}

/** Fills a state; throws if it cannot. */
type Fill = (core: EngineCore, state: number) => void

function makeState(c: EngineCore, out: number, bytes: number, fill: Fill): number {
  const state = c.allocate(bytes)
  try {
    fill(c, state)
  } catch (cause) {
    c.free(state)
    throw cause
  }
  c.memory.setU32(out, state)
  return 0
}

abstract class HashStream extends Owned {
  constructor(core: EngineCore, noun: string, bytes: number, fill: Fill) {
    super(
      core,
      noun,
      (c, out) => makeState(c, out, bytes, fill),
      (c, at) => c.free(at),
    )
  }
}

// What is saved is not larger than the window.
function putSaved(c: EngineCore, saved: Uint8Array): number {
  wantBytes(c, saved, 'saved')
  if (saved.length > WINDOW_BYTES) c.fail('trailing-bytes', 'saved is no saved state')
  return putInWindow(c, saved)
}

export class Sha256Stream extends HashStream {
  /** `from` is a stream to go on from, or what one was saved to. */
  constructor(engine: Host, from?: Sha256Stream | Uint8Array) {
    super(engine.core, 'sha256', SHA256_STATE_BYTES, (c, state) => {
      if (from instanceof Sha256Stream) {
        c.memory.write(state, c.memory.copy(c.pointerOf(from, 'stream'), SHA256_STATE_BYTES))
      } else if (from !== undefined) {
        c.check(c.x.qn_sha256_load(state, putSaved(c, from)))
      } else {
        c.x.qn_sha256_init(state)
      }
    })
  }

  update(bytes: ByteSource): this {
    const c = this.begin('sha256.update')
    throughWindow(c, bytes, (span) => c.x.qn_sha256_update(this.at, span))
    return this
  }

  /** 32 bytes, of everything so far. */
  digest(): Uint8Array<ArrayBuffer> {
    const c = this.begin('sha256.digest')
    const out = c.room(HASH_BYTES)
    c.x.qn_sha256_final(this.at, out)
    return c.memory.copy(out, HASH_BYTES)
  }

  /** The stream as bytes, to go on from later or elsewhere. */
  save(): Uint8Array<ArrayBuffer> {
    const c = this.begin('sha256.save')
    const out = c.room(SHA256_SAVED_BYTES)
    c.x.qn_sha256_save(this.at, out)
    return c.memory.copy(out, SHA256_SAVED_BYTES)
  }

  /** What is saved is refused unless a stream may have been saved to it. */
  static load(engine: Host, saved: Uint8Array): Sha256Stream {
    wantBytes(engine.core.begin('sha256.load'), saved, 'saved')
    return new Sha256Stream(engine, saved)
  }

  /** Another stream at the same place. */
  clone(): Sha256Stream {
    return new Sha256Stream({ core: this.begin('sha256.clone') }, this)
  }
}

export interface Blake3DigestOptions {
  /** How many bytes to give; 32 unless given. */
  readonly size?: number | undefined
  /** From which byte of the endless output on; 0 unless given. */
  readonly position?: bigint | number | undefined
}

export class Blake3Stream extends HashStream {
  /** `from` says the mode, or is a stream to go on from, or what one was saved to. */
  constructor(engine: Host, from: Blake3Options | Blake3Stream | Uint8Array = {}) {
    super(engine.core, 'blake3', BLAKE3_STATE_BYTES, (c, state) => {
      if (from instanceof Blake3Stream) {
        c.memory.write(state, c.memory.copy(c.pointerOf(from, 'stream'), BLAKE3_STATE_BYTES))
      } else if (from instanceof Uint8Array) {
        c.check(c.x.qn_blake3_load(state, putSaved(c, from)))
      } else {
        initBlake3(c, state, from)
      }
    })
  }

  update(bytes: ByteSource): this {
    const c = this.begin('blake3.update')
    throughWindow(c, bytes, (span) => c.x.qn_blake3_update(this.at, span))
    return this
  }

  /** 32 bytes or what the options say, of everything so far. */
  digest(options: Blake3DigestOptions = {}): Uint8Array<ArrayBuffer> {
    const c = this.begin('blake3.digest')
    const { size, position } = c.object(options, 'options')
    const bytes = c.word(size ?? HASH_BYTES, 'size')
    const out = c.room(bytes)
    c.check(c.x.qn_blake3_final_extended(this.at, c.long(position ?? 0, 'position'), out, bytes))
    return c.memory.copy(out, bytes)
  }

  /** The stream as bytes, to go on from later or elsewhere. A keyed one holds its key. */
  save(): Uint8Array<ArrayBuffer> {
    const c = this.begin('blake3.save')
    const out = c.room(BLAKE3_SAVED_BYTES)
    c.x.qn_blake3_save(this.at, out)
    return c.memory.copy(out, BLAKE3_SAVED_BYTES)
  }

  /** What is saved is refused unless a stream may have been saved to it. */
  static load(engine: Host, saved: Uint8Array): Blake3Stream {
    wantBytes(engine.core.begin('blake3.load'), saved, 'saved')
    return new Blake3Stream(engine, saved)
  }

  /** Another stream at the same place. */
  clone(): Blake3Stream {
    return new Blake3Stream({ core: this.begin('blake3.clone') }, this)
  }
}
