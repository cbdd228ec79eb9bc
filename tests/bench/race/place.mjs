// Puts what the page of the race loads into a folder that the app serves: node place.mjs <folder>.
// The folder mirrors the repository, so that the same addresses hold there: the worker and its
// modules, the scenes, of each engine the script and wasm, and its licence beside them. engines.json
// says which engines there are; one that is not installed is left out.
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { modulesFrom } from '../lib/modules.mjs'
import { describe } from '../lib/sizes.mjs'
import { adapterOf } from './engines/adapter.mjs'
import { ENGINES } from './engines/table.mjs'

const ROOT = new URL('../../../', import.meta.url)
const SCENES_FILE = new URL('build/wasm/race_scenes.wasm', ROOT)
const WORKER = new URL('worker.mjs', import.meta.url)

const pathOf = (address) => relative(fileURLToPath(ROOT), fileURLToPath(address))

/** A page has no `require`: its scripts are modules. */
const asModule = (text) =>
  `const module = { exports: {} };\nconst exports = module.exports;\n${text}\nexport default module.exports;\n`

async function write(content, folder, path) {
  const target = resolve(folder, path)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, content)
}

const place = async (address, folder) => write(await readFile(address), folder, pathOf(address))

const exists = (address) =>
  access(address).then(
    () => true,
    () => false,
  )

async function placeEngine(engine, folder) {
  const { name, label, package: parts } = await adapterOf(engine.name)
  if (!(await exists(parts.script))) return undefined
  for (const file of await modulesFrom(parts.script)) await place(file, folder)
  if (parts.wasm) await place(parts.wasm, folder)
  if (parts.isCommonJs) {
    await write(asModule(await readFile(parts.script, 'utf8')), folder, pathOf(parts.script))
  }
  const licenceFile = `licences/${name}.txt`
  await write(await readFile(parts.licence), folder, licenceFile)
  const needsSharedMemory = engine.needsSharedMemory === true
  return { name, label, needsSharedMemory, licenceFile, ...(await describe(parts)) }
}

async function placeAll(folder) {
  await rm(folder, { recursive: true, force: true })
  const adapters = ENGINES.map(({ file }) => new URL(`engines/${file}`, import.meta.url))
  for (const entry of [WORKER, ...adapters]) {
    for (const file of await modulesFrom(entry)) await place(file, folder)
  }
  await place(SCENES_FILE, folder)
  const engines = []
  for (const engine of ENGINES) engines.push(await placeEngine(engine, folder))
  const about = {
    worker: pathOf(WORKER),
    scenes: pathOf(SCENES_FILE),
    engines: engines.filter(Boolean),
  }
  await write(JSON.stringify(about, null, 2), folder, 'engines.json')
}

const [folder] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('usage: node place.mjs <folder>\n')
  process.exit(2)
}
await placeAll(resolve(folder))
