// The engines of the race. `name` is for the command line, `label` for tables and charts; the file
// beside this one that has it as an adapter, and which of its builds. Some run only where they are
// asked for; some need memory that is shared, which a page has where it is cross-origin isolated.

export const ENGINES = [
  { name: 'quoin', label: 'Quoin', file: 'quoin.mjs', variant: 'simd' },
  {
    name: 'box2d3',
    label: 'box2d3-wasm SIMD',
    file: 'box2d3.mjs',
    variant: 'deluxe',
    needsSharedMemory: true,
  },
  { name: 'box2d3-compat', label: 'box2d3-wasm', file: 'box2d3.mjs', variant: 'compat' },
  { name: 'rapier', label: 'Rapier', file: 'rapier.mjs', variant: 'newest' },
  { name: 'rapier-simd', label: 'Rapier SIMD', file: 'rapier.mjs', variant: 'simd' },
  { name: 'phaser', label: 'phaser-box2d', file: 'phaser.mjs' },
  { name: 'planck', label: 'planck', file: 'planck.mjs' },
  { name: 'matter', label: 'matter', file: 'matter.mjs' },
  {
    name: 'quoin-scalar',
    label: 'Quoin scalar',
    file: 'quoin.mjs',
    variant: 'scalar',
    isOptional: true,
  },
]

/** The one that all others are compared with. */
export const OURS = 'quoin'
