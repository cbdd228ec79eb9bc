// The routes of the server by their contract, as `next start` serves them, with posts that mean no
// good. No page is opened.
import { readFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import { crc32 } from 'node:zlib'
import { expect, test } from '@playwright/test'

const repository = (path: string) => fileURLToPath(new URL(`../../${path}`, `file://${__dirname}/`))
const golden = (name: string) => readFileSync(repository(`tests/golden/runs/${name}.json`), 'utf8')

// Every test is an address of its own, so that none uses up the rate of another.
let addresses = 0
const newAddress = () => `10.0.${process.pid % 250}.${++addresses}`

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

/** Sends exactly these headers and pieces; ends the request early where the answer comes before. */
function send(
  baseURL: string | undefined,
  path: string,
  pieces: Iterable<Uint8Array | string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, baseURL)
    const own = { 'x-forwarded-for': newAddress(), ...headers }
    const request = httpRequest(url, { method: 'POST', headers: own }, async (response) => {
      const parts: Buffer[] = []
      for await (const part of response) parts.push(part as Buffer)
      const text = Buffer.concat(parts).toString('latin1')
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text })
      request.destroy()
    })
    request.on('error', reject)
    for (const piece of pieces) request.write(piece)
    if (!headers['content-length']) request.end()
  })
}

const run = golden('one-bell')
const verify = (baseURL: string | undefined, body: string, headers = {}) =>
  send(baseURL, '/api/verify', [body], headers)

test('a run that holds takes its place, once', async ({ baseURL, request }) => {
  const body = golden('twins')
  const first = await send(baseURL, '/api/verify?name=Ada', [body])
  expect(first.status).toBe(200)
  const { score, hash, level } = JSON.parse(body)
  expect(JSON.parse(first.text)).toMatchObject({
    verdict: 'ok',
    score,
    hash,
    name: 'Ada',
    place: 1,
  })
  const again = await send(baseURL, '/api/verify?name=Bo', [body])
  expect(JSON.parse(again.text)).toMatchObject({ verdict: 'ok', isNew: false })
  for (const board of ['all', 'today']) {
    const answer = await request.get(`/api/leaderboard?level=${level}&board=${board}`)
    expect((await answer.json()).rows).toMatchObject([{ place: 1, name: 'Ada', score, hash }])
  }
})

const hostile: [string, string, number, string][] = [
  ['nothing', '', 400, 'unreadable'],
  ['no JSON', 'won!', 400, 'unreadable'],
  ['JSON of something else', '[1,2,3]', 400, 'unreadable'],
  ['brackets without end', '['.repeat(8000), 400, 'unreadable'],
  ['objects without end', '{"entries":'.repeat(700), 400, 'unreadable'],
  ['bytes that are no text', '\u0000\u00ff\u00fe', 400, 'unreadable'],
  ['a run and more', `${run.trim()}{}`, 400, 'unreadable'],
  [
    'a member that is not known',
    run.replace('{', '{"__proto__":{"verdict":"ok"},'),
    400,
    'unreadable',
  ],
  ['a member twice', run.replace('{', '{"level":0,'), 400, 'unreadable'],
  ['a version to come', run.replace('"version":1', '"version":2'), 400, 'unreadable'],
  ['a score of words', run.replace(/"score":\d+/, '"score":"many"'), 400, 'unreadable'],
  ['a score without bounds', run.replace(/"score":\d+/, '"score":1e999'), 400, 'unreadable'],
  ['a score too high', run.replace(/"score":\d+/, '"score":4294967295'), 422, 'impossible'],
  ['a step better', run.replace('47096', '47097'), 422, 'not-won'],
  ['a level that there is not', run.replace('"level":0', '"level":3'), 422, 'impossible'],
  ['a pull beyond the sling', run.replace(/"power":[\d.]+/, '"power":50'), 422, 'impossible'],
  ['a pull by a hair', run.replace('0.52368468', '0.52368474'), 422, ''],
  ['another ball', run.replace('iron', 'needle'), 422, 'impossible'],
  ['another hash', run.replace(/"hash":"./, '"hash":"0'), 422, 'other-hash'],
  // The most work that a claim can ask for.
  [
    'two minutes of nothing',
    run.replace('47096', '40001').replace(/"power":[\d.]+/, '"power":0.2'),
    422,
    '',
  ],
]
for (const [name, body, status, verdict] of hostile) {
  test(`${name} is refused, and the next run is judged as ever`, async ({ baseURL }) => {
    const [bad, good] = await Promise.all([verify(baseURL, body), verify(baseURL, run)])
    expect(bad.status).toBe(status)
    if (verdict) expect(JSON.parse(bad.text).verdict).toBe(verdict)
    expect(JSON.parse(bad.text).message).toBeTruthy()
    expect(JSON.parse(good.text).verdict).toBe('ok')
  })
}

test('a body that announces too much, or has it, is not taken', async ({ baseURL }) => {
  const announced = await send(baseURL, '/api/verify', ['{'], { 'content-length': '8193' })
  expect(announced.status).toBe(413)
  const streamed = await send(baseURL, '/api/verify', Array(9).fill(' '.repeat(1000)), {
    'transfer-encoding': 'chunked',
  })
  expect(streamed.status).toBe(413)
  const bytes = String(64 * 1024 * 1024 + 1)
  expect((await send(baseURL, '/api/hash', ['x'], { 'content-length': bytes })).status).toBe(413)
  expect(
    (await send(baseURL, '/api/image?fit=9x9', ['x'], { 'content-length': bytes })).status,
  ).toBe(413)
})

test('names that nobody can see are refused', async ({ baseURL }) => {
  for (const name of ['%00', '%E2%80%AE', 'x'.repeat(25), '%20']) {
    const answer = await send(baseURL, `/api/verify?name=${name}`, [run])
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text).error).toBe('bad-name')
  }
})

test('who asks too often waits, and nobody else', async ({ baseURL }) => {
  const headers = { 'x-forwarded-for': newAddress() }
  const statuses: number[] = []
  for (let i = 0; i < 30; i++)
    statuses.push((await send(baseURL, '/api/hash', ['x'], headers)).status)
  expect(statuses.slice(0, 20)).toEqual(Array(20).fill(200))
  expect(statuses).toContain(429)
  const waiting = await Promise.all([1, 2, 3].map(() => send(baseURL, '/api/hash', ['x'], headers)))
  const refused = waiting.find(({ status }) => status === 429)
  expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
  expect((await send(baseURL, '/api/hash', ['x'])).status).toBe(200)
})

test('bytes are hashed as they come in', async ({ baseURL }) => {
  const pieces = ['a', 'b', 'c']
  const answer = await send(baseURL, '/api/hash', pieces, { 'transfer-encoding': 'chunked' })
  expect(JSON.parse(answer.text)).toEqual({
    sizeBytes: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    blake3: '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85',
  })
})

test('a picture comes back in the box, as PNG or JPEG', async ({ baseURL }) => {
  const moon = readFileSync(repository('assets/images/moon.png'))
  const png = await send(baseURL, '/api/image?fit=40x30', [moon])
  expect(png.headers['content-type']).toBe('image/png')
  const bytes = Buffer.from(png.text, 'latin1')
  expect(Math.max(bytes.readUInt32BE(16), (bytes.readUInt32BE(20) * 4) / 3)).toBeCloseTo(40, -1)
  const jpeg = await send(baseURL, '/api/image?fit=40x30&type=jpeg', [moon])
  expect(jpeg.text.startsWith('\xff\xd8\xff')).toBe(true)
})

/** A picture that says it is far larger than it is. */
function hugePng(): Buffer {
  const chunk = Buffer.alloc(25)
  chunk.writeUInt32BE(13, 0)
  chunk.write('IHDR', 4)
  chunk.writeUInt32BE(60_000, 8)
  chunk.writeUInt32BE(60_000, 12)
  chunk.set([8, 6, 0, 0, 0], 16)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 21)), 21)
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk])
}

test('pictures that are none, or cost too much, are refused by the code of the engine', async ({
  baseURL,
}) => {
  const moon = readFileSync(repository('assets/images/moon.png'))
  for (const [file, code] of [
    [Buffer.from('no picture'), 'bad-magic'],
    [Buffer.alloc(0), 'truncated'],
    [moon.subarray(0, 500), 'truncated'],
    [hugePng(), 'too-large'],
  ] as const) {
    const answer = await send(baseURL, '/api/image?fit=9x9', [file])
    expect(answer.status).toBe(422)
    expect(JSON.parse(answer.text).error).toBe(code)
  }
  for (const query of [
    '',
    '?fit=9',
    '?fit=0x9',
    '?fit=9x9999',
    '?fit=9x9&type=gif',
    '?fit=9x9&type=toString',
  ]) {
    expect((await send(baseURL, `/api/image${query}`, [moon])).status).toBe(400)
  }
})

test('questions that make no sense are refused', async ({ request }) => {
  const headers = { 'x-forwarded-for': newAddress() }
  for (const query of ['level=-1', 'level=1e3', 'count=101', "board=all'--", 'level=0;DROP']) {
    expect((await request.get(`/api/leaderboard?${query}`, { headers })).status()).toBe(400)
  }
  expect((await request.get('/api/verify', { headers })).status()).toBe(400)
  expect((await request.put('/api/verify', { headers })).status()).toBe(405)
})
