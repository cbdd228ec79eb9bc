// Writes public/playground/: the frame that runs a visitor's code, with its script inside, the runtime that
// goes into its worker, and the engine. The page fetches them and writes the frame into itself. It has an
// origin of its own, for which nothing here is its own; so it loads nothing, and is given all.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const FOLDER = at('public/playground')

async function bundle(path) {
  const build = await rolldown({
    input: at(path),
    platform: 'browser',
    cwd: at('.'),
    // Names files that are not loaded here.
    transform: { define: { 'import.meta.url': "'about:blank'" } },
  })
  const { output } = await build.generate({ format: 'iife', minify: true })
  await build.close()
  return output[0].code
}

function frameOf(script) {
  const hash = createHash('sha256').update(script).digest('base64')
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'wasm-unsafe-eval'; worker-src blob:`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Scene</title>
<body><script>${script}</script></body>
</html>
`
}

mkdirSync(FOLDER, { recursive: true })
writeFileSync(`${FOLDER}/frame.html`, frameOf(await bundle('src/playground/frame.ts')))
writeFileSync(`${FOLDER}/runtime.js`, await bundle('src/playground/runtime.ts'))
for (const name of ['engine.wasm', 'engine-scalar.wasm']) {
  copyFileSync(at(`../package/dist-wasm/${name}`), `${FOLDER}/${name}`)
}
