// The scenes of the race, which are written in C (scenes.h), over an engine that answers their calls.

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())

/** Calls of maker.h that take a pointer: how its arguments become a view. */
const views = {
  polygon: (memory, [body, at, count, radius]) => [
    body,
    new Float32Array(memory.buffer, at, 2 * count),
    radius,
  ],
  loop: (memory, [body, at, count]) => [body, new Float32Array(memory.buffer, at, 2 * count)],
  tiles: (memory, [body, x, y, cell, width, height, at]) => [
    body,
    x,
    y,
    cell,
    width,
    height,
    new Uint8Array(memory.buffer, at, width * height),
  ],
}

/** `maker` may be undefined where only names and step counts are asked for. */
export async function loadScenes(bytes, maker) {
  const module = await WebAssembly.compile(bytes)
  let memory
  const calls = {}
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from !== 'maker') throw new Error(`the scenes import ${from}.${name}`)
    const method = camelCase(name)
    const view = views[name]
    calls[name] = (...given) => maker[method](...(view ? view(memory, given) : given))
  }
  const { exports } = await WebAssembly.instantiate(module, { maker: calls })
  memory = exports.memory
  exports._initialize?.()
  return {
    names: namesOf(exports),
    steps: (scene) => exports.race_scene_steps(scene),
    build: (scene, size) => exports.race_scene_build(scene, size),
    act: (scene, tick) => exports.race_scene_act(scene, tick),
  }
}

function namesOf(exports) {
  const count = exports.race_scene_count()
  const bytes = new Uint8Array(exports.memory.buffer)
  return Array.from({ length: count }, (_, scene) => {
    const at = exports.race_scene_name(scene)
    return new TextDecoder().decode(bytes.subarray(at, bytes.indexOf(0, at)))
  })
}
