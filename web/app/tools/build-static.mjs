// The pages as files alone, in out/, for any host of such below BASE_PATH: npm run build:static. Next
// builds both kinds in one folder; that of the server is kept aside meanwhile, and afterwards the sources
// are as that build left them.
import { spawnSync } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))

function npmRun(script, variables) {
  const env = { ...process.env, ...variables }
  return spawnSync('npm', ['run', script], { cwd: at('.'), env, stdio: 'inherit' }).status ?? 1
}

const [folder, aside] = [at('.next'), at('.next-server')]
if (existsSync(folder)) renameSync(folder, aside)
process.on('SIGINT', () => {}) // the build ends of itself, and then what was put aside comes back
try {
  process.exitCode = npmRun('build', { QUOIN_SITE: 'static' })
} finally {
  rmSync(folder, { recursive: true, force: true })
  if (existsSync(aside)) renameSync(aside, folder)
  npmRun('reference', { BASE_PATH: '' })
}
