// The sprites that every contender draws, for those in JavaScript: as sprites.h makes them.

export const WIDTH_PX = 640
export const HEIGHT_PX = 360
export const SIDE_PX = 8
export const TEXTURE_SIDE_PX = 16
export const PICTURES = 8

/** From 0 to 1, less than 1. */
function makeRandom() {
  let state = 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) / 16777216
  }
}

/** `{ x, y, angle, turn, r, g, b, picture }` each; the turn is that of a frame, in radians. */
export function makeSprites(count) {
  const next = makeRandom()
  return Array.from({ length: count }, (_, index) => ({
    x: next() * WIDTH_PX,
    y: next() * HEIGHT_PX,
    angle: next() * 2 * Math.PI,
    turn: next() * 0.2 - 0.1,
    r: Math.floor(64 + next() * 191),
    g: Math.floor(64 + next() * 191),
    b: Math.floor(64 + next() * 191),
    picture: index % PICTURES,
  }))
}

function texel(picture, x, y) {
  const dx = 2 * x - TEXTURE_SIDE_PX + 1
  const dy = 2 * y - TEXTURE_SIDE_PX + 1
  const across = picture % 2 === 0 ? dx : dy
  return [
    picture & 1 ? 255 : 160,
    picture & 2 ? 255 : 160,
    across > -4 && across < 4 ? 255 : 120,
    dx * dx + dy * dy < 240 ? 255 : 0,
  ]
}

/** A canvas with so many of the pictures side by side. */
export function makePictures(first, count) {
  const canvas = document.createElement('canvas')
  canvas.width = TEXTURE_SIDE_PX * count
  canvas.height = TEXTURE_SIDE_PX
  const context = canvas.getContext('2d')
  const image = context.createImageData(canvas.width, canvas.height)
  for (let at = 0; at < canvas.width * canvas.height; at++) {
    const x = at % canvas.width
    const y = Math.floor(at / canvas.width)
    image.data.set(texel(first + Math.floor(x / TEXTURE_SIDE_PX), x % TEXTURE_SIDE_PX, y), 4 * at)
  }
  context.putImageData(image, 0, 0)
  return canvas
}
