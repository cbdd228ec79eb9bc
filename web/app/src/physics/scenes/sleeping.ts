import { DEBUG_ISLANDS, DEBUG_SHAPES, type PhysicsWorld } from 'quoin'
import { ball, box, slab, vec } from '../kit'
import { type Scene, view } from '../scene'

const SHELF_COUNT = 4
const SHELF_M = 4.6
const TOWER_COUNT = 25
const TOWER_HEIGHT = 10
const HALF_M = 0.15

function towers(world: PhysicsWorld, floorM: number): void {
  slab(world, vec(0, floorM - 0.15), vec(16.5, 0.15))
  for (let tower = 0; tower < TOWER_COUNT; tower++) {
    const x = (tower - (TOWER_COUNT - 1) / 2) * 1.25
    for (let level = 0; level < TOWER_HEIGHT; level++) {
      const at = vec(x, floorM + HALF_M + level * 2 * HALF_M)
      box(world, at, vec(HALF_M, HALF_M), {}, { isAwake: false })
    }
  }
}

export const sleeping: Scene = {
  name: 'sleeping',
  title: 'A thousand asleep',
  hint: 'Each tower sleeps as an island of its own colour and costs nothing; throw a ball at some.',
  views: [view(0, 8.6, 34.4, 19)],
  shows: DEBUG_SHAPES | DEBUG_ISLANDS,
  events: ['body'],
  world: { enableBodyEvents: true, bodyCapacity: 1100, shapeCapacity: 1100 },
  setup(world) {
    for (let shelf = 0; shelf < SHELF_COUNT; shelf++) towers(world, shelf * SHELF_M)
    for (const side of [-1, 1]) slab(world, vec(side * 16.8, 9), vec(0.15, 10))
    ball(world, vec(-15.6, 15), 0.6, {}, { velocityMps: vec(4, 0) })
    ball(world, vec(15.8, 6), 0.4, {}, { velocityMps: vec(-2, 0) })
    return {
      buttons: [
        { label: 'Wake all', action: () => world.setAllAwake(true) },
        { label: 'All asleep', action: () => world.setAllAwake(false) },
      ],
      status() {
        const { sleepingIslandCount, awakeBodyCount } = world.getCounters()
        return `${awakeBodyCount} awake, ${sleepingIslandCount} islands asleep`
      },
    }
  },
}
