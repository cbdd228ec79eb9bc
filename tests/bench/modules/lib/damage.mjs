// What the unpackers do with gzip that is damaged, or odd: the table that no speed makes up for. Each
// input is made from a whole file, and a contender's word on it is a sentence.

const HEADER_BYTES = 10
const TRAILER_BYTES = 8

const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]))
const changed = (bytes, at, change) =>
  bytes.map((byte, index) => (index === (at < 0 ? bytes.length + at : at) ? change(byte) : byte))
const withLength = (packed, length) => {
  const out = Uint8Array.from(packed)
  new DataView(out.buffer).setUint32(out.length - 4, length, true)
  return out
}

/** Level-0 gzip of nothing. */
const EMPTY = Uint8Array.of(31, 139, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0)

/** `plain` is what the file is right to give, if anything; the others are to be refused. */
export function damagedInputs(plain, packed) {
  const middle = Math.floor(packed.length / 2)
  const length = plain.length
  return [
    { name: 'whole', bytes: packed, plain },
    { name: 'empty content', bytes: EMPTY, plain: new Uint8Array() },
    { name: 'two members', bytes: joined(packed, packed), plain: joined(plain, plain) },
    { name: 'zeros after it', bytes: joined(packed, new Uint8Array(512)), plain },
    { name: 'other bytes after it', bytes: joined(packed, [1, 2, 3, 4]) },
    { name: 'cut in its data', bytes: packed.slice(0, middle) },
    { name: 'trailer missing', bytes: packed.slice(0, -TRAILER_BYTES) },
    { name: 'last byte missing', bytes: packed.slice(0, -1) },
    { name: 'another CRC-32', bytes: changed(packed, -TRAILER_BYTES, (byte) => byte ^ 1) },
    { name: 'length one too large', bytes: withLength(packed, length + 1) },
    { name: 'length of 3 GiB', bytes: withLength(packed, 3 * 2 ** 30) },
    { name: 'a bit flipped in its data', bytes: changed(packed, middle, (byte) => byte ^ 16) },
    { name: 'reserved header bit', bytes: changed(packed, 3, (byte) => byte | 128) },
    { name: 'bad magic', bytes: changed(packed, 0, () => 30) },
    { name: 'header alone', bytes: packed.slice(0, HEADER_BYTES) },
    { name: 'nothing', bytes: new Uint8Array() },
  ]
}

const isSame = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at])
const MOST_WORDS = 40

/** A word on what came back: content that is not refused though the file is damaged is accepted. */
function verdict(result, { plain }, whole) {
  if (plain && isSame(result, plain)) return 'right'
  if (!plain && isSame(result, whole)) return 'ACCEPTED, content right'
  return `SILENT: ${result.length} of ${(plain ?? whole).length} B`
}

/** What a contender says to each, in the order of damagedInputs. */
export async function verdictsOf(api, plain, packed) {
  const verdicts = []
  for (const input of damagedInputs(plain, packed)) {
    try {
      const result = await api.gunzip(input.bytes)()
      verdicts.push(verdict(result, input, plain))
    } catch (error) {
      const text = String(error?.message ?? error) || 'without a text'
      verdicts.push(`error: ${text.slice(0, MOST_WORDS)}`)
    }
  }
  return verdicts
}

/** Of what ours says: no damage is passed over, and what is whole is given. */
export function isHonest(verdicts) {
  if (!Array.isArray(verdicts)) return false
  const isQuiet = verdicts.some((text) => /^(SILENT|ACCEPTED)/.test(text))
  return !isQuiet && verdicts[0] === 'right' && verdicts[1] === 'right'
}
