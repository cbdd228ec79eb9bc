// What a page has without loading anything. All of it answers later.

const through = async (bytes, stream) =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer())

export async function load() {
  const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return {
    sha256: (bytes) => () => digest(bytes),
    sha256Many: (messages) => () => Promise.all(messages.map(digest)),
    gzip: (bytes) => () => through(bytes, new CompressionStream('gzip')),
    gunzip: (bytes) => () => through(bytes, new DecompressionStream('gzip')),
  }
}
