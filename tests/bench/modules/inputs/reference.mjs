// What resizing and blurring should give, by the formulas, in double precision: slow, and independent
// of every contender. Both are two passes with weights that add up to 1.

const CHANNELS = 4

function sinc(x) {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

const lanczos3 = (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0)

/** For each place of the result: the first place that it takes from, and the weights. */
function resizeTaps(from, to) {
  const scale = from / to
  return Array.from({ length: to }, (_, at) => {
    const center = (at + 0.5) * scale
    const start = Math.max(0, Math.floor(center - 3 * scale))
    const end = Math.min(from, Math.ceil(center + 3 * scale))
    const raw = Array.from({ length: end - start }, (_, i) =>
      lanczos3((start + i + 0.5 - center) / scale),
    )
    const sum = raw.reduce((total, weight) => total + weight, 0)
    return { start, weights: raw.map((weight) => weight / sum) }
  })
}

function blurTaps(length, sigma) {
  const reach = Math.ceil(4 * sigma)
  const raw = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)),
  )
  const sum = raw.reduce((total, weight) => total + weight, 0)
  const weights = raw.map((weight) => weight / sum)
  return Array.from({ length }, (_, at) => ({ start: at - reach, weights }))
}

/** Along rows of `width` places; beyond the ends lies what is at the ends. */
function alongRows({ width, height, data }, taps) {
  const out = new Float64Array(CHANNELS * taps.length * height)
  for (let y = 0; y < height; y++) {
    taps.forEach(({ start, weights }, x) => {
      for (let i = 0; i < weights.length; i++) {
        const column = Math.min(width - 1, Math.max(0, start + i))
        const from = CHANNELS * (y * width + column)
        const to = CHANNELS * (y * taps.length + x)
        for (let c = 0; c < CHANNELS; c++) out[to + c] += weights[i] * data[from + c]
      }
    })
  }
  return { width: taps.length, height, data: out }
}

function alongColumns({ width, height, data }, taps) {
  const out = new Float64Array(CHANNELS * width * taps.length)
  const stride = CHANNELS * width
  taps.forEach(({ start, weights }, y) => {
    for (let i = 0; i < weights.length; i++) {
      const from = stride * Math.min(height - 1, Math.max(0, start + i))
      for (let x = 0; x < stride; x++) out[stride * y + x] += weights[i] * data[from + x]
    }
  })
  return { width, height: taps.length, data: out }
}

const inBytes = ({ width, height, data }) => ({
  width,
  height,
  data: Uint8ClampedArray.from(data, (value) => Math.floor(value + 0.5)),
})

const resized = (picture, width, height) =>
  alongColumns(
    alongRows(picture, resizeTaps(picture.width, width)),
    resizeTaps(picture.height, height),
  )

export const referenceResize = (picture, width, height) => inBytes(resized(picture, width, height))

const toLinear = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const toCurve = (value) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055)

/** In linear light, each colour counting as much as it is seen. */
export function referenceResizeLinear(picture, width, height) {
  const linear = Float64Array.from({ length: 256 }, (_, value) => toLinear(value / 255))
  const weighted = new Float64Array(picture.data.length)
  for (let at = 0; at < weighted.length; at += CHANNELS) {
    const alpha = picture.data[at + 3] / 255
    for (let c = 0; c < 3; c++) weighted[at + c] = alpha * linear[picture.data[at + c]]
    weighted[at + 3] = alpha
  }
  const result = resized({ ...picture, data: weighted }, width, height)
  for (let at = 0; at < result.data.length; at += CHANNELS) {
    const alpha = Math.min(1, Math.max(0, result.data[at + 3]))
    for (let c = 0; c < 3; c++) {
      const light = alpha > 0 ? Math.min(1, Math.max(0, result.data[at + c] / alpha)) : 0
      result.data[at + c] = 255 * toCurve(light)
    }
    result.data[at + 3] = 255 * alpha
  }
  return inBytes(result)
}

export const referenceBlur = (picture, sigma) =>
  inBytes(
    alongColumns(
      alongRows(picture, blurTaps(picture.width, sigma)),
      blurTaps(picture.height, sigma),
    ),
  )
