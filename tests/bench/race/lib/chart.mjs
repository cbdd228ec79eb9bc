// A log-log chart as SVG, in light and dark, with a name at the end of each line instead of a legend.
// Whoever cannot see it gets a title and a description; lines differ by dash and mark as well as by
// colour, and each colour has a contrast of at least 3 to 1 to the ground it is drawn on.

const WIDTH = 760
const HEIGHT = 440
const PLOT = { left: 64, right: 590, top: 20, bottom: 392 }
const LABEL_HEIGHT = 17
const LETTER_WIDTH = 8
const LABEL_GAP = 12

/** Light and dark of each line, its dash, its mark. The first is ours: black or white, and thick. */
export const STYLES = [
  { light: '#111111', dark: '#f5f5f5', dash: '', mark: 'circle' },
  { light: '#0060a8', dark: '#66b8f0', dash: '', mark: 'square' },
  { light: '#0060a8', dark: '#66b8f0', dash: '6 4', mark: 'square' },
  { light: '#b03a00', dark: '#ff9a66', dash: '', mark: 'triangle' },
  { light: '#b03a00', dark: '#ff9a66', dash: '6 4', mark: 'triangle' },
  { light: '#00704f', dark: '#4fc9a0', dash: '', mark: 'diamond' },
  { light: '#8a2f7d', dark: '#e08fd3', dash: '', mark: 'circle' },
  { light: '#6b5a00', dark: '#cfb53b', dash: '2 3', mark: 'square' },
  { light: '#111111', dark: '#f5f5f5', dash: '6 4', mark: 'circle' },
]

const GROUND = { light: '#ffffff', dark: '#15171a' }
const INK = { light: '#333333', dark: '#d0d3d8' }
const GRID = { light: '#dddddd', dark: '#33373d' }

const escaped = (text) => String(text).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
const rounded = (value) => Number(value.toFixed(1))

function decades(low, high) {
  const first = Math.floor(Math.log10(low))
  const last = Math.ceil(Math.log10(high))
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, step) => first + step)
}

/** From values to pixels, over whole decades. */
function logScale(values, from, to) {
  const powers = decades(Math.min(...values), Math.max(...values))
  const span = powers.at(-1) - powers[0]
  return {
    powers,
    at: (value) => from + ((Math.log10(value) - powers[0]) / span) * (to - from),
  }
}

const plain = (power) =>
  power >= 0 ? (10 ** power).toLocaleString('en') : (10 ** power).toFixed(-power)

function rules(styles) {
  const lines = (tone) => styles.map((style, index) => `.s${index}{--c:${style[tone]}}`).join('')
  const base = (tone) => `svg{--ground:${GROUND[tone]};--ink:${INK[tone]};--grid:${GRID[tone]}}`
  return [
    `${base('light')}${lines('light')}`,
    `@media (prefers-color-scheme:dark){${base('dark')}${lines('dark')}}`,
    'text{font:13px system-ui,sans-serif;fill:var(--ink)}',
    '.grid{stroke:var(--grid);stroke-width:1}',
    '.line{fill:none;stroke:var(--c);stroke-width:2}.ours .line{stroke-width:3.5}',
    '.lead{stroke:var(--c);stroke-width:0.8}',
    '.mark{fill:var(--c)}.name{fill:var(--c);font-weight:600;paint-order:stroke;stroke:var(--ground);stroke-width:4}',
  ].join('\n')
}

function mark(kind, x, y) {
  const [a, b] = [rounded(x), rounded(y)]
  switch (kind) {
    case 'square':
      return `<rect class="mark" x="${rounded(x - 3.5)}" y="${rounded(y - 3.5)}" width="7" height="7"/>`
    case 'triangle':
      return `<path class="mark" d="M${a} ${rounded(y - 4.5)}l4.5 8h-9z"/>`
    case 'diamond':
      return `<path class="mark" d="M${a} ${rounded(y - 5)}l5 5l-5 5l-5 -5z"/>`
    default:
      return `<circle class="mark" cx="${a}" cy="${b}" r="4"/>`
  }
}

function axes(x, y, { xLabel, yLabel }) {
  const parts = []
  for (const power of x.powers) {
    const at = rounded(x.at(10 ** power))
    parts.push(
      `<path class="grid" d="M${at} ${PLOT.top}V${PLOT.bottom}"/>`,
      `<text x="${at}" y="${PLOT.bottom + 18}" text-anchor="middle">${plain(power)}</text>`,
    )
  }
  for (const power of y.powers) {
    const at = rounded(y.at(10 ** power))
    parts.push(
      `<path class="grid" d="M${PLOT.left} ${at}H${PLOT.right}"/>`,
      `<text x="${PLOT.left - 8}" y="${at + 4}" text-anchor="end">${plain(power)}</text>`,
    )
  }
  const middle = rounded((PLOT.left + PLOT.right) / 2)
  const height = rounded((PLOT.top + PLOT.bottom) / 2)
  parts.push(
    `<text x="${middle}" y="${HEIGHT - 10}" text-anchor="middle">${escaped(xLabel)}</text>`,
    `<text transform="translate(16 ${height}) rotate(-90)" text-anchor="middle">${escaped(yLabel)}</text>`,
  )
  return parts.join('\n')
}

/** Heights near the wanted ones, in their order, no two closer than a label is high. */
function spread(wanted, low, high) {
  const placed = wanted.slice()
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a] - wanted[b] || a - b)
  let least = low
  for (const index of order) {
    placed[index] = Math.max(placed[index], least)
    least = placed[index] + LABEL_HEIGHT
  }
  let most = high
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index], most)
    most = placed[index] - LABEL_HEIGHT
  }
  return placed
}

const covers = (a, b) =>
  Math.abs(a.y - b.y) < LABEL_HEIGHT && a.x < b.x + b.width && b.x < a.x + a.width

/** 0, one row up, one down, two up ... */
const shifts = (count) =>
  Array.from({ length: 2 * count + 1 }, (_, step) => Math.ceil(step / 2) * (step % 2 ? -1 : 1))

/** Near the end on the right, near it on the left, then anywhere on the right. */
const TRIES = [
  ...shifts(2).map((shift) => ({ shift, isLeft: false })),
  ...shifts(3).map((shift) => ({ shift, isLeft: true })),
  ...shifts(20).map((shift) => ({ shift, isLeft: false })),
]

function tryLabels(ends, { shift, isLeft }, low, high) {
  const wanted = ends.map(({ y }) => y + shift * LABEL_HEIGHT)
  const heights = spread(wanted, low, high)
  return ends.map(({ x, width }, index) => ({
    x: isLeft ? x - width - LABEL_GAP : x + LABEL_GAP,
    y: heights[index],
    width,
    isLeft,
  }))
}

/**
 * Where the names stand: beside the ends of their lines, moved up or down as far as it takes not to
 * cover one another. `ends` are { x, y, width }; those that end at one place keep their order.
 */
export function placeLabels(ends, low = PLOT.top + 6, high = PLOT.bottom) {
  const placed = []
  const columns = [...new Set(ends.map(({ x }) => x))].sort((a, b) => b - a)
  for (const x of columns) {
    const members = ends.map((_, index) => index).filter((index) => ends[index].x === x)
    const tried = TRIES.map((one) =>
      tryLabels(
        members.map((index) => ends[index]),
        one,
        low,
        high,
      ),
    )
    const isFree = (label) => !placed.some((other) => other && covers(label, other))
    const labels = tried.find((all) => all.every(isFree)) ?? tried[0]
    members.forEach((index, at) => {
      placed[index] = labels[at]
    })
  }
  return placed
}

function series({ style, index, points, label, isOurs }, x, y, place) {
  const places = points.map((point) => [x.at(point.x), y.at(point.y)])
  const path = places.map(([a, b]) => `${rounded(a)} ${rounded(b)}`).join('L')
  const [endX, endY] = places.at(-1)
  const dash = style.dash ? ` stroke-dasharray="${style.dash}"` : ''
  const isMoved = Math.abs(place.y - endY) > 1
  const nameX = place.isLeft ? place.x + place.width : place.x
  const anchor = place.isLeft ? ' text-anchor="end"' : ''
  const leadX = place.isLeft ? nameX + 2 : nameX - 2
  return [
    `<g class="s${index}${isOurs ? ' ours' : ''}">`,
    `<path class="line"${dash} d="M${path}"/>`,
    ...places.map(([a, b]) => mark(style.mark, a, b)),
    ...(isMoved
      ? [
          `<path class="lead" d="M${rounded(endX)} ${rounded(endY)}L${rounded(leadX)} ${rounded(place.y)}"/>`,
        ]
      : []),
    `<text class="name"${anchor} x="${rounded(nameX)}" y="${rounded(place.y + 4)}">${escaped(label)}</text>`,
    '</g>',
  ].join('\n')
}

/**
 * `lines` are { label, points: [{ x, y }], isOurs? } with positive numbers; a line keeps the style
 * of its place in the list, even where another has no points.
 */
export function logLogChart({ title, description, xLabel, yLabel, lines }) {
  const drawn = lines
    .map((line, index) => ({ ...line, index, style: STYLES[index % STYLES.length] }))
    .filter(({ points }) => points.length > 0)
  if (drawn.length === 0) throw new Error('a chart needs at least one point')
  const all = drawn.flatMap(({ points }) => points)
  const x = logScale(
    all.map((point) => point.x),
    PLOT.left,
    PLOT.right,
  )
  const y = logScale(
    all.map((point) => point.y),
    PLOT.bottom,
    PLOT.top,
  )
  const labels = placeLabels(
    drawn.map(({ points, label }) => ({
      x: x.at(points.at(-1).x),
      y: y.at(points.at(-1).y),
      width: label.length * LETTER_WIDTH,
    })),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<style>${rules(lines.map((_, index) => STYLES[index % STYLES.length]))}</style>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" style="fill:var(--ground)"/>`,
    axes(x, y, { xLabel, yLabel }),
    ...drawn.map((one, index) => series(one, x, y, labels[index])),
    '</svg>',
    '',
  ].join('\n')
}
