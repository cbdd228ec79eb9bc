// The programs in the README and in the manuals, run as they stand there against the built package.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('..', import.meta.url))

function programsOf(path: string): string[] {
  const text = readFileSync(new URL(path, import.meta.url), 'utf8')
  return [...text.matchAll(/```js\n(.*?)```/gs)].map(([, program]) => program ?? '')
}

function outputOf(program: string): string[][] {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
    encoding: 'utf8',
  })
  return output
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
}

it('runs the programs that the README shows', () => {
  const [first = '', loading = '', part = '', storage = '', memory = '', threaded = '', ...more] =
    programsOf('../README.md')
  expect(more).toEqual([])
  const [[height, hash] = []] = outputOf(first)
  expect(Number(height)).toBeCloseTo(10 - 5 - 5 / 240, 1)
  expect(hash).toMatch(/^\d+n$/)
  expect(outputOf(loading)).toEqual([['instantiate', 'true', '1']])
  const zeros = '709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c'
  expect(outputOf(part)).toEqual([['[', "'hash'", ']', zeros]])
  expect(outputOf(storage)).toEqual([['3'], ['bad-version']])
  expect(outputOf(memory)).toEqual([
    ['64', 'true'],
    ['116', 'tower'],
  ])
  expect(outputOf(threaded)).toEqual([['true', 'true'], ['32']])
})

it('runs the programs that the manual of the physics shows', () => {
  const [first = '', second = '', ...more] = programsOf('../../../docs/physics.md')
  expect(more).toEqual([])
  const lines = outputOf(first)
  const [tick, speed] = lines[0] ?? []
  expect(Number(tick)).toBeGreaterThan(45)
  expect(Number(speed)).toBeCloseTo(Math.sqrt(2 * 10 * 3.5), 0)
  const [distance, count] = lines.at(-2) ?? []
  expect(Number(distance)).toBeCloseTo(0.5, 3)
  expect([count, ...(lines.at(-1) ?? [])]).toEqual(['2', 'true', 'not-finite'])
  const [isSame, height] = outputOf(second)[0] ?? []
  expect(isSame).toBe('true')
  expect(Number(height)).toBeCloseTo(-1.25, 2)
})

it('runs the programs that the manual of the modules shows', () => {
  const [bytes = '', pictures = '', ...more] = programsOf('../../../docs/modules.md')
  expect(more).toEqual([])
  const [[digest] = [], ...lines] = outputOf(bytes)
  expect(digest).toMatch(/^[\da-f]{64}$/)
  expect(lines).toEqual([['true'], ['true'], ['truncated']])
  expect(outputOf(pictures)).toEqual([
    ['50', '100', '200'],
    ['10', '20', 'true'],
  ])
})
