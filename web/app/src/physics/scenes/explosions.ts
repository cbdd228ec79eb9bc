import type { PhysicsWorld, Vec2 } from 'quoin'
import { box, ground, nextTick, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const SHIELD_BIT = 2n
const FLASH_TICKS = 18

function crates(world: PhysicsWorld, x: number): void {
  for (let row = 0; row < 6; row++) {
    for (let column = 0; column < 6; column++) {
      box(world, vec(x + column * 0.82, 0.4 + row * 0.8), vec(0.4, 0.4))
    }
  }
}

export const explosions: Scene = {
  name: 'explosions',
  title: 'Explosions',
  hint: 'Click on free space to explode there; what stands behind a wall is spared.',
  views: [view(0, 6, 30, 16)],
  setup(world) {
    ground(world)
    const shield = { filter: { categoryBits: SHIELD_BIT } }
    for (const x of [-3.2, 3.2]) slab(world, vec(x, 2.5), vec(0.25, 2.5), 0, shield)
    for (const x of [-10.5, -2, 6.4]) crates(world, x)
    let flash: { readonly at: Vec2; readonly tick: number } | undefined
    return {
      press(at, body) {
        if (body !== undefined) return false
        world.explode({
          positionM: at,
          radiusM: 2,
          falloffM: 4,
          impulsePerLengthNspm: 8000,
          shieldMaskBits: SHIELD_BIT,
        })
        flash = { at, tick: nextTick(world) }
        return true
      },
      paintOver(pen) {
        const age = flash ? nextTick(world) - flash.tick : FLASH_TICKS
        if (!flash || age < 0 || age >= FLASH_TICKS) return
        const share = age / FLASH_TICKS
        pen.ring(flash.at, 1 + 5 * share, `rgb(255 217 160 / ${Math.round(100 - 100 * share)}%)`, 4)
      },
    }
  },
}
