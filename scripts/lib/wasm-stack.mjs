// wasm-stack.mjs [FILE]: a stack trace of a browser with the C file and line of each frame that lies in
// WebAssembly, by the source maps of the last `make dev`. From a file or from standard input.
//
// V8 and SpiderMonkey name a frame by the file's address and the byte of the instruction in it; a source
// map of WebAssembly has one line, whose columns are those bytes.
import { existsSync, readFileSync } from 'node:fs'

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const MAPS = new URL('../../web/app/public/debug/', import.meta.url)
// A bundler puts a hash between the name and its ending, V8 one behind it where there is no address.
const FRAME = /([\w-]+)(?:\.[\w~.-]+)?\.wasm(?:-[0-9a-f]+)?:wasm-function\[\d+\]:0x([0-9a-f]+)/

// Numbers in base 64 of five bits each, the least first; the lowest bit of the whole is the sign.
function numbersOf(segment) {
  const numbers = []
  let value = 0
  let shift = 0
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter)
    value += (digit & 31) << shift
    shift += 5
    if (digit & 32) continue
    numbers.push(value & 1 ? -(value >> 1) : value >> 1)
    value = 0
    shift = 0
  }
  return numbers
}

/** { byte, file, line } by rising byte; each row holds until the next one. */
function readMap(text) {
  const { sources, mappings } = JSON.parse(text)
  const now = [0, 0, 0, 0]
  return mappings.split(',').map((segment) => {
    numbersOf(segment).forEach((step, index) => {
      now[index] += step
    })
    const [byte, source, line] = now
    return { byte, file: sources[source], line: line + 1 }
  })
}

/** 'engine/base/pool.c:12', or undefined before the first row. */
function lineAt(rows, byte) {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle].byte <= byte) low = middle + 1
    else high = middle
  }
  const row = rows[low - 1]
  return row && `${row.file}:${row.line}`
}

const maps = new Map()

/** Of a module by its name, such as belfry; undefined where it was not built for debugging. */
function rowsOf(name) {
  const file = new URL(`${name}.wasm.map`, MAPS)
  if (!maps.has(name)) {
    maps.set(name, existsSync(file) ? readMap(readFileSync(file, 'utf8')) : undefined)
  }
  return maps.get(name)
}

function resolveStack(stack) {
  return stack.replaceAll(new RegExp(FRAME, 'g'), (frame, name, byte) => {
    // In a build for debugging the whole stands for each part.
    const rows = rowsOf(name.replace(/^engine-(?!scalar)\w+$/, 'engine'))
    const line = rows && lineAt(rows, Number.parseInt(byte, 16))
    return line ? `${frame} = ${line}` : frame
  })
}

const stack = readFileSync(process.argv[2] ?? 0, 'utf8')
process.stdout.write(resolveStack(stack))
