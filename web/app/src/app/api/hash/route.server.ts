// POST bytes: their SHA-256 and BLAKE3, by the engine that the page has too. They are hashed as they
// come in and never kept.
import { Blake3Stream, Sha256Stream, toHex } from 'quoin'
import { answer, guarded } from '../../../server/answer'
import { piecesOf } from '../../../server/body'
import { service } from '../../../server/service'

export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

const BODY_MAX_BYTES = 64 * 1024 * 1024

export function POST(request: Request): Promise<Response> {
  return guarded(request, async () => {
    const engine = await service().engine
    const sha256 = new Sha256Stream(engine)
    const blake3 = new Blake3Stream(engine)
    try {
      let sizeBytes = 0
      for await (const piece of piecesOf(request, BODY_MAX_BYTES)) {
        sha256.update(piece)
        blake3.update(piece)
        sizeBytes += piece.byteLength
      }
      const hex = (digest: Uint8Array) => toHex(engine, digest)
      return answer({ sizeBytes, sha256: hex(sha256.digest()), blake3: hex(blake3.digest()) })
    } finally {
      sha256.dispose()
      blake3.dispose()
    }
  })
}
