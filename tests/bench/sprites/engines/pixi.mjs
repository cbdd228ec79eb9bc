// PixiJS: its particles, which take their texture from one source, and its sprites from one or more.
import * as PIXI from '/tests/bench/sprites/peers/node_modules/pixi.js/dist/pixi.min.mjs'
import {
  HEIGHT_PX,
  makePictures,
  makeSprites,
  PICTURES,
  SIDE_PX,
  TEXTURE_SIDE_PX,
  WIDTH_PX,
} from '../scene.mjs'

async function makeRenderer(canvas) {
  const renderer = new PIXI.WebGLRenderer()
  await renderer.init({
    canvas,
    width: WIDTH_PX,
    height: HEIGHT_PX,
    backgroundColor: 0,
    antialias: false,
  })
  return renderer
}

/** One texture for each picture, on one source or on one each. */
function makeTextures(isOneSource) {
  if (!isOneSource) {
    return Array.from({ length: PICTURES }, (_, picture) =>
      PIXI.Texture.from(makePictures(picture, 1)),
    )
  }
  const { source } = PIXI.Texture.from(makePictures(0, PICTURES))
  const side = TEXTURE_SIDE_PX
  return Array.from(
    { length: PICTURES },
    (_, picture) =>
      new PIXI.Texture({ source, frame: new PIXI.Rectangle(picture * side, 0, side, side) }),
  )
}

const placed = (sprite, textures) => ({
  texture: textures[sprite.picture],
  x: sprite.x,
  y: sprite.y,
  rotation: sprite.angle,
  tint: (sprite.r << 16) | (sprite.g << 8) | sprite.b,
})

function makeParticles(sprites, textures) {
  const container = new PIXI.ParticleContainer({
    dynamicProperties: { position: false, rotation: true },
  })
  const scale = SIDE_PX / TEXTURE_SIDE_PX
  const parts = sprites.map(
    (sprite) =>
      new PIXI.Particle({
        ...placed(sprite, textures),
        anchorX: 0.5,
        anchorY: 0.5,
        scaleX: scale,
        scaleY: scale,
      }),
  )
  for (const part of parts) container.addParticle(part)
  return { container, parts }
}

function makeSpriteTree(sprites, textures) {
  const container = new PIXI.Container()
  const parts = sprites.map((sprite) => {
    const part = new PIXI.Sprite({ ...placed(sprite, textures), anchor: 0.5 })
    part.setSize(SIDE_PX)
    container.addChild(part)
    return part
  })
  return { container, parts }
}

export async function open(canvas, { count, textureCount, isParticles }) {
  const renderer = await makeRenderer(canvas)
  const sprites = makeSprites(count)
  const textures = makeTextures(textureCount === 1)
  const { container, parts } = (isParticles ? makeParticles : makeSpriteTree)(sprites, textures)
  const frame = () => {
    for (let at = 0; at < parts.length; at++) parts[at].rotation += sprites[at].turn
    renderer.render(container)
  }
  return { frame }
}
