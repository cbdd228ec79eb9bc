import {
  CHARACTER_CEILING,
  CHARACTER_GROUNDED,
  CHARACTER_SLIDING,
  CHARACTER_STEPPED,
  CHARACTER_WALL,
  type CharacterMotion,
  DEBUG_CHARACTERS,
  type PhysicsWorld,
  type Vec2,
} from 'quoin'
import { ball, box, ground, nextTick, slab, vec } from '../kit'
import { type Input, KEY_LEFT, KEY_RIGHT, KEY_UP, type Scene, view } from '../scene'

const DT_S = 1 / 60
const SPEED_MPS = 6
const JUMP_MPS = 8.5
const GRAVITY_MPS2 = 20

const WORDS: readonly (readonly [number, string])[] = [
  [CHARACTER_GROUNDED, 'on the ground'],
  [CHARACTER_SLIDING, 'sliding'],
  [CHARACTER_WALL, 'at a wall'],
  [CHARACTER_CEILING, 'under a ceiling'],
  [CHARACTER_STEPPED, 'stepping'],
]

function level(world: PhysicsWorld): void {
  ground(world)
  for (let step = 0; step < 6; step++) {
    slab(world, vec(-12.5 - step * 0.6, 0.14 * (step + 1)), vec(0.3, 0.14 * (step + 1)))
  }
  slab(world, vec(-20, 0.85), vec(4, 0.85))
  slab(world, vec(2.6, 0.4), vec(3, 0.25), 0.45)
  slab(world, vec(7.2, 1.66), vec(2.2, 0.25))
  slab(world, vec(13.5, 1), vec(2.4, 0.25), 1.05)
  slab(world, vec(-3.5, 3.6), vec(1.8, 0.15), 0, { material: { oneWay: { x: 0, y: 1 } } })
  for (const side of [-1, 1]) slab(world, vec(side * 24.5, 5), vec(0.5, 6))
  for (let index = 0; index < 4; index++) box(world, vec(-7, 0.5 + index * 0.8), vec(0.4, 0.4))
  ball(world, vec(-2, 0.6), 0.6, { densityKgpm2: 40 })
}

// What a player wants, from what the character did last: nothing is kept beside the world.
function wanted(input: Input, last: CharacterMotion): Vec2 {
  const isGrounded = (last.flags & CHARACTER_GROUNDED) !== 0
  const way = Number((input.keys & KEY_RIGHT) !== 0) - Number((input.keys & KEY_LEFT) !== 0)
  const carried = isGrounded ? 0 : last.groundVelocityMps.x
  const fall = last.velocityMps.y - GRAVITY_MPS2 * DT_S
  const jumps = isGrounded && (input.keys & KEY_UP) !== 0
  const rise = jumps ? JUMP_MPS + Math.max(last.groundVelocityMps.y, 0) : fall
  return vec(way * SPEED_MPS + carried, isGrounded && !jumps ? -1 : rise)
}

export const character: Scene = {
  name: 'character',
  title: 'Character',
  hint: 'Walk and jump with the arrows or buttons: slopes, steps, a lift, and crates to push.',
  views: [view(0, 3.5, 22, 12)],
  shows: DEBUG_CHARACTERS,
  setup(world) {
    level(world)
    const lift = slab(world, vec(10.6, 0.2), vec(1, 0.2), 0, {}, { type: 'kinematic' })
    const player = world.character.create({
      positionM: vec(-1, 2),
      stepHeightM: 0.35,
      stepWidthM: 0.1,
      massKg: 80,
    })
    return {
      buttons: [
        { label: '◀ Left', key: KEY_LEFT },
        { label: 'Right ▶', key: KEY_RIGHT },
        { label: 'Jump ▲', key: KEY_UP },
      ],
      tick(input) {
        const phase = (nextTick(world) / 240) * 2 * Math.PI
        world.body.setTargetPose(lift, vec(10.6, 1.2 - Math.cos(phase)), 0, DT_S)
        const velocity = wanted(input, world.character.lastMotion(player))
        world.character.move(player, velocity, DT_S)
      },
      follow() {
        const { x } = world.character.lastMotion(player).positionM
        return vec(Math.min(Math.max(x, -13), 13), 3.5)
      },
      status() {
        const { flags } = world.character.lastMotion(player)
        const words = WORDS.filter(([flag]) => (flags & flag) !== 0).map(([, word]) => word)
        return words.join(', ') || 'in the air'
      },
    }
  },
}
