// Who draws, and how. Textures: on how many the eight pictures lie.

/** Ours first: the others are compared with it. */
export const CONTENDERS = [
  {
    name: 'quoin',
    label: 'Quoin, runs by kind',
    module: 'quoin',
    options: { textureCount: 8, way: 2 },
  },
  {
    name: 'quoin-one-call',
    label: 'Quoin, one call',
    module: 'quoin',
    options: { textureCount: 8, way: 1 },
  },
  {
    name: 'quoin-each',
    label: 'Quoin, runs, an image at a time',
    module: 'quoin',
    options: { textureCount: 8, way: 3 },
  },
  {
    name: 'pixi-particles',
    label: 'PixiJS ParticleContainer',
    module: 'pixi',
    options: { textureCount: 1, isParticles: true },
  },
  {
    name: 'littlejs',
    label: 'LittleJS drawTile',
    module: 'littlejs',
    options: { textureCount: 1 },
  },
  { name: 'pixi-sprites', label: 'PixiJS Sprite', module: 'pixi', options: { textureCount: 8 } },
  { name: 'sdl', label: 'SDL_Renderer', module: 'sdl', options: { textureCount: 1 } },
  { name: 'sdl-8', label: 'SDL_Renderer', module: 'sdl', options: { textureCount: 8 } },
  { name: 'nothing', label: 'an empty loop', module: 'nothing', options: { textureCount: 0 } },
]
