// Writes what modules_only.wasm exports, one name a line: every public function of the modules, as the
// headers declare them, and what the adapter (ours.mjs) needs to reach them.
// node exports.mjs <output> <header>...
import { readFileSync, writeFileSync } from 'node:fs'

const ADAPTER = ['malloc', 'free', 'modules_count', 'modules_peak_bytes', 'modules_error_text']

/** The names that a header declares as public. */
export const publicNames = (text) =>
  [...text.matchAll(/^QN_API\s[^;]*?\b(qn_\w+)\s*\(/gm)].map(([, name]) => name)

export function exportList(texts) {
  return [...texts.flatMap(publicNames), ...ADAPTER].map((name) => `_${name}\n`).join('')
}

const [output, ...headers] = process.argv.slice(2)
if (output && headers.length > 0) {
  writeFileSync(output, exportList(headers.map((header) => readFileSync(header, 'utf8'))))
}
