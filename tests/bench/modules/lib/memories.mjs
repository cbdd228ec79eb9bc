// Sees every memory of WebAssembly that is made from now on, whoever makes it: by how much a peer grew
// is not told by the peers themselves.

/** Puts itself before the makers of memories; the answer tells how many bytes they have by now. */
export function watchMemories(wasm = WebAssembly) {
  const seen = new Set()
  const { Memory, Instance, instantiate, instantiateStreaming } = wasm

  class WatchedMemory extends Memory {
    constructor(descriptor) {
      super(descriptor)
      seen.add(this)
    }
  }
  function note(instance) {
    for (const one of Object.values(instance.exports)) if (one instanceof Memory) seen.add(one)
    return instance
  }
  const noteResult = (result) => {
    note(result.instance ?? result)
    return result
  }
  wasm.Memory = WatchedMemory
  wasm.Instance = function WatchedInstance(module, imports) {
    return note(new Instance(module, imports))
  }
  wasm.Instance.prototype = Instance.prototype
  wasm.instantiate = (...given) => instantiate(...given).then(noteResult)
  wasm.instantiateStreaming = (...given) => instantiateStreaming(...given).then(noteResult)
  return () => [...seen].reduce((sum, { buffer }) => sum + buffer.byteLength, 0)
}
