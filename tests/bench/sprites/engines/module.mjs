// A contender that is a module of WebAssembly: quoin_sprites.c or sdl_sprites.c.

export async function openModule(name, canvas, { count, textureCount, way = 0 }) {
  const { default: create } = await import(`/build/wasm/${name}.mjs`)
  const module = await create({ canvas })
  if (module._sprites_open(count, textureCount, way) !== 1) {
    throw new Error(`${name} could not start`)
  }
  return {
    frame: () => module._sprites_frame(),
    records: () => module._sprites_records(),
  }
}
