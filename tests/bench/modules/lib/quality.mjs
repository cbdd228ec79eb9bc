// How like one picture is to another: the ratio of peak to noise, in dB, and the structural similarity
// of the light (Wang and others, 2004), over windows of 8x8 pixels four apart.

const PEAK = 255
const WINDOW = 8
const APART = 4
const C1 = (0.01 * PEAK) ** 2
const C2 = (0.03 * PEAK) ** 2

/** Pictures have three or four bytes a pixel; what both have is compared. */
const stepOf = ({ width, height, data }) => data.length / (width * height)

function sameSize(a, b) {
  if (a.width !== b.width || a.height !== b.height) {
    throw new Error(`${a.width}x${a.height} is not ${b.width}x${b.height}`)
  }
}

function meanSquare(a, b, difference) {
  sameSize(a, b)
  const [stepA, stepB] = [stepOf(a), stepOf(b)]
  const channels = Math.min(stepA, stepB)
  const pixels = a.width * a.height
  let sum = 0
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let c = 0; c < channels; c++) {
      sum += difference(a.data, stepA * pixel, b.data, stepB * pixel, c) ** 2
    }
  }
  return sum / (pixels * channels)
}

const decibels = (square) => (square === 0 ? Infinity : 10 * Math.log10(PEAK ** 2 / square))

export const psnr = (a, b) =>
  decibels(meanSquare(a, b, (x, atX, y, atY, c) => x[atX + c] - y[atY + c]))

/** As it is seen: colours under little alpha count little. Both have four bytes a pixel. */
const seen = (data, at, c) => (c === 3 ? data[at + 3] : (data[at + c] * data[at + 3]) / 255)

export const psnrWeighted = (a, b) =>
  decibels(meanSquare(a, b, (x, atX, y, atY, c) => seen(x, atX, c) - seen(y, atY, c)))

function lightOf({ width, height, data }) {
  const step = stepOf({ width, height, data })
  return Float64Array.from(
    { length: width * height },
    (_, i) => 0.299 * data[step * i] + 0.587 * data[step * i + 1] + 0.114 * data[step * i + 2],
  )
}

function windowSimilarity(a, b, start, width) {
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0]
  for (let row = 0; row < WINDOW; row++) {
    for (let at = start + row * width; at < start + row * width + WINDOW; at++) {
      sumA += a[at]
      sumB += b[at]
      squareA += a[at] * a[at]
      squareB += b[at] * b[at]
      product += a[at] * b[at]
    }
  }
  const count = WINDOW * WINDOW
  const [meanA, meanB] = [sumA / count, sumB / count]
  const varianceA = squareA / count - meanA * meanA
  const varianceB = squareB / count - meanB * meanB
  const covariance = product / count - meanA * meanB
  const above = (2 * meanA * meanB + C1) * (2 * covariance + C2)
  return above / ((meanA * meanA + meanB * meanB + C1) * (varianceA + varianceB + C2))
}

/** Of pictures at least as large as a window. */
export function ssim(a, b) {
  sameSize(a, b)
  const [lightA, lightB] = [lightOf(a), lightOf(b)]
  let [sum, count] = [0, 0]
  for (let y = 0; y + WINDOW <= a.height; y += APART) {
    for (let x = 0; x + WINDOW <= a.width; x += APART) {
      sum += windowSimilarity(lightA, lightB, y * a.width + x, a.width)
      count++
    }
  }
  return sum / count
}
