// embed-sources.mjs FROM TO: writes a source map with the sources inside, so that a browser's
// debugger shows C code that no server hands out. Sources that are not there stay out.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const [from, to] = process.argv.slice(2)
const map = JSON.parse(readFileSync(from, 'utf8'))

function read(source) {
  try {
    return readFileSync(resolve(dirname(from), source), 'utf8')
  } catch {
    return null
  }
}

map.sourcesContent = map.sources.map(read)
map.sources = map.sources.map((source) => source.replace(/^(\.\.\/)+/, ''))
writeFileSync(to, JSON.stringify(map))
