// LittleJS on one texture: its loop is held, and each frame draws what its users draw in their render
// function.
import * as engine from '/tests/bench/sprites/peers/node_modules/littlejsengine/dist/littlejs.esm.min.js'
import {
  HEIGHT_PX,
  makePictures,
  makeSprites,
  PICTURES,
  SIDE_PX,
  TEXTURE_SIDE_PX,
  WIDTH_PX,
} from '../scene.mjs'

/** Its loop asks for the next frame by itself; none of ours would be measured alone. */
function holdLoop() {
  const { requestAnimationFrame } = window
  window.requestAnimationFrame = () => 0
  return () => {
    window.requestAnimationFrame = requestAnimationFrame
  }
}

export async function open(_canvas, { count }) {
  const { vec2, Color, TileInfo } = engine
  engine.setShowSplashScreen(false)
  engine.setCanvasFixedSize(vec2(WIDTH_PX, HEIGHT_PX))
  const release = holdLoop()
  await new Promise((resolve) => {
    engine.engineInit(resolve, null, null, null, null, [makePictures(0, PICTURES).toDataURL()])
  })
  release()
  engine.setCameraPos(vec2(WIDTH_PX / 2, HEIGHT_PX / 2))
  engine.setCameraScale(1)
  engine.glPreRender?.()
  const size = vec2(SIDE_PX)
  const tileSize = vec2(TEXTURE_SIDE_PX)
  const sprites = makeSprites(count).map((sprite) => ({
    position: vec2(sprite.x, sprite.y),
    angle: sprite.angle,
    turn: sprite.turn,
    color: new Color(sprite.r / 255, sprite.g / 255, sprite.b / 255),
    tile: new TileInfo(vec2(sprite.picture * TEXTURE_SIDE_PX, 0), tileSize),
  }))
  const frame = () => {
    engine.glClearCanvas?.()
    for (const sprite of sprites) {
      sprite.angle += sprite.turn
      engine.drawTile(sprite.position, size, sprite.tile, sprite.color, sprite.angle)
    }
    engine.glFlush()
  }
  return { frame }
}
