// What a browser does with pictures by itself, natively: canvases and bitmaps. Its resizing is no
// Lanczos3, and what goes through a canvas loses colours under little alpha.

const pixelsOf = (canvas) => {
  const { width, height } = canvas
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height)
  return { width, height, data }
}

function drawn(source, width, height) {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d', { willReadFrequently: true }).drawImage(source, 0, 0)
  return canvas
}

async function decoded(file) {
  const bitmap = await createImageBitmap(new Blob([file]))
  const result = pixelsOf(drawn(bitmap, bitmap.width, bitmap.height))
  bitmap.close()
  return result
}

async function encoded({ width, height, data }, type, quality) {
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0)
  const blob = await canvas.convertToBlob({ type, quality })
  return new Uint8Array(await blob.arrayBuffer())
}

async function resized({ width, height, data }, resizeWidth, resizeHeight) {
  const bitmap = await createImageBitmap(new ImageData(data, width, height), {
    resizeWidth,
    resizeHeight,
    resizeQuality: 'high',
  })
  const result = pixelsOf(drawn(bitmap, resizeWidth, resizeHeight))
  bitmap.close()
  return result
}

export async function load() {
  return {
    decodeJpeg: (file) => () => decoded(file),
    decodePng: (file) => () => decoded(file),
    encodeJpeg: (picture, quality) => () => encoded(picture, 'image/jpeg', quality / 100),
    encodePng: (picture) => () => encoded(picture, 'image/png'),
    resize: (picture, width, height) => () => resized(picture, width, height),
  }
}
