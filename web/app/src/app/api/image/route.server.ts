// POST a PNG or JPEG file with ?fit=640x480, and &type=png or jpeg (png unless told): the picture at
// the largest size of its shape that fits. It goes to a file and comes from one, so that no more of
// it than a piece is in the server's own memory; it is decoded on a thread of the pool.
import { createReadStream, createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BUSY, guarded, refuse, TOO_SLOW } from '../../../server/answer'
import { piecesOf } from '../../../server/body'
import type { CommandOutcome } from '../../../server/command-pool'
import { addressOf } from '../../../server/rate-limit'
import { service } from '../../../server/service'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

const BODY_MAX_BYTES = 16 * 1024 * 1024
const SIDE_MAX_PX = 4096
const USUAL_MS = 200
const TYPES: Record<string, string> = { png: 'image/png', jpeg: 'image/jpeg' }

function boxOf(text: string | null): string | undefined {
  const [, width, height] = /^(\d{1,4})x(\d{1,4})$/.exec(text ?? '') ?? []
  const sides = [Number(width), Number(height)]
  return sides.every((side) => side >= 1 && side <= SIDE_MAX_PX) ? sides.join('x') : undefined
}

function refusalOf(outcome: CommandOutcome): Response | undefined {
  if (outcome.kind === 'busy') return BUSY()
  if (outcome.kind === 'too-slow') return TOO_SLOW()
  if (outcome.kind === 'trapped') return refuse(422, 'failed', 'it could not be resized')
  if (outcome.exitCode === 0) return undefined
  const [, code = 'failed', message = ''] =
    /^quoin: in: ([a-z-]+): (.*)$/m.exec(outcome.stderr) ?? []
  return refuse(422, code, message)
}

async function resize(request: Request, box: string, type: string): Promise<Response> {
  const pool = await service().pool
  const output = `out.${type}`
  return pool.run({
    address: addressOf(request),
    guessMs: USUAL_MS,
    args: ['resize', 'in', output, box],
    prepare: (folder) =>
      pipeline(
        Readable.from(piecesOf(request, BODY_MAX_BYTES)),
        createWriteStream(join(folder, 'in')),
      ),
    collect: async (outcome, folder) => {
      const refusal = refusalOf(outcome)
      if (refusal) return refusal
      const file = join(folder, output)
      const { size } = await stat(file)
      const headers = { 'content-type': TYPES[type] ?? '', 'content-length': String(size) }
      // Open, it can still be read when its folder is gone.
      const stream = createReadStream(file)
      await new Promise((resolve, reject) => stream.once('open', resolve).once('error', reject))
      return new Response(Readable.toWeb(stream) as ReadableStream, { headers })
    },
  })
}

export function POST(request: Request): Promise<Response> {
  return guarded(request, async () => {
    const query = new URL(request.url).searchParams
    const box = boxOf(query.get('fit'))
    const type = query.get('type') ?? 'png'
    if (!box || !Object.hasOwn(TYPES, type)) {
      return refuse(400, 'bad-query', `fit=WIDTHxHEIGHT up to ${SIDE_MAX_PX}, type=png or jpeg`)
    }
    return resize(request, box, type)
  })
}
