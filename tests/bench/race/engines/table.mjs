// The engines of the race. `name` is for the command line, `label` for tables and charts; the file
// beside this one that has it as an adapter, and which of its builds.

export const ENGINES = [
  { name: 'quoin', label: 'Quoin', file: 'quoin.mjs' },
  { name: 'box2d3', label: 'box2d3-wasm SIMD', file: 'box2d3.mjs', variant: 'deluxe' },
  { name: 'box2d3-compat', label: 'box2d3-wasm', file: 'box2d3.mjs', variant: 'compat' },
  { name: 'rapier', label: 'Rapier', file: 'rapier.mjs', variant: 'newest' },
  { name: 'rapier-simd', label: 'Rapier SIMD', file: 'rapier.mjs', variant: 'simd' },
  { name: 'phaser', label: 'phaser-box2d', file: 'phaser.mjs' },
  { name: 'planck', label: 'planck', file: 'planck.mjs' },
  { name: 'matter', label: 'matter', file: 'matter.mjs' },
]

/** The one that all others are compared with. */
export const OURS = 'quoin'

export async function adapterOf(name) {
  const engine = ENGINES.find((one) => one.name === name)
  if (!engine) throw new Error(`there is no engine ${name}`)
  const adapter = await import(`./${engine.file}`)
  return {
    ...engine,
    load: () => adapter.load(engine.variant),
    manifest: adapter.manifestOf(engine.variant),
    files: adapter.filesOf(engine.variant),
  }
}
