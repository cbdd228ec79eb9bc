import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { RACE_POLICY, SCRIPT_POLICY } from './src/server/policy.mjs'

// The server compresses files on the way, so that their length on the wire says nothing about
// progress; the true sizes come from the build. So does what they hash to, but for the development
// server: it is not started anew for each build of them.
const GAMES = ['belfry', 'breakout', 'toybox']
const KINDS = ['.mjs', '.wasm', '-scalar.mjs', '-scalar.wasm', '.pack']
const isDelivered = process.env.NODE_ENV === 'production'

function describe(game, kind) {
  const file = new URL(`./public/${game}/${game}${kind}`, import.meta.url)
  if (!existsSync(file)) return undefined
  const bytes = readFileSync(file)
  const digest = createHash('sha256').update(bytes).digest('base64')
  return { sizeBytes: bytes.length, ...(isDelivered && { integrity: `sha256-${digest}` }) }
}

const gameFiles = Object.fromEntries(
  GAMES.flatMap((game) => KINDS.map((kind) => [`${game}${kind}`, describe(game, kind)])),
)

// The page of the race shares its tables with the race in Node, which is in the tests.
const root = fileURLToPath(new URL('../..', import.meta.url))

// One of the engines that are raced has memory that is shared between threads, and clocks are finer
// where a page is isolated. Nothing else needs it.
const ISOLATED = [
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
]

// A page's own policy comes from the proxy, which knows what stands in it.
const SCRIPTS = [{ key: 'Content-Security-Policy', value: SCRIPT_POLICY }]
const RACERS = [{ key: 'Content-Security-Policy', value: RACE_POLICY }]
const EVERYWHERE = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
]

// Routes that need a server are files that end in .server.ts: with QUOIN_SITE=static there are none,
// and the page is files alone, for any host of such, below BASE_PATH.
const isStatic = process.env.QUOIN_SITE === 'static'
const basePath = process.env.BASE_PATH ?? ''

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  pageExtensions: isStatic ? ['tsx', 'ts'] : ['tsx', 'ts', 'server.ts'],
  ...(isStatic && { output: 'export', trailingSlash: true }),
  ...(basePath && { basePath }),
  serverExternalPackages: ['node-sqlite3-wasm', 'pg', 'pg-boss'],
  turbopack: { root },
  outputFileTracingRoot: root,
  ...(!isStatic && {
    headers: async () => [
      { source: '/:path*', headers: EVERYWHERE },
      { source: '/:path(.*\\.m?js)', headers: SCRIPTS },
      { source: '/bench/race', headers: ISOLATED },
      { source: '/race/:path*', headers: [...ISOLATED, ...RACERS] },
    ],
  }),
  env: {
    BASE_PATH: basePath,
    IS_STATIC: isStatic ? 'yes' : '',
    GAME_FILES: JSON.stringify(gameFiles),
  },
}

export default config
