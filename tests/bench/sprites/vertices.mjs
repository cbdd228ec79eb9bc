// In the page: the sprites of this benchmark in records of 32 bytes, and three ways to bring those to a
// vertex. What is done there and to each pixel is the same.
import { HEIGHT_PX, makePictures, makeSprites, PICTURES, SIDE_PX, WIDTH_PX } from './scene.mjs'

const ROW_TEXELS = 1024
const RECORD_WORDS = 8
const RECORD_BYTES = 4 * RECORD_WORDS
const CORNERS = [0, 1, 2, 0, 2, 3]

const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
uniform usampler2D records;
out vec2 uv;
flat out vec4 tint;
void place(uvec4 box, uvec4 look) {
  int corner = gl_VertexID & 3;
  vec2 side = vec2(corner == 1 || corner == 2 ? 1.0 : -1.0, corner >= 2 ? 1.0 : -1.0);
  vec2 turn = vec2(float(int(look.x << 16) >> 16), float(int(look.x) >> 16)) / 32767.0;
  vec2 reach = side * uintBitsToFloat(box.zw);
  vec2 at = uintBitsToFloat(box.xy) +
            vec2(turn.x * reach.x - turn.y * reach.y, turn.y * reach.x + turn.x * reach.y);
  gl_Position = vec4(at * vec2(${2 / WIDTH_PX}, ${-2 / HEIGHT_PX}) + vec2(-1.0, 1.0), 0.0, 1.0);
  uv = vec2((float(look.z) + 0.5 * side.x + 0.5) / ${PICTURES}.0, 0.5 * side.y + 0.5);
  tint = vec4(uvec4(look.y, look.y >> 8, look.y >> 16, look.y >> 24) & 255u) / 255.0;
}`
const PULLING = `${HEAD}
uvec4 texel(int i) { return texelFetch(records, ivec2(i % ${ROW_TEXELS}, i / ${ROW_TEXELS}), 0); }
void main() { place(texel(2 * (gl_VertexID >> 2)), texel(2 * (gl_VertexID >> 2) + 1)); }`
const GIVEN = `${HEAD}
layout(location = 0) in uvec4 box;
layout(location = 1) in uvec4 look;
void main() { place(box, look); }`
const PIXELS = `#version 300 es
precision highp float;
uniform sampler2D pictures;
in vec2 uv;
flat in vec4 tint;
out vec4 color;
void main() { color = texture(pictures, uv) * tint; }`

let gl
let ways

function compile(kind, source) {
  const shader = gl.createShader(kind)
  gl.shaderSource(shader, source)
  gl.compileShader(shader)
  return shader
}

function makeProgram(vertices) {
  const program = gl.createProgram()
  gl.attachShader(program, compile(gl.VERTEX_SHADER, vertices))
  gl.attachShader(program, compile(gl.FRAGMENT_SHADER, PIXELS))
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(gl.getProgramInfoLog(program))
  }
  gl.useProgram(program)
  gl.uniform1i(gl.getUniformLocation(program, 'records'), 1)
  return program
}

const signed = (unit) => Math.round(unit * 32767) & 0xffff

function makeRecords(count) {
  const rows = Math.ceil((2 * count) / ROW_TEXELS)
  const words = new Uint32Array(rows * ROW_TEXELS * 4)
  const floats = new Float32Array(words.buffer)
  makeSprites(count).forEach((sprite, index) => {
    const at = index * RECORD_WORDS
    floats.set([sprite.x, sprite.y, SIDE_PX / 2, SIDE_PX / 2], at)
    words[at + 4] = signed(Math.cos(sprite.angle)) | (signed(Math.sin(sprite.angle)) << 16)
    words[at + 5] = sprite.r | (sprite.g << 8) | (sprite.b << 16) | 0xff000000
    words[at + 6] = sprite.picture
  })
  return { words, rows }
}

function bindIndices(indices) {
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer())
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STATIC_DRAW)
}

/** For so many records, four corners each. */
const indicesOf = (count) =>
  Uint32Array.from({ length: count * 6 }, (_, i) => 4 * Math.floor(i / 6) + CORNERS[i % 6])

function makePulled(records, count) {
  const program = makeProgram(PULLING)
  const vertices = gl.createVertexArray()
  gl.bindVertexArray(vertices)
  bindIndices(indicesOf(count))
  gl.activeTexture(gl.TEXTURE1)
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32UI, ROW_TEXELS, records.rows)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST)
  return () => {
    gl.useProgram(program)
    gl.bindVertexArray(vertices)
    const size = [ROW_TEXELS, records.rows]
    const format = [gl.RGBA_INTEGER, gl.UNSIGNED_INT]
    gl.texSubImage2D(gl.TEXTURE_2D, 0, 0, 0, ...size, ...format, records.words)
    gl.drawElements(gl.TRIANGLES, 6 * count, gl.UNSIGNED_INT, 0)
  }
}

function bindAttributes(bytes, divisor) {
  const buffer = gl.createBuffer()
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
  gl.bufferData(gl.ARRAY_BUFFER, bytes, gl.DYNAMIC_DRAW)
  for (const place of [0, 1]) {
    gl.enableVertexAttribArray(place)
    gl.vertexAttribIPointer(place, 4, gl.UNSIGNED_INT, RECORD_BYTES, 16 * place)
    gl.vertexAttribDivisor(place, divisor)
  }
  return buffer
}

function makeGiven(words, divisor, indices, draw) {
  const program = makeProgram(GIVEN)
  const vertices = gl.createVertexArray()
  gl.bindVertexArray(vertices)
  bindIndices(indices)
  const buffer = bindAttributes(words.byteLength, divisor)
  return () => {
    gl.useProgram(program)
    gl.bindVertexArray(vertices)
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
    gl.bufferSubData(gl.ARRAY_BUFFER, 0, words)
    draw()
  }
}

/** Written once: what a processor takes to do so in each frame is not counted. */
function fourTimesOver(words) {
  const copies = new Uint32Array(words.length * 4)
  for (let at = 0; at < words.length; at += RECORD_WORDS) {
    const record = words.subarray(at, at + RECORD_WORDS)
    for (let corner = 0; corner < 4; corner++) {
      copies.set(record, 4 * at + corner * RECORD_WORDS)
    }
  }
  return copies
}

/** The names of the ways. */
export function open(count) {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH_PX
  canvas.height = HEIGHT_PX
  document.body.append(canvas)
  gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false })
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true)
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, gl.RGBA, gl.UNSIGNED_BYTE, makePictures(0, PICTURES))
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR)
  gl.enable(gl.BLEND)
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
  const records = makeRecords(count)
  const words = records.words.subarray(0, count * RECORD_WORDS)
  ways = {
    pulled: makePulled(records, count),
    instances: makeGiven(words, 1, Uint32Array.from(CORNERS), () =>
      gl.drawElementsInstanced(gl.TRIANGLES, 6, gl.UNSIGNED_INT, 0, count),
    ),
    copies: makeGiven(fourTimesOver(words), 0, indicesOf(count), () =>
      gl.drawElements(gl.TRIANGLES, 6 * count, gl.UNSIGNED_INT, 0),
    ),
  }
  return Object.keys(ways)
}

function draw(way, pixels, width, height) {
  gl.clearColor(0, 0, 0, 1)
  gl.clear(gl.COLOR_BUFFER_BIT)
  ways[way]()
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
}

/** Milliseconds of each frame, until its first pixel can be read. */
export function time(way, frames) {
  const pixel = new Uint8Array(4)
  return Array.from({ length: frames }, () => {
    const from = performance.now()
    draw(way, pixel, 1, 1)
    return performance.now() - from
  })
}

/** Whether every way draws the same pixels, and any at all. */
export function picturesAreAlike() {
  const pictures = Object.keys(ways).map((way) => {
    const pixels = new Uint8Array(WIDTH_PX * HEIGHT_PX * 4)
    draw(way, pixels, WIDTH_PX, HEIGHT_PX)
    return pixels
  })
  const [first] = pictures
  const isDrawn = first.some((value, index) => index % 4 < 3 && value > 0)
  return isDrawn && pictures.every((pixels) => pixels.every((value, at) => value === first[at]))
}
