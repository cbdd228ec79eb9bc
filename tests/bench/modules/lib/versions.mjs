// Which versions of the peers were measured.
import { readFile } from 'node:fs/promises'
import { addressOf } from '../contenders/peer.mjs'
import { CONTENDERS } from '../contenders/table.mjs'

/** By the name of the package; what is not installed is left out. */
export async function versions() {
  const packages = [...new Set(CONTENDERS.map((one) => one.package).filter(Boolean)), ...MORE]
  const found = await Promise.all(
    packages.map(async (name) => {
      const text = await readFile(addressOf(`${name}/package.json`), 'utf8').catch(() => undefined)
      return text && [name, JSON.parse(text).version]
    }),
  )
  return Object.fromEntries(found.filter(Boolean))
}

/** The contender @jsquash is three packages. */
const MORE = ['@jsquash/png', '@jsquash/resize']
