import { openModule } from './module.mjs'

export const open = (canvas, options) => openModule('sdl_sprites', canvas, options)
