// The pages as files alone, in out/, for any host of such below BASE_PATH: npm run build:static. Next
// builds both kinds in one folder; that of the server is kept aside meanwhile.
import { spawnSync } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const env = { ...process.env, QUOIN_SITE: 'static' }

function build() {
  const { status } = spawnSync('npm', ['run', 'build'], { cwd: at('.'), env, stdio: 'inherit' })
  return status ?? 1
}

const [folder, aside] = [at('.next'), at('.next-server')]
if (existsSync(folder)) renameSync(folder, aside)
process.on('SIGINT', () => {}) // the build ends of itself, and then what was put aside comes back
try {
  process.exitCode = build()
} finally {
  rmSync(folder, { recursive: true, force: true })
  if (existsSync(aside)) renameSync(aside, folder)
}
