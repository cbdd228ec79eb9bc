// node write-reference.mjs: what /docs shows, for the build of the page. BASE_PATH is where the site
// lies.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readReference } from './reference.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const { pictures, ...reference } = readReference(process.env.BASE_PATH ?? '')
const folder = here('../public/docs-pictures/')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
for (const [path, name] of pictures) copyFileSync(here(`../../../docs/${path}`), folder + name)
writeFileSync(here('../src/docs/reference.json'), JSON.stringify(reference))
