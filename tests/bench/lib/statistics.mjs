// What a benchmark makes of its samples.

/** The value that the given part of all samples does not exceed; of none, NaN. */
export function percentile(samples, part) {
  const sorted = Float64Array.from(samples).sort()
  return sorted.length === 0
    ? Number.NaN
    : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
}

export const median = (samples) => percentile(samples, 0.5)

export function geometricMean(values) {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}

/** The slope of the line through points of logarithms: y grows like x to this power. */
export function growthExponent(points) {
  const logs = points.map(({ x, y }) => [Math.log(x), Math.log(y)])
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length
  const above = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  const below = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
  return above / below
}
