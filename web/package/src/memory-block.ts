// Bytes of a caller's own in the engine's memory: text, pictures, whatever is handed to several calls
// and would otherwise be copied for each. Functions that take bytes take a block as it is.
//
// Reading and writing copies, so that what a caller holds stays as it is. Without a copy the bytes are
// seen only inside of `use`, whose views are made anew when the memory grows meanwhile and end with it.
import type { Engine } from './engine.js'
import type { EngineCore } from './engine-core.js'
import { raise } from './errors.js'
import { Owned } from './owner.js'

const BYTES_PER_PIXEL = 4
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

/** As `ImageData` has it: 4 bytes a pixel, rows from the top. */
export interface Picture {
  readonly data: Uint8ClampedArray | Uint8Array
  readonly width: number
  readonly height: number
}

type View = Uint8Array | Uint8ClampedArray | Uint32Array | Float32Array

/** The bytes themselves. Ask for a view whenever it is used: growth of the memory ends old ones. */
export class BlockViews {
  readonly #block: MemoryBlock
  readonly #views: Map<string, View> = new Map()
  #isOver = false

  /** @internal */
  constructor(block: MemoryBlock) {
    this.#block = block
  }

  get bytes(): Uint8Array {
    return this.#view('bytes', (c, at, size) => c.memory.bytes(at, size))
  }

  /** The same, for `ImageData` and canvases. */
  get clamped(): Uint8ClampedArray {
    return this.#view('clamped', (c, at, size) => c.memory.clamped(at, size))
  }

  /** As many whole ones as there is room for; so are the floats. */
  get words(): Uint32Array {
    return this.#view('words', (c, at, size) => c.memory.words(at, Math.floor(size / 4)))
  }

  get floats(): Float32Array {
    return this.#view('floats', (c, at, size) => c.memory.floats(at, Math.floor(size / 4)))
  }

  /** @internal */
  end(): void {
    this.#isOver = true
    this.#views.clear()
  }

  #view<T extends View>(name: string, make: (c: EngineCore, at: number, size: number) => T): T {
    if (this.#isOver) raise('disposed', 'memoryBlock.use', 'the views ended with the function')
    const c = this.#block.begin('memoryBlock.use')
    const known = this.#views.get(name) as T | undefined
    if (known && c.memory.isCurrent(known)) return known
    const made = make(c, this.#block.at, this.#block.sizeBytes)
    this.#views.set(name, made)
    return made
  }
}

/** So many bytes, zero at first, until they are disposed. */
export class MemoryBlock extends Owned {
  readonly sizeBytes: number

  constructor(engine: Engine, sizeBytes: number) {
    super(
      engine.core,
      'memoryBlock',
      (c, out) => {
        const at = c.allocate(c.word(sizeBytes, 'sizeBytes'))
        c.memory.fill(at, sizeBytes, 0)
        c.memory.setU32(out, at)
        return 0
      },
      (c, at) => c.free(at),
    )
    this.sizeBytes = sizeBytes
  }

  static fromBytes(engine: Engine, bytes: Uint8Array | Uint8ClampedArray): MemoryBlock {
    return new MemoryBlock(engine, bytes.length).write(bytes)
  }

  /** As UTF-8, without a character that ends it. */
  static fromText(engine: Engine, text: string): MemoryBlock {
    return MemoryBlock.fromBytes(engine, encoder.encode(text))
  }

  static fromPicture(engine: Engine, { data }: Picture): MemoryBlock {
    return MemoryBlock.fromBytes(engine, data)
  }

  /** Copies bytes into the block. */
  write(bytes: Uint8Array | Uint8ClampedArray, offsetBytes = 0): this {
    const c = this.begin('memoryBlock.write')
    if (!(bytes instanceof Uint8Array || bytes instanceof Uint8ClampedArray)) {
      c.fail('bad-definition', 'bytes must be a Uint8Array or a Uint8ClampedArray')
    }
    c.memory.write(this.#place(c, offsetBytes, bytes.length), bytes)
    return this
  }

  /** Copies bytes out of the block: to its end, unless a size is given. */
  read(offsetBytes = 0, sizeBytes: number = this.sizeBytes - offsetBytes): Uint8Array<ArrayBuffer> {
    const c = this.begin('memoryBlock.read')
    return c.memory.copy(this.#place(c, offsetBytes, sizeBytes), sizeBytes)
  }

  /** Writes UTF-8 and gives the number of its bytes. */
  writeText(text: string, offsetBytes = 0): number {
    const c = this.begin('memoryBlock.writeText')
    if (typeof text !== 'string') c.fail('bad-definition', 'text must be a string')
    const bytes = encoder.encode(text)
    this.write(bytes, offsetBytes)
    return bytes.length
  }

  /** Throws `bad-data` where the bytes are no UTF-8. */
  readText(offsetBytes = 0, sizeBytes: number = this.sizeBytes - offsetBytes): string {
    const bytes = this.read(offsetBytes, sizeBytes)
    try {
      return decoder.decode(bytes)
    } catch (cause) {
      return raise('bad-data', 'memoryBlock.readText', 'the bytes are no UTF-8', cause)
    }
  }

  writePicture({ data }: Picture, offsetBytes = 0): this {
    return this.write(data, offsetBytes)
  }

  /** Pixels of that size, good for `new ImageData(picture.data, picture.width)`. */
  readPicture(
    width: number,
    height: number,
    offsetBytes = 0,
  ): Picture & { readonly data: Uint8ClampedArray<ArrayBuffer> } {
    const c = this.begin('memoryBlock.readPicture')
    const size = c.word(width, 'width') * c.word(height, 'height') * BYTES_PER_PIXEL
    return { data: new Uint8ClampedArray(this.read(offsetBytes, size).buffer), width, height }
  }

  /** Calls `work` with the bytes themselves, to read and to change. It may call the engine, not await. */
  use<T>(work: (views: BlockViews) => T): T {
    const c = this.begin('memoryBlock.use')
    if (typeof work !== 'function') c.fail('bad-definition', 'work must be a function')
    const views = new BlockViews(this)
    try {
      const result = work(views)
      if (result instanceof Promise) {
        c.fail('bad-definition', 'work must not be async: the views end when it returns')
      }
      return result
    } finally {
      views.end()
    }
  }

  #place(c: EngineCore, offsetBytes: number, sizeBytes: number): number {
    const end = c.word(offsetBytes, 'offsetBytes') + c.word(sizeBytes, 'sizeBytes')
    if (end > this.sizeBytes) {
      c.fail('out-of-range', `byte ${end} is behind the end of a block of ${this.sizeBytes}`)
    }
    return this.at + offsetBytes
  }
}

/** What functions take as bytes: the caller's, which are copied for the call, or a block. */
export type ByteSource = Uint8Array | MemoryBlock
