// Who contends. `name` is for the command line, `label` for tables; the file that loads it: of this
// folder, or ours. `isNative` ones are measured against nothing in WebAssembly: their times stand in
// the tables to be seen. `package` is where its version and its licence are told; `places` are where
// it runs.

export const CONTENDERS = [
  { name: 'quoin', label: 'Quoin', file: '../ours.mjs', places: ['node', 'page'] },
  {
    name: 'hash-wasm',
    label: 'hash-wasm',
    file: 'hash-wasm.mjs',
    package: 'hash-wasm',
    places: ['node', 'page'],
  },
  {
    name: 'noble',
    label: '@noble/hashes',
    file: 'noble.mjs',
    package: '@noble/hashes',
    places: ['node', 'page'],
  },
  {
    name: 'fflate',
    label: 'fflate',
    file: 'fflate.mjs',
    package: 'fflate',
    places: ['node', 'page'],
  },
  { name: 'pako', label: 'pako', file: 'pako.mjs', package: 'pako', places: ['node', 'page'] },
  { name: 'pica', label: 'pica', file: 'pica.mjs', package: 'pica', places: ['node', 'page'] },
  {
    name: 'jsquash',
    label: '@jsquash',
    file: 'jsquash.mjs',
    package: '@jsquash/jpeg',
    places: ['node', 'page'],
  },
  {
    name: 'vips',
    label: 'wasm-vips',
    file: 'vips.mjs',
    package: 'wasm-vips',
    places: ['node', 'page'],
  },
  {
    name: 'cornerstone',
    label: 'cornerstone (libjpeg-turbo)',
    file: 'cornerstone.mjs',
    package: '@cornerstonejs/codec-libjpeg-turbo-8bit',
    places: ['node', 'page'],
  },
  {
    name: 'photon',
    label: 'photon',
    file: 'photon.mjs',
    package: '@silvia-odwyer/photon-node',
    places: ['node'],
  },
  { name: 'plain', label: 'plain JavaScript', file: 'plain.mjs', places: ['node', 'page'] },
  { name: 'node', label: 'Node (native)', file: 'node.mjs', isNative: true, places: ['node'] },
  {
    name: 'web',
    label: 'Web platform (native)',
    file: 'web.mjs',
    isNative: true,
    places: ['node', 'page'],
  },
  {
    name: 'browser',
    label: 'the browser (native)',
    file: 'browser.mjs',
    isNative: true,
    places: ['page'],
  },
  { name: 'quoin-native', label: 'Quoin (native)', program: 'native_hash', places: ['node'] },
]

/** The one that all others are compared with. */
export const OURS = 'quoin'

/** A row with those of its contenders that run in a place. */
export const inPlace = (row, place) => ({
  ...row,
  contenders: row.contenders.filter((name) => contenderOf(name).places.includes(place)),
})

export const contenderOf = (name) => CONTENDERS.find((one) => one.name === name)
