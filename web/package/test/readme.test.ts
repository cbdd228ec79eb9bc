// The program in the README, run as it stands there against the built package.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))

it('runs the program that the README shows', () => {
  const readme = readFileSync(`${folder}README.md`, 'utf8')
  const program = /```js\n(.*?)```/s.exec(readme)?.[1] ?? ''
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    encoding: 'utf8',
  })
  const [height, hash] = output.trim().split(' ')
  expect(Number(height)).toBeCloseTo(10 - 5 - 5 / 240, 1)
  expect(hash).toMatch(/^\d+n$/)
})
