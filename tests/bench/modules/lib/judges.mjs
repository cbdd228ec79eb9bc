// What a result is worth: facts for the tables, and whether it is right at all. They use none of our
// own code, and of the peers the decoders of @jsquash alone. `isRight: false` is told as loudly as a
// failure; digests are compared between the contenders (contest.mjs).
import { load as loadDecoders } from '../contenders/jsquash.mjs'
import { psnr, psnrWeighted, ssim } from './quality.mjs'

/** Below these a picture is another one. Kernels agree to 50 dB and more where they are the same. */
const LEAST_LIKE_DB = 28
const MOST_GRAY_APART = 1.01

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const isSame = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at])

async function unpacked(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

const likeness = (db) => ({ psnr: db, isRight: db >= LEAST_LIKE_DB })

/** The picture that a result is to be like, in the size of the result. */
async function wanted(row, { width, height }, read) {
  return { width, height, data: await read(row.pictureOf) }
}

function grayError(result, source) {
  const { data } = result
  let worst = 0
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return Infinity
    const [red, green, blue] = [source[at], source[at + 1], source[at + 2]]
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    worst = Math.max(worst, Math.abs(light - data[at]))
  }
  return worst
}

const JUDGES = {
  digest: async (result) => ({ digest: hex(result) }),

  async digests(results) {
    const isList = Array.isArray(results)
    const all = isList ? Uint8Array.from(results.flatMap((one) => [...one])) : results
    const digest = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', all)))
    return { digest }
  },

  async packed(result, { input }) {
    const isRight = isSame(await unpacked(result), input)
    return { bytes: result.length, packing: input.length / result.length, isRight }
  },

  async unpacked(result, { read }) {
    return { isRight: isSame(result, await read('save.json')) }
  },

  async like(result, { row, read }) {
    return likeness(psnr(result, await wanted(row, result, read)))
  },

  async likeWeighted(result, { row, read }) {
    return likeness(psnrWeighted(result, await wanted(row, result, read)))
  },

  async exact(result, { row, read }) {
    const db = psnr(result, await wanted(row, result, read))
    return { isRight: db === Infinity }
  },

  async jpeg(result, { input }) {
    const picture = await (await loadDecoders()).decodeJpeg(result)()
    const db = psnr(picture, input)
    return { bytes: result.length, ...likeness(db), ssim: ssim(picture, input) }
  },

  async png(result, { input }) {
    const picture = await (await loadDecoders()).decodePng(result)()
    return { bytes: result.length, isRight: psnr(picture, input) === Infinity }
  },

  async gray(result, { row, read }) {
    const worst = grayError(result, await read(row.pictureOf))
    return { isRight: worst <= MOST_GRAY_APART }
  },
}

/** `read(name)` gives the bytes of a file of the inputs. */
export const judge = (result, about) => JUDGES[about.row.judge](result, about)
