// What a row asks for, from the files that make.mjs wrote. `read(name)` gives the bytes of one.
import { withAlpha } from './picture.mjs'

const clamped = (bytes) => new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.length)

const LOADERS = {
  async bytes({ bytes }, read) {
    return (await read('random.bin')).slice(0, bytes)
  },
  async messages({ bytes, count }, read) {
    const all = await read('random.bin')
    return Array.from({ length: count }, (_, at) => all.slice(at * bytes, (at + 1) * bytes))
  },
  async file({ name }, read) {
    // Its own memory, from the first byte: some take the whole buffer that lies under an array.
    return Uint8Array.from(await read(name))
  },
  async picture({ name, width, height, hasAlpha }, read) {
    const picture = { width, height, data: Uint8ClampedArray.from(clamped(await read(name))) }
    return hasAlpha ? withAlpha(picture) : picture
  },
}

export const loadInput = (input, read) => LOADERS[input.kind](input, read)
