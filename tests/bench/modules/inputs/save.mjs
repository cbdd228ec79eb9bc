// A save of a game as JSON, about a megabyte of it: what the compressors get. Bodies with the state of
// their physics, a map of tiles in runs, an inventory, and a log of what happened.
import { Random } from './random.mjs'

const SAVE_BYTES = 1_000_000
const KINDS = ['crate', 'barrel', 'coin', 'slime', 'bat', 'torch', 'door', 'platform', 'bell']
const STATES = ['idle', 'walk', 'fall', 'sleep', 'broken']
const ITEMS = ['rope', 'lantern', 'key_iron', 'key_brass', 'potion_small', 'potion_large', 'arrow']
const EVENTS = ['picked up', 'broke', 'opened', 'was hit by', 'landed on', 'rang', 'lit']
const MAP_WIDTH = 192
const MAP_HEIGHT = 96
const MAP_TILES = 24
const ITEM_COUNT = 120
const LOG_PART = 0.2

/** As a game writes it that rounds to what it needs. */
const rounded = (value, digits) => Number(value.toFixed(digits))

function entity(random, index) {
  const isStill = random.part() < 0.25
  const speed = isStill ? 0 : 8
  return {
    id: index + 1,
    kind: random.pick(KINDS),
    state: isStill ? 'sleep' : random.pick(STATES),
    position: {
      x: rounded(random.between(0, MAP_WIDTH), 6),
      y: rounded(random.between(0, MAP_HEIGHT), 6),
    },
    angle: isStill ? 0 : rounded(random.between(-Math.PI, Math.PI), 6),
    velocity: {
      x: rounded(random.between(-speed, speed), 6),
      y: rounded(random.between(-speed, speed), 6),
    },
    spin: rounded(random.between(-speed, speed) / 4, 6),
    impulses: Array.from({ length: random.below(4) }, () => rounded(4 * random.part(), 6)),
    health: random.pick([100, 100, 100, 75, 50, 10]),
    layer: random.below(4),
    tags: random.part() < 0.2 ? ['quest', random.pick(ITEMS)] : [],
  }
}

/** Rows of runs, most of them like the one above. */
function tiles(random) {
  const row = Array.from({ length: MAP_WIDTH }, () => 0)
  return Array.from({ length: MAP_HEIGHT }, () => {
    for (let change = random.below(10); change > 0; change--) {
      const start = random.below(MAP_WIDTH)
      const tile = random.part() < 0.5 ? 0 : random.below(MAP_TILES)
      row.fill(tile, start, start + 1 + random.below(24))
    }
    return [...row]
  })
}

function logLine(random, tick) {
  const who = `${random.pick(KINDS)} ${1 + random.below(1500)}`
  const what = `${random.pick(EVENTS)} ${random.pick([...KINDS, ...ITEMS])}`
  return { tick, text: `The ${who} ${what}`, damage: random.part() < 0.2 ? random.below(30) : 0 }
}

const item = (random) => ({
  item: random.pick(ITEMS),
  count: 1 + random.below(20),
  wear: rounded(random.part(), 2),
})

/** Members of a list until their text has so many bytes. */
function filled(bytes, make) {
  const list = []
  for (let length = 0; length < bytes; ) {
    list.push(make(list.length))
    length += JSON.stringify(list.at(-1)).length + 1
  }
  return list
}

/** The bytes of the save. */
export function makeSave(seed = 1, sizeBytes = SAVE_BYTES) {
  const random = new Random(seed)
  const head = {
    version: 7,
    game: 'belfry',
    seed,
    map: { width: MAP_WIDTH, height: MAP_HEIGHT, rows: tiles(random) },
    inventory: Array.from({ length: ITEM_COUNT }, () => item(random)),
  }
  const rest = Math.max(0, sizeBytes - JSON.stringify(head).length)
  let tick = 0
  const log = filled(LOG_PART * rest, () => {
    tick += 1 + random.below(90)
    return logLine(random, tick)
  })
  const entities = filled((1 - LOG_PART) * rest, (index) => entity(random, index))
  return new TextEncoder().encode(JSON.stringify({ ...head, entities, log }))
}
