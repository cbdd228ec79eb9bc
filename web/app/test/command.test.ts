import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../src/server/command-worker.mjs'
import {
  bytesOf,
  type Files,
  goldenRun,
  HOST,
  type Ran,
  runNative,
  runWasi,
  somePicture,
  TOOL,
  toolModule,
} from './builds'

const text = Buffer.from('tower, bell and rope\n'.repeat(5000))
const noise = randomBytes(150_000)
const run = goldenRun('one-bell')

/** What both builds say, which has to be the same. */
function runBoth(files: Files, args: readonly string[], input = ''): Ran {
  const ran = runWasi(files, args, input)
  expect(runNative(files, args, input)).toEqual(ran)
  return ran
}

describe('hash', () => {
  it('prints what sha256sum prints', () => {
    const { stdout, exitCode } = runBoth({ text, noise }, ['hash', 'text', 'noise'])
    const hex = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
    expect(stdout).toBe(`${hex(text)}  text\n${hex(noise)}  noise\n`)
    expect(exitCode).toBe(0)
  })

  it('knows the BLAKE3 of its specification, of the standard input too', () => {
    const abc = '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85'
    expect(runBoth({}, ['hash', '--blake3'], 'abc').stdout).toBe(`${abc}  -\n`)
  })

  it('escapes the names that would break a line', () => {
    const { stdout } = runBoth({ 'a\nb\\c': 'x' }, ['hash', 'a\nb\\c'])
    expect(stdout).toMatch(/^\\[0-9a-f]{64} {2}a\\nb\\\\c\n$/)
  })

  it('goes on after a file that is not there', () => {
    const { stdout, stderr, exitCode } = runBoth({ text }, ['hash', 'gone', 'text'])
    expect(stdout.split('\n')).toHaveLength(2)
    expect(stderr).toBe('quoin: gone: cannot be read: No such file or directory\n')
    expect(exitCode).toBe(3)
  })
})

describe('gzip', () => {
  it.each(['-1', '-6', '-9'])('packs at %s what others unpack', (level) => {
    const { files, exitCode } = runBoth({ text }, ['gzip', level, 'text'])
    expect(exitCode).toBe(0)
    expect(gunzipSync(bytesOf(files['text.gz'])).equals(text)).toBe(true)
    expect(bytesOf(files.text).equals(text)).toBe(true)
  })

  it('unpacks what others packed, in several members', () => {
    const packed = Buffer.concat([gzipSync(text), gzipSync(noise)])
    const { files } = runBoth({ 'both.gz': packed }, ['gzip', '-d', 'both.gz'])
    expect(bytesOf(files.both).equals(Buffer.concat([text, noise]))).toBe(true)
  })

  it('leaves alone what is there already', () => {
    const { files, stderr, exitCode } = runBoth({ text, 'text.gz': 'mine' }, ['gzip', 'text'])
    expect(files['text.gz']).toBe('mine')
    expect(stderr).toBe('quoin: text.gz: cannot be written: File exists\n')
    expect(exitCode).toBe(3)
  })
})

describe('resize', () => {
  it.each(['out.png', 'out.jpg'])('makes the same %s in both builds', (name) => {
    const { files, exitCode } = runBoth({ in: somePicture() }, ['resize', 'in', name, '97x1000'])
    expect(exitCode).toBe(0)
    const again = runWasi({ in: bytesOf(files[name]) }, ['resize', 'in', 'same.png', '97x97'])
    expect(bytesOf(again.files['same.png']).readUInt32BE(16)).toBe(97)
  })
})

describe('verify', () => {
  it.each(['one-bell', 'twins', 'greenhouse'])('plays %s again', (name) => {
    const file = goldenRun(name)
    const { score, hash } = JSON.parse(file)
    const { stdout, exitCode } = runBoth({ run: file }, ['verify', 'run'])
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'ok', score, hash })
    expect(exitCode).toBe(0)
  })

  it('tells each of several, and the worst by its exit code', () => {
    const bad = run.replace(/"hash":"./, '"hash":"f')
    const { stdout, stderr, exitCode } = runBoth({ run, bad }, ['verify', 'bad', 'run'])
    const lines = stdout.trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).verdict)).toEqual(['other-hash', 'ok'])
    expect(stderr).toContain('quoin: bad: other-hash: ')
    expect(exitCode).toBe(1)
  })
})

describe('bad input has its exit code and its message, and leaves nothing behind', () => {
  const packed = gzipSync(text)
  const picture = somePicture()
  const cut = (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)
  const spoilt = (bytes: Buffer) => {
    const copy = Buffer.from(bytes)
    copy[copy.length - 6] = (copy[copy.length - 6] ?? 0) ^ 1
    return copy
  }
  const ninth = run.replace('"level":0', '"level":9')
  const cases: [string, Files, string, number, string][] = [
    ['no command', {}, '', 2, 'usage: '],
    ['an unknown command', {}, 'dance', 2, 'usage: '],
    ['an unknown digest', { text }, 'hash --md5 text', 2, 'usage: '],
    ['a level that there is not', { text }, 'gzip -0 text', 2, 'usage: '],
    ['two levels in one', { text }, 'gzip -19 text', 2, 'usage: '],
    ['two files to pack', { text }, 'gzip text text', 2, 'usage: '],
    ['a name that is not packed', { text }, 'gzip -d text', 2, 'usage: '],
    ['no gzip', { 'a.gz': text }, 'gzip -d a.gz', 1, 'bad-magic'],
    ['an empty gzip', { 'a.gz': '' }, 'gzip -d a.gz', 1, 'truncated'],
    ['a cut gzip', { 'a.gz': cut(packed) }, 'gzip -d a.gz', 1, 'truncated'],
    ['a spoilt gzip', { 'a.gz': spoilt(packed) }, 'gzip -d a.gz', 1, 'bad-checksum'],
    ['a missing file', {}, 'gzip gone', 3, 'gone: cannot be read'],
    ['a picture of no kind', { in: text }, 'resize in o.png 1x1', 1, 'bad-magic'],
    ['a cut picture', { in: cut(picture) }, 'resize in o.png 9x9', 1, 'truncated'],
    ['a kind that is not written', { in: picture }, 'resize in o.gif 9x9', 2, 'usage: '],
    ['no height', { in: picture }, 'resize in o.png 9x', 2, 'usage: '],
    ['no width', { in: picture }, 'resize in o.png 0x9', 2, 'usage: '],
    ['a huge width', { in: picture }, 'resize in o.png 16385x9', 2, 'usage: '],
    ['an endless width', { in: picture }, 'resize in o.png 99999999999x9', 2, 'usage: '],
    ['no run named', {}, 'verify', 2, 'usage: '],
    ['a run that is no JSON', { run: 'won!' }, 'verify run', 1, 'unreadable'],
    ['a run that is too long', { run: ' '.repeat(8193) }, 'verify run', 1, 'unreadable'],
    ['an impossible run', { run: ninth }, 'verify run', 1, 'impossible'],
  ]
  it.each(cases)('%s', (_, files, line, exitCode, message) => {
    const ran = runBoth(files, line === '' ? [] : line.split(' '))
    expect(ran.exitCode).toBe(exitCode)
    expect(ran.stderr).toContain(message)
    expect(Object.keys(ran.files).sort()).toEqual(Object.keys(files).sort())
  })
})

// In a process of its own, which Node 20 ends long before without the care that the host takes.
const MANY = `
  import { readFileSync } from 'node:fs'
  const [host, tool, folder] = process.argv.slice(1)
  const { runCommand } = await import(host)
  const module = new WebAssembly.Module(readFileSync(tool))
  for (let count = 0; count < 500; count++) {
    const args = ['verify', count % 2 ? 'run.json' : 'no.json']
    runCommand(module, { args, folder, stdout: folder + '/out', stderr: folder + '/err' })
  }
  console.log('all')
`

describe('a process', () => {
  it('runs commands by the hundred', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quoin-many-'))
    writeFileSync(join(folder, 'run.json'), run)
    writeFileSync(join(folder, 'no.json'), '['.repeat(4000))
    const given = ['--no-warnings', '--input-type=module', '-e', MANY, HOST, TOOL, folder]
    const { stdout, signal } = spawnSync(process.execPath, given, { encoding: 'utf8' })
    expect([stdout, signal]).toEqual(['all\n', null])
  })
})

describe('outside of its folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'quoin-outside-'))
  const root = mkdtempSync(join(home, 'root-'))
  writeFileSync(join(home, 'secret'), 'secret')
  symlinkSync(join(home, 'secret'), join(root, 'link'))
  symlinkSync('../secret', join(root, 'relative-link'))
  symlinkSync('..', join(root, 'up'))
  writeFileSync(join(root, 'in'), somePicture())
  const [stdout, stderr] = [join(home, 'stdout'), join(home, 'stderr')]
  const run = (...args: string[]) => runCommand(toolModule, { args, folder: root, stdout, stderr })

  it.each([
    '../secret',
    '/../secret',
    './../secret',
    'up/secret',
    'link',
    'relative-link',
    join(home, 'secret'),
    '/etc/passwd',
  ])('the command cannot read %s', (name) => {
    expect(run('hash', 'in')).toBe(0)
    expect(run('hash', name)).toBe(3)
  })

  it.each(['../out.png', 'up/out.png', join(home, 'out.png')])(
    'the command cannot write %s',
    (name) => {
      expect(run('resize', 'in', name, '4x4')).toBe(3)
      expect(readdirSync(home).filter((entry) => entry.endsWith('.png'))).toEqual([])
    },
  )
})
