// Writes what all contenders get into a folder, once for as long as nothing of it changes: bytes at
// random, the save, the pictures as pixels and as files, and what resizing and blurring should give.
// The files of pictures are wasm-vips's.
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { load as loadVips } from '../contenders/vips.mjs'
import { makePicture, withAlpha } from './picture.mjs'
import { Random } from './random.mjs'
import { referenceBlur, referenceResize, referenceResizeLinear } from './reference.mjs'
import { makeSave } from './save.mjs'
import { BLUR_SIGMA, LARGE, SMALL } from './sizes.mjs'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const RANDOM_BYTES = 16 * 1024 * 1024
const QUALITY = 90

async function sourcesHash() {
  const hash = createHash('sha256')
  for (const name of (await readdir(HERE)).sort()) hash.update(await readFile(join(HERE, name)))
  return hash.digest('hex')
}

function randomBytes() {
  const random = new Random(1)
  return new Uint8Array(Uint32Array.from({ length: RANDOM_BYTES / 4 }, () => random.bits()).buffer)
}

/** Where wasm-vips is not installed there are no files of pictures, and the rows about them say so. */
async function fileMaker() {
  try {
    return await loadVips()
  } catch {
    return undefined
  }
}

async function makePictures(write) {
  const { width, height } = SMALL
  const large = makePicture(LARGE.width, LARGE.height)
  const small = makePicture(width, height)
  await write('large.rgba', large.data)
  await write('small.rgba', small.data)
  await write('resized.rgba', referenceResize(large, width, height).data)
  await write('resized-linear.rgba', referenceResizeLinear(withAlpha(large), width, height).data)
  await write('blurred.rgba', referenceBlur(small, BLUR_SIGMA).data)
  const files = await fileMaker()
  if (!files) return
  await write('large.jpg', files.saveJpeg(large, QUALITY))
  await write('large.png', files.savePng(large, false))
  await write('filtered.png', files.savePng(large, true))
  files.close()
}

/** Of the save, for what is damaged (lib/damage.mjs). */
const DAMAGE_BYTES = 100_000

export async function makeInputs(folder, say) {
  const stamp = join(folder, 'made-by')
  const sources = await sourcesHash()
  if ((await readFile(stamp, 'utf8').catch(() => '')) === sources) return
  say('making the pictures and the save')
  await mkdir(folder, { recursive: true })
  const write = (name, bytes) => writeFile(join(folder, name), bytes)
  const save = makeSave()
  await write('random.bin', randomBytes())
  await write('save.json', save)
  await write('save.json.gz', gzipSync(save, { level: 6 }))
  await write('part.json', save.slice(0, DAMAGE_BYTES))
  await write('part.json.gz', gzipSync(save.slice(0, DAMAGE_BYTES), { level: 6 }))
  await makePictures(write)
  await writeFile(stamp, sources)
}
