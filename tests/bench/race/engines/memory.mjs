// The memory of a module whose package keeps it to itself: caught where it is instantiated. Some
// packages also instantiate a small module to see what runs, so the largest memory counts.

export function watchMemory() {
  let memory
  let startBytes = 0
  const original = WebAssembly.instantiate
  WebAssembly.instantiate = async (...given) => {
    const result = await original(...given)
    const instance = result instanceof WebAssembly.Instance ? result : result.instance
    const found = instance.exports.memory
    if (found && !(memory?.buffer.byteLength >= found.buffer.byteLength)) memory = found
    return result
  }
  return {
    /** Once the module is loaded: no more watching, and growth counts from here. */
    start() {
      WebAssembly.instantiate = original
      startBytes = memory.buffer.byteLength
    },
    grownBytes: () => memory.buffer.byteLength - startBytes,
  }
}
