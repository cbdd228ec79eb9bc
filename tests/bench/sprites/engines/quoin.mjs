import { openModule } from './module.mjs'

export const open = (canvas, options) => openModule('quoin_sprites', canvas, options)
