// A picture with the statistics of a photograph, made and not fetched: things of every size that hide
// one another (few large ones, many small, as in "dead leaves" models of natural scenes), each with a
// colour, a shade that changes across it and a texture of its own; edges as soft as a lens makes them;
// and the noise of a sensor, stronger where it is bright. The same bytes from the same seed everywhere.
import { Noise } from './noise.mjs'
import { Random } from './random.mjs'

const CHANNELS = 4
const LEAST_RADIUS = 4
/** Radii are spread so that things of every size cover as much of the picture. */
const LARGEST_PART = 0.3
/** How often the things cover the picture, one over another. */
const LAYERS = 5
const LIGHT = [0.21, 0.72, 0.07]

/** By a multiplication: a power may differ from one engine of JavaScript to another. */
const squared = (x) => x * x

/** Most things have something of the colour of their surroundings: bright at the top, warm at a side. */
const placeColour = (x, y) => [190 - 130 * y + 40 * x, 185 - 120 * y, 200 - 110 * y - 50 * x]

function makeThing(random, width, height) {
  const largest = LARGEST_PART * Math.min(width, height)
  const inverse = random.between(1 / squared(largest), 1 / squared(LEAST_RADIUS))
  const radius = 1 / Math.sqrt(inverse)
  const x = random.between(0, width)
  const y = random.between(0, height)
  const strange = random.between(0.15, 0.9)
  const tint = [random.between(-45, 45), random.between(-12, 12), random.between(-45, 45)]
  const place = placeColour(x / width, y / height)
  const light = random.between(25, 225)
  return {
    x,
    y,
    radius,
    isRound: random.part() < 0.7,
    flatness: random.between(0.4, 1),
    colour: place.map((part, at) => part + strange * (light + tint[at] - part)),
    shadeX: random.between(-30, 30) / radius,
    shadeY: random.between(-30, 30) / radius,
    texture: random.part() < 0.2 ? random.between(0, 1) : random.between(3, 26),
  }
}

function paint(map, width, height, thing, index) {
  const { x, y, radius, flatness, isRound } = thing
  const tall = radius * flatness
  const first = Math.max(0, Math.ceil(y - tall))
  const last = Math.min(height - 1, Math.floor(y + tall))
  for (let row = first; row <= last; row++) {
    const part = (row - y) / tall
    const half = isRound ? radius * Math.sqrt(Math.max(0, 1 - part * part)) : radius
    const from = Math.max(0, Math.ceil(x - half))
    const to = Math.min(width, Math.floor(x + half) + 1)
    if (from < to) map.fill(index, row * width + from, row * width + to)
  }
}

/** Which thing is seen at each pixel: index 0 lies behind all others. The large ones come first. */
function arrange(random, width, height) {
  const background = { ...makeThing(random, width, height), radius: Math.max(width, height) }
  const things = [{ ...background, shadeX: 40 / width, shadeY: -60 / height, texture: 0.5 }]
  const wanted = LAYERS * width * height
  let covered = 0
  while (covered < wanted) {
    const thing = makeThing(random, width, height)
    covered += 4 * squared(thing.radius) * thing.flatness
    things.push(thing)
  }
  const map = new Uint32Array(width * height)
  things.forEach((thing, index) => {
    if (index > 0) paint(map, width, height, thing, index)
  })
  return { things, map }
}

/** Rows of light as it falls on the lens, three floats a pixel. */
class Scene {
  constructor(width, height, seed) {
    const random = new Random(seed)
    this.width = width
    this.arranged = arrange(random, width, height)
    this.texture = new Noise(width, { shortest: 2, longest: 256, gain: 1.2, seed: seed + 1 })
    this.tint = new Noise(width, { shortest: 16, longest: 256, gain: 1.4, seed: seed + 2 })
    this.rowOfTexture = new Float64Array(width)
    this.rowOfTint = new Float64Array(width)
  }

  light(out, y) {
    const { things, map } = this.arranged
    this.texture.fill(this.rowOfTexture, y)
    this.tint.fill(this.rowOfTint, y)
    for (let x = 0; x < this.width; x++) {
      const thing = things[map[y * this.width + x]]
      const shade = thing.shadeX * (x - thing.x) + thing.shadeY * (y - thing.y)
      const light = shade + thing.texture * this.rowOfTexture[x]
      const tint = 0.35 * thing.texture * this.rowOfTint[x]
      out[3 * x] = thing.colour[0] + light + tint
      out[3 * x + 1] = thing.colour[1] + light
      out[3 * x + 2] = thing.colour[2] + light - tint
    }
  }
}

/** What a lens makes of three rows: weights of 1 2 1, both ways. */
function soften(out, [above, row, below], width) {
  const mixed = (at) => above[at] + 2 * row[at] + below[at]
  for (let x = 0; x < width; x++) {
    const left = 3 * Math.max(0, x - 1)
    const right = 3 * Math.min(width - 1, x + 1)
    for (let channel = 0; channel < 3; channel++) {
      const middle = mixed(3 * x + channel)
      out[3 * x + channel] = (mixed(left + channel) + 2 * middle + mixed(right + channel)) / 16
    }
  }
}

const inByte = (value) => (value < 0 ? 0 : value > 255 ? 255 : Math.floor(value + 0.5))

/** Noise that all channels share and some of each; it grows with the light. */
function expose(rgba, offset, light, random, noise) {
  for (let x = 0; x < light.length / 3; x++) {
    const [red, green, blue] = [light[3 * x], light[3 * x + 1], light[3 * x + 2]]
    const bright = Math.max(0, LIGHT[0] * red + LIGHT[1] * green + LIGHT[2] * blue)
    const strength = noise * (0.5 + bright / 255)
    const bits = random.bits()
    const shared = ((bits & 255) + ((bits >>> 8) & 255)) / 255 - 1
    const own = ((bits >>> 16) & 255) / 255 - 0.5
    const other = (bits >>> 24) / 255 - 0.5
    const at = offset + CHANNELS * x
    rgba[at] = inByte(red + strength * (shared + own))
    rgba[at + 1] = inByte(green + strength * (shared - 0.5 * (own + other)))
    rgba[at + 2] = inByte(blue + strength * (shared + other))
    rgba[at + 3] = 255
  }
}

/** `{ width, height, data }` with red, green, blue and a full alpha. */
export function makePicture(width, height, seed = 1, noise = 5) {
  const scene = new Scene(width, height, seed)
  const random = new Random(seed + 7)
  const data = new Uint8ClampedArray(CHANNELS * width * height)
  const ring = [0, 1, 2].map(() => new Float64Array(3 * width))
  const softened = new Float64Array(3 * width)
  const rowAt = (y) => ring[y % 3]
  scene.light(rowAt(0), 0)
  for (let y = 0; y < height; y++) {
    if (y + 1 < height) scene.light(rowAt(y + 1), y + 1)
    const rows = [rowAt(Math.max(0, y - 1)), rowAt(y), rowAt(Math.min(height - 1, y + 1))]
    soften(softened, rows, width)
    expose(data, CHANNELS * width * y, softened, random, noise)
  }
  return { width, height, data }
}

/** The same colours under an alpha that falls from 255 at the middle to 0 at the corners. */
export function withAlpha({ width, height, data }) {
  const seen = Uint8ClampedArray.from(data)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const far = squared((2 * x) / width - 1) + squared((2 * y) / height - 1)
      seen[CHANNELS * (y * width + x) + 3] = inByte(255 * (1.5 - far))
    }
  }
  return { width, height, data: seen }
}
