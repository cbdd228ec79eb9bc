import { statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// The server compresses files on the way, so that their length on the wire says nothing about
// progress; the true sizes come from the build.
const GAMES = ['belfry', 'breakout', 'toybox']
function sizesOf(game) {
  return [`${game}.wasm`, `${game}-scalar.wasm`, `${game}.pack`].map((name) => {
    const file = new URL(`./public/${game}/${name}`, import.meta.url)
    return [name, statSync(file, { throwIfNoEntry: false })?.size]
  })
}

// The page of the race shares its tables with the race in Node, which is in the tests.
const root = fileURLToPath(new URL('../..', import.meta.url))

// One of the engines that are raced has memory that is shared between threads, and clocks are finer
// where a page is isolated. Nothing else needs it.
const ISOLATED = [
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
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
  serverExternalPackages: ['node-sqlite3-wasm'],
  turbopack: { root },
  outputFileTracingRoot: root,
  ...(!isStatic && {
    headers: async () => [
      { source: '/bench/race', headers: ISOLATED },
      { source: '/race/:path*', headers: ISOLATED },
    ],
  }),
  env: {
    BASE_PATH: basePath,
    GAME_BYTES: JSON.stringify(Object.fromEntries(GAMES.flatMap(sizesOf))),
  },
}

export default config
