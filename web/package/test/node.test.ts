import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { blake3 } from '../src/hash.js'
import { blake3File, gunzipFile, gzipFile, sha256File } from '../src/node.js'
import { bothEngines } from './engines.js'

const { simd: engine } = await bothEngines()
const folder = mkdtempSync(join(tmpdir(), 'quoin-'))
afterAll(() => rmSync(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
const code = (name: string) => expect.objectContaining({ name: 'QuoinError', code: name })
const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * index) >> 5))
writeFileSync(at('content'), content)

describe('a file', () => {
  it('is hashed piece by piece', async () => {
    const wanted = createHash('sha256').update(content).digest()
    expect(Buffer.compare(await sha256File(engine, at('content')), wanted)).toBe(0)
    const key = new Uint8Array(32).fill(3)
    const tag = blake3(engine, content, { key })
    expect(await blake3File(engine, at('content'), { key })).toEqual(tag)
  })

  it('is packed into another one and unpacked again', async () => {
    await gzipFile(engine, at('content'), at('content.gz'), { level: 9, name: 'content' })
    expect(Buffer.compare(gunzipSync(readFileSync(at('content.gz'))), content)).toBe(0)
    await gunzipFile(engine, at('content.gz'), at('again'))
    expect(Buffer.compare(readFileSync(at('again')), content)).toBe(0)
  })

  it('that is damaged leaves the other one as it was, and nothing beside it', async () => {
    writeFileSync(at('old'), 'old')
    writeFileSync(at('short.gz'), readFileSync(at('content.gz')).subarray(0, 5000))
    const unpacking = gunzipFile(engine, at('short.gz'), at('old'))
    await expect(unpacking).rejects.toEqual(code('truncated'))
    const limited = gunzipFile(engine, at('content.gz'), at('old'), { maxSizeBytes: 10 })
    await expect(limited).rejects.toEqual(code('too-large'))
    expect(readFileSync(at('old'), 'utf8')).toBe('old')
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('that is not there, is a folder or is given up is an error of ours', async () => {
    const before = engine.liveBytes
    await expect(sha256File(engine, at('none'))).rejects.toEqual(code('not-found'))
    await expect(blake3File(engine, folder)).rejects.toEqual(code('storage'))
    await expect(gzipFile(engine, at('none'), at('out'))).rejects.toEqual(code('not-found'))
    const signal = AbortSignal.abort()
    await expect(sha256File(engine, at('content'), { signal })).rejects.toEqual(code('aborted'))
    const packing = gzipFile(engine, at('content'), at('out'), { signal })
    await expect(packing).rejects.toEqual(code('aborted'))
    expect(existsSync(at('out'))).toBe(false)
    expect(engine.liveBytes).toBe(before)
  })
})
